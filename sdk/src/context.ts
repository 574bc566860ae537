import type { ConnectTarget, HostSocket } from './socket.js';

/**
 * A secret as a plugin sees it: a placeholder. The host puts the real value in when a request leaves for a declared host,
 * so the plugin never holds it.
 */
export interface SecretRef {
  toString(): string;
  /**
   * The real value, for protocols in which the host cannot put it in, such as a database's password exchange. Only for
   * secrets named in `needs.reveal`, which people see before they connect; throws for any other.
   */
  reveal(): string;
}

/** What is chosen of one variable of the dashboard that asks. `all` where "all" is chosen; the values are then all there are. */
export interface VariableValues {
  readonly values: readonly (string | number | boolean)[];
  readonly all: boolean;
}

/** Everything a datasource may touch. Nothing is ambient: no network, no environment, no files. */
export interface PluginContext<Config = unknown, Secrets = Record<string, unknown>> {
  readonly config: Config;
  readonly secrets: { readonly [K in keyof Secrets]: SecretRef };
  /** Fires when nobody waits for the answer any more, or the time is up. Pass it to `fetch`. */
  readonly signal: AbortSignal;
  /** The host's fetch: reaches only the declared hosts, never a private address that was not allowed by the operator. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * A TCP connection opened by the host, only to what `needs.tcp` declares. It lives as long as the call it was opened in,
   * also for the moment after `signal` has fired, so that a server can be told to stop. Rejects with a PluginError.
   */
  readonly connect: (target: ConnectTarget) => Promise<HostSocket>;
  /** One line in the plugin's log. Never a secret. */
  readonly log: (
    level: 'debug' | 'info' | 'warn',
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ) => void;
  /**
   * The variables that the question names, by their names: as whole words in one of its texts, or in the place of a value,
   * which stands in the input already. To be bound as parameters, never pasted into a text. Empty in `check`.
   */
  readonly variables: Readonly<Record<string, VariableValues>>;
  /** Epoch milliseconds; a test can stop this clock. */
  readonly now: () => number;
}
