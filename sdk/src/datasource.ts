import type { z } from 'zod';
import type { Frame } from './frame.js';
import type { ConnectTarget, HostSocket } from './socket.js';

/** The window a query is about. `from` is inside, `to` is not; both in epoch milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
  /** IANA name. Days and months begin where they begin there. */
  readonly timezone: string;
  /** How many points per series the asker can use: usually the panel's width in pixels. */
  readonly maxPoints: number;
}

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

/** A host the plugin wants to reach: a literal (`api.example.com`), a wildcard (`*.example.com`) or a setting that holds a URL. */
export type HostNeed = string | { readonly fromConfig: string };

/** A server the plugin wants a connection to: a literal (`db.example.com:5432`) or two settings that hold its host and port. */
export type TcpNeed =
  string | { readonly host: { readonly fromConfig: string }; readonly port: { readonly fromConfig: string } };

/** Something to choose from in a form, or to complete while somebody types. */
export interface Option {
  readonly value: string;
  readonly label?: string;
  /** What it is or belongs to, shown beside it: a column's type, a table's schema. */
  readonly detail?: string;
  /** The value of another option that it belongs to: a column's table. */
  readonly of?: string;
}

/** How the host signs requests. `header` is also what most API keys want. */
export type Auth<Secrets> =
  | { readonly type: 'none' }
  | { readonly type: 'bearer'; readonly secret: keyof Secrets & string }
  | { readonly type: 'header'; readonly name: string; readonly secret: keyof Secrets & string };

export interface QueryDefinition<Config, Secrets, Input extends z.ZodObject> {
  readonly title: string;
  /** What comes back: one or more time columns with numbers, any rows, or a single number. */
  readonly shape: 'timeseries' | 'table' | 'scalar';
  /** The query form is drawn from it; stored queries are checked against it before `run` sees them. */
  readonly input: Input;
  /** Called once per question. The same question over the same data gives the same frames. */
  run(
    context: PluginContext<Config, Secrets>,
    question: { readonly input: z.output<Input>; readonly range: TimeRange },
  ): Promise<Frame | readonly Frame[]>;
}

export interface DataSourceDefinition<
  ConfigSchema extends z.ZodObject,
  SecretsSchema extends z.ZodObject,
  Inputs extends Record<string, z.ZodObject>,
> {
  /** The settings form is drawn from it. */
  readonly config: ConfigSchema;
  /** Stored encrypted, never sent back to a browser. */
  readonly secrets: SecretsSchema;
  readonly needs: {
    readonly http: readonly HostNeed[];
    readonly tcp?: readonly TcpNeed[];
    /** Secrets that the plugin must hold itself; the fewer, the better. */
    readonly reveal?: readonly (keyof z.output<SecretsSchema> & string)[];
  };
  readonly auth?: Auth<z.output<SecretsSchema>>;
  /** Called before a connection is saved and by its health check. Throws a PluginError that says what to mend. */
  check(
    context: PluginContext<z.output<ConfigSchema>, z.output<SecretsSchema>>,
  ): Promise<{ readonly message?: string }>;
  readonly queries: {
    readonly [N in keyof Inputs]: QueryDefinition<z.output<ConfigSchema>, z.output<SecretsSchema>, Inputs[N]>;
  };
  /**
   * What forms offer to choose from. A field of a question asks for one by its name: `z.string().meta({ options: 'tables' })`,
   * or a code field for its completion. Called when the form opens.
   */
  readonly options?: Readonly<
    Record<
      string,
      (context: PluginContext<z.output<ConfigSchema>, z.output<SecretsSchema>>) => Promise<readonly Option[]>
    >
  >;
}

export type DataSource<
  C extends z.ZodObject = z.ZodObject,
  S extends z.ZodObject = z.ZodObject,
  I extends Record<string, z.ZodObject> = Record<string, z.ZodObject>,
> = DataSourceDefinition<C, S, I> & { readonly kind: 'datasource' };

/**
 * A place that numbers come from. The default export of a datasource plugin; the host runs it in a process of its own.
 *
 * @example See `plugins/datasource-json`.
 */
export function defineDataSource<
  C extends z.ZodObject,
  S extends z.ZodObject,
  const I extends Record<string, z.ZodObject>,
>(definition: DataSourceDefinition<C, S, I>): DataSource<C, S, I> {
  return { kind: 'datasource', ...definition };
}
