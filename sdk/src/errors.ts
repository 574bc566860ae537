/**
 * Whose fault a failure is and what can be done about it. It decides what the person in front of the panel reads:
 * `config` and `auth` - mend the connection; `rate-limit` and `transient` - wait; `not-found` and `unsupported` - change
 * the query; `bug` - tell the plugin's owner.
 */
export const PLUGIN_ERROR_KINDS = [
  'config',
  'auth',
  'rate-limit',
  'transient',
  'not-found',
  'unsupported',
  'bug',
] as const;
export type PluginErrorKind = (typeof PLUGIN_ERROR_KINDS)[number];

/**
 * The one error a plugin throws on purpose. Anything else that escapes a plugin is reported as a bug of that plugin and
 * version. The message is one sentence for people and says what to do; it must hold no secret.
 */
export class PluginError extends Error {
  override readonly name = 'PluginError';
  /** The field of the settings form or of the question that is at fault, so that the form can point at it. */
  readonly field?: string;
  /** Where in the text of that field the fault lies, counted from 0 in UTF-16 units, so that an editor can mark it. */
  readonly position?: number;
  /** How long the service asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;

  constructor(
    readonly kind: PluginErrorKind,
    message: string,
    extra: { field?: string; position?: number; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    if (extra.field !== undefined) this.field = extra.field;
    if (extra.position !== undefined) this.position = extra.position;
    if (extra.retryAfterMs !== undefined) this.retryAfterMs = extra.retryAfterMs;
  }
}
