import * as z from 'zod';
import { ById, Instant } from './common.js';
import { PluginPin } from './plugins.js';
import { route } from './route.js';

/** A dashboard with a panel that asks a connection. */
export const ConnectionUse = z.object({ id: z.uuid(), title: z.string() });
export type ConnectionUse = z.output<typeof ConnectionUse>;

/** A datasource plugin with its settings. Secrets are only ever told as "configured". */
export const Connection = z.object({
  id: z.uuid(),
  name: z.string(),
  plugin: PluginPin,
  /** Told to editors and owners; empty for viewers, as are the names of the secrets. */
  config: z.record(z.string(), z.unknown()),
  secretsConfigured: z.array(z.string()),
  usedBy: z.array(ConnectionUse),
  createdAt: Instant,
});
export type Connection = z.output<typeof Connection>;

const Name = z.string().trim().min(1).max(100);
const Config = z.record(z.string(), z.unknown()).default({});
const Secret = z.string().max(8192);

export const NewConnection = z.object({
  name: Name,
  plugin: PluginPin,
  config: Config,
  secrets: z.record(z.string(), Secret).default({}),
});
export type NewConnection = z.output<typeof NewConnection>;

/** A secret that is left out stays as it is, `null` removes it. */
export const SecretsChange = z.record(z.string(), Secret.nullable()).default({});
export type SecretsChange = z.output<typeof SecretsChange>;

export const ConnectionChange = z.object({ name: Name, config: Config, secrets: SecretsChange });
export type ConnectionChange = z.output<typeof ConnectionChange>;

/** Settings to be tried; with the `id` of a connection, the secrets that are left out are those that it has. */
export const ConnectionTrial = z.object({
  id: z.uuid().optional(),
  plugin: PluginPin,
  config: Config,
  secrets: SecretsChange,
});
export type ConnectionTrial = z.output<typeof ConnectionTrial>;

/** What the plugin says after it has tried to reach its service: how it is, or what to mend. */
export const ConnectionHealth = z.object({ healthy: z.boolean(), message: z.string(), code: z.string().nullable() });
export type ConnectionHealth = z.output<typeof ConnectionHealth>;

/** Something to choose from in the form of a question, or to complete in it: a table, a column of a table. */
export const ConnectionOption = z.object({
  value: z.string(),
  label: z.string().optional(),
  detail: z.string().optional(),
  of: z.string().optional(),
});
export type ConnectionOption = z.output<typeof ConnectionOption>;

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
  change: route({
    method: 'PUT',
    path: 'connections/:id',
    access: 'owner',
    summary: 'Change a connection; it is tried before it is saved',
    params: ById,
    body: ConnectionChange,
    answer: Connection,
  }),
  tryOut: route({
    method: 'POST',
    path: 'connections/check',
    access: 'owner',
    summary: 'Try settings without saving them; refused as a creation with them would be',
    body: ConnectionTrial,
    answer: ConnectionHealth,
  }),
  check: route({
    method: 'POST',
    path: 'connections/:id/check',
    access: 'editor',
    summary: 'How a saved connection is',
    params: ById,
    answer: ConnectionHealth,
  }),
  options: route({
    method: 'GET',
    path: 'connections/:id/options/:name',
    access: 'editor',
    summary: 'What a form offers to choose from, asked of the service behind the connection',
    params: z.object({ id: z.uuid(), name: z.string().max(60) }),
    answer: z.array(ConnectionOption),
  }),
  remove: route({
    method: 'DELETE',
    path: 'connections/:id',
    access: 'owner',
    summary: 'Delete a connection; 409 while a dashboard uses it',
    params: ById,
  }),
};
