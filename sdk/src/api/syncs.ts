import * as z from 'zod';
import { PLUGIN_ERROR_KINDS } from '../errors.js';
import { StreamName as PluginStreamName, SuggestedMetric } from '../manifest.js';
import { ById, Instant } from './common.js';
import { route } from './route.js';

/** Why a run waits or has failed. `ours` is a fault of this server; the rest a word of the plugin. */
export const SyncProblem = z.object({ kind: z.enum([...PLUGIN_ERROR_KINDS, 'ours']), message: z.string() });
export type SyncProblem = z.output<typeof SyncProblem>;

/** One pass over a stream, with its waits and its resumptions after a failure or a crash. */
export const SyncRun = z.object({
  id: z.uuid(),
  /** What began it: the plan, a person, or a person who wanted it read again from a date. */
  cause: z.enum(['schedule', 'person', 'resync']),
  /** `waiting` until `dueAt`: for its turn, or for the service, as `problem` says then. */
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  dueAt: Instant,
  batches: z.int(),
  /** Records that were new, that replaced what was there, that were there already, and that could not be stored. */
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.int(),
  /** From 0 to 1, where the plugin knows. */
  progress: z.number().nullable(),
  problem: SyncProblem.nullable(),
  /** From when on it was to be read again; null for all, and where nobody asked for that. */
  from: Instant.nullable(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
});
export type SyncRun = z.output<typeof SyncRun>;

/** A stream of a connection's plugin, and how its copy is. */
export const Sync = z.object({
  /** Its name within the plugin. */
  stream: z.string(),
  title: z.string(),
  description: z.string(),
  /** Metrics that people will want of it, by names. */
  metrics: z.record(z.string(), SuggestedMetric),
  /** Whether it is kept up to date. */
  active: z.boolean(),
  /** The stream of records that it is copied into; null before it was first switched on. */
  records: z.string().nullable(),
  rows: z.int(),
  /** The time of its newest record. */
  newestAt: Instant.nullable(),
  /** When the plan reads it next. */
  nextAt: Instant.nullable(),
  /** The one that is open, or the last one. */
  run: SyncRun.nullable(),
});
export type Sync = z.output<typeof Sync>;

export const SyncPlan = z.object({
  everyMinutes: z.int().min(1).max(10_080),
  /** While it is, nothing is read but what a person asks for. */
  paused: z.boolean(),
});
export type SyncPlan = z.output<typeof SyncPlan>;

/** What is copied from a connection. */
export const ConnectionSyncs = SyncPlan.extend({ streams: z.array(Sync) });
export type ConnectionSyncs = z.output<typeof ConnectionSyncs>;

export const SyncSwitch = z.object({ active: z.boolean() });
export type SyncSwitch = z.output<typeof SyncSwitch>;

/** Where to begin again; null begins at the beginning. */
export const Resync = z.object({ from: Instant.nullable() });
export type Resync = z.output<typeof Resync>;

export const ByStream = ById.extend({ stream: PluginStreamName });

export const syncRoutes = {
  get: route({
    method: 'GET',
    path: 'connections/:id/syncs',
    access: 'editor',
    summary: 'What is copied from a connection, and how far it is',
    params: ById,
    answer: ConnectionSyncs,
  }),
  plan: route({
    method: 'PUT',
    path: 'connections/:id/syncs',
    access: 'owner',
    summary: 'How often the streams of a connection are read, and whether at all; a pause ends what is being read',
    params: ById,
    body: SyncPlan,
    answer: ConnectionSyncs,
  }),
  run: route({
    method: 'POST',
    path: 'connections/:id/syncs/run',
    access: 'editor',
    summary: 'Read all streams that are switched on now',
    params: ById,
    answer: ConnectionSyncs,
    status: 202,
  }),
  switch: route({
    method: 'PUT',
    path: 'connections/:id/syncs/:stream',
    access: 'owner',
    summary: 'Switch a stream on or off; its records stay',
    params: ByStream,
    body: SyncSwitch,
    answer: ConnectionSyncs,
  }),
  runOne: route({
    method: 'POST',
    path: 'connections/:id/syncs/:stream/run',
    access: 'editor',
    summary: 'Read one stream now',
    params: ByStream,
    answer: ConnectionSyncs,
    status: 202,
  }),
  resync: route({
    method: 'POST',
    path: 'connections/:id/syncs/:stream/resync',
    access: 'owner',
    summary: 'Read a stream again from a date on; records are replaced by their keys, and none is removed',
    params: ByStream,
    body: Resync,
    answer: ConnectionSyncs,
    status: 202,
  }),
  stop: route({
    method: 'POST',
    path: 'connections/:id/syncs/:stream/stop',
    access: 'editor',
    summary: 'End the run of a stream; the next one goes on where it ended',
    params: ByStream,
    answer: ConnectionSyncs,
  }),
  runs: route({
    method: 'GET',
    path: 'connections/:id/syncs/:stream/runs',
    access: 'editor',
    summary: 'The latest runs of a stream, newest first',
    params: ByStream,
    answer: z.array(SyncRun),
  }),
};
