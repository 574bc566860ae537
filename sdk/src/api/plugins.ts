import * as z from 'zod';
import { Needs, StreamManifest } from '../manifest.js';
import { route } from './route.js';

export const PluginKind = z.enum(['datasource', 'widget', 'insight']);
/** A JSON Schema document, as `quarterdeck plugin pack` derives it from the plugin's code. */
export const JsonSchema = z.record(z.string(), z.unknown());

/** A plugin as people see it: what it is, and for widgets where the browser loads it from. */
export const Plugin = z.object({
  id: z.string(),
  version: z.string(),
  kind: PluginKind,
  title: z.string(),
  description: z.string(),
  /** `ready`, or why it is not loaded. */
  state: z.object({ ready: z.boolean(), reason: z.string().optional() }),
  /** Widgets only: the module with `draw`, under an address that never changes its content. */
  module: z.string().optional(),
  options: JsonSchema.optional(),
  /** Widgets only: which frames it draws, none where `minFrames` is 0; and the columns and rows of a new panel. */
  accepts: z.object({ shapes: z.array(z.string()), minFrames: z.int().min(0).optional() }).optional(),
  size: z.object({ w: z.int().min(1).max(24), h: z.int().min(1).max(200) }).optional(),
  /** Datasources only. */
  config: JsonSchema.optional(),
  secrets: JsonSchema.optional(),
  queries: z.record(z.string(), z.object({ title: z.string(), shape: z.string(), input: JsonSchema })).optional(),
  streams: z.record(z.string(), StreamManifest.omit({ cursor: true })).optional(),
  needs: Needs.optional(),
});
export type Plugin = z.output<typeof Plugin>;

/** `widget-timeseries@1`: a panel and a connection pin a major; which exact version that is, the catalogue says. */
export const PluginPin = z
  .string()
  .max(120)
  .regex(/^[a-z0-9.-]+@\d+$/, 'A plugin is pinned as "id@major".');

export const pluginRoutes = {
  list: route({ method: 'GET', path: 'plugins', access: 'viewer', summary: 'List plugins', answer: z.array(Plugin) }),
};
