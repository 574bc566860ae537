import * as z from 'zod';
import { ById, Instant } from './common.js';
import { PluginPin } from './plugins.js';
import { route } from './route.js';

/** A datasource plugin with its settings. Secrets are only ever told as "configured". */
export const Connection = z.object({
  id: z.uuid(),
  name: z.string(),
  plugin: PluginPin,
  config: z.record(z.string(), z.unknown()),
  secretsConfigured: z.array(z.string()),
  createdAt: Instant,
});
export type Connection = z.output<typeof Connection>;

export const NewConnection = z.object({
  name: z.string().trim().min(1).max(100),
  plugin: PluginPin,
  config: z.record(z.string(), z.unknown()).default({}),
  secrets: z.record(z.string(), z.string().max(8192)).default({}),
});
export type NewConnection = z.output<typeof NewConnection>;

export const connectionRoutes = {
  list: route({
    method: 'GET',
    path: 'connections',
    access: 'viewer',
    summary: 'List connections',
    answer: z.array(Connection),
  }),
  get: route({
    method: 'GET',
    path: 'connections/:id',
    access: 'viewer',
    summary: 'Read a connection',
    params: ById,
    answer: Connection,
  }),
  create: route({
    method: 'POST',
    path: 'connections',
    access: 'owner',
    summary: 'Create a connection; it is tried before it is saved',
    body: NewConnection,
    answer: Connection,
    status: 201,
  }),
  remove: route({
    method: 'DELETE',
    path: 'connections/:id',
    access: 'owner',
    summary: 'Delete a connection',
    params: ById,
  }),
};
