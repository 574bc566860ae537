import type { z } from 'zod';
import type { PluginContext } from './context.js';
import type { Frame } from './frame.js';
import type { StreamDefinition } from './stream.js';

/** The window a query is about. `from` is inside, `to` is not; both in epoch milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
  /** IANA name. Days and months begin where they begin there. */
  readonly timezone: string;
  /** How many points per series the asker can use: usually the panel's width in pixels. */
  readonly maxPoints: number;
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
  Cursors extends Record<string, z.ZodObject> = Record<string, z.ZodObject>,
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
  /** What the host copies and keeps, so that panels need not ask the service. */
  readonly streams?: {
    readonly [N in keyof Cursors]: StreamDefinition<z.output<ConfigSchema>, z.output<SecretsSchema>, Cursors[N]>;
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
  K extends Record<string, z.ZodObject> = Record<string, z.ZodObject>,
> = DataSourceDefinition<C, S, I, K> & { readonly kind: 'datasource' };

/**
 * A place that numbers come from. The default export of a datasource plugin; the host runs it in a process of its own.
 *
 * @example See `plugins/datasource-json`, and `examples/plugins/datasource-orders` for streams.
 */
export function defineDataSource<
  C extends z.ZodObject,
  S extends z.ZodObject,
  const I extends Record<string, z.ZodObject>,
  const K extends Record<string, z.ZodObject> = Record<string, z.ZodObject>,
>(definition: DataSourceDefinition<C, S, I, K>): DataSource<C, S, I, K> {
  return { kind: 'datasource', ...definition };
}
