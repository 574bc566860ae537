import * as z from 'zod';

/** Where `quarterdeck plugin pack` writes a plugin's manifest, within its folder. */
export const MANIFEST_PATH = 'dist/quarterdeck.json';

/** `datasource-stripe`, or `acme.datasource-crm` for a plugin that is not ours. */
export const PluginId = z
  .string()
  .max(100)
  .regex(/^([a-z0-9][a-z0-9-]*\.)?(datasource|widget|insight)-[a-z0-9-]+$/, 'An id reads "widget-gauge".');
export const PluginVersion = z
  .string()
  .max(60)
  .regex(/^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/i, 'A version reads "1.4.0".');

const SchemaDocument = z.record(z.string(), z.unknown());
/** A path below `dist`; no way leads out of it. */
const FilePath = z.string().regex(/^[a-z0-9][a-z0-9-]*(\.[a-z0-9]+)+$/, 'A file of a plugin has a plain name.');
const Integrity = z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/);
const Shape = z.enum(['timeseries', 'table', 'scalar']);

const anyKind = {
  /** The version of this format. */
  manifest: z.literal(1),
  id: PluginId,
  version: PluginVersion,
  title: z.string().min(1),
  description: z.string(),
  /** The versions of `@quarterdeck/sdk` the plugin was written for, as an npm range. */
  sdk: z.string().min(1),
  /** The module to load; one of `files`. */
  entry: FilePath,
  /** Every file that may be served or loaded, with its hash. */
  files: z.record(FilePath, Integrity),
};

export const HostNeed = z.union([z.string(), z.object({ fromConfig: z.string() })]);
export type HostNeed = z.output<typeof HostNeed>;

const FromConfig = z.object({ fromConfig: z.string() });
export const TcpNeed = z.union([z.string(), z.object({ host: FromConfig, port: FromConfig })]);
export type TcpNeed = z.output<typeof TcpNeed>;

/** What a datasource may reach and hold, as people see it before they connect. */
export const Needs = z.object({
  http: z.array(HostNeed),
  tcp: z.array(TcpNeed).optional(),
  reveal: z.array(z.string()).optional(),
});

const FieldName = z.string().min(1).max(100);

/** A metric that people will want of a stream. */
export const SuggestedMetric = z.object({
  title: z.string().min(1).max(200),
  aggregate: z.enum(['sum', 'count', 'distinct', 'average', 'last']),
  field: FieldName.optional(),
  unit: z.string().max(40).optional(),
  labels: z.array(FieldName).max(10).optional(),
});
export type SuggestedMetric = z.output<typeof SuggestedMetric>;

/** A stream of a datasource: what it is called, what names its records, and how it is read. */
export const StreamManifest = z.object({
  title: z.string().min(1).max(200),
  description: z.string().max(500).optional(),
  key: z.array(FieldName).min(1).max(10),
  time: FieldName,
  cursor: SchemaDocument,
  lookbackMs: z.number().min(0).optional(),
  metrics: z.record(z.string().min(1).max(100), SuggestedMetric).optional(),
});
export type StreamManifest = z.output<typeof StreamManifest>;

/** The name of a stream within its datasource. */
export const StreamName = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'A stream is called "line-items".');

export const DataSourceManifest = z.object({
  ...anyKind,
  kind: z.literal('datasource'),
  config: SchemaDocument,
  secrets: SchemaDocument,
  queries: z.record(z.string(), z.object({ title: z.string(), shape: Shape, input: SchemaDocument })),
  streams: z.record(StreamName, StreamManifest).optional(),
  needs: Needs,
  /** The names of what it offers to choose from. */
  options: z.array(z.string()).optional(),
  auth: z.discriminatedUnion('type', [
    z.object({ type: z.literal('none') }),
    z.object({ type: z.literal('bearer'), secret: z.string() }),
    z.object({ type: z.literal('header'), name: z.string(), secret: z.string() }),
  ]),
});
export type DataSourceManifest = z.output<typeof DataSourceManifest>;

export const WidgetManifest = z.object({
  ...anyKind,
  kind: z.literal('widget'),
  options: SchemaDocument,
  accepts: z.object({ shapes: z.array(Shape), minFrames: z.int().min(0).optional() }),
  size: z.object({ w: z.int().min(1).max(24), h: z.int().min(1).max(200) }),
});
export type WidgetManifest = z.output<typeof WidgetManifest>;

/**
 * What a packed plugin says about itself. `quarterdeck plugin pack` derives it from the plugin's code and the host reads
 * it instead of running that code: forms, validation, permissions and integrity all come from here.
 */
export const Manifest = z.discriminatedUnion('kind', [DataSourceManifest, WidgetManifest]);
export type Manifest = z.output<typeof Manifest>;
