import type { PluginErrorKind, TimeRange, VariableValues } from '@quarterdeck/sdk';

/** The payloads of the wire; `wire.ts` says how they travel. Nothing a plugin sends is trusted to have its shape. */

/** Host to plugin, as JSON of a CALL. Secrets are told by name, with what stands for them; the revealed ones themselves. */
export type Call = {
  readonly config: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly revealed: Readonly<Record<string, string>>;
} & (
  | { readonly act: 'check' }
  | { readonly act: 'options'; readonly name: string }
  | {
      readonly act: 'query';
      readonly kind: string;
      readonly input: unknown;
      readonly range: TimeRange;
      readonly variables?: Readonly<Record<string, VariableValues>>;
    }
  | { readonly act: 'read'; readonly stream: string; readonly cursor: unknown; readonly since: number }
);

/** Plugin to host, packed with its records as JSON into a BATCH of the call that reads a stream. */
export interface BatchHead {
  readonly cursor: unknown;
  readonly progress?: number;
}

/** Why a call failed, in either direction. */
export interface Failure {
  readonly kind: PluginErrorKind;
  readonly message: string;
  readonly field?: string;
  readonly position?: number;
  readonly retryAfterMs?: number;
}

/** Plugin to host, packed with the body into a CALL: a request it wants made on behalf of one of its calls. */
export interface RequestHead {
  readonly act: 'fetch';
  readonly call: number;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Plugin to host, as a CALL: a TCP connection it wants. After the RESULT, CHUNKs go both ways within the credit that the
 * other side gives; END says that no more will come, CANCEL that the connection is to be cut.
 */
export interface ConnectHead {
  readonly act: 'connect';
  readonly call: number;
  readonly host: string;
  readonly port: number;
}

/** Plugin to host, as a CALL: encrypt the connection that was opened by the CALL with this id. */
export interface SecureHead {
  readonly act: 'secure';
  readonly socket: number;
  readonly verify: boolean;
  readonly ca?: string;
}

/** Host to plugin, as JSON of the RESULT of a request; its body follows in CHUNKs. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
}

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn';
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** So many bytes of a response may be under way before the plugin has taken them in. */
export const CREDIT_BYTES = 1024 * 1024;
/** The pipe between the two. */
export const WIRE_FD = 3;
