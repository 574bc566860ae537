import * as z from 'zod';
import { TimeRangeChoice, TimeWindow, Timezone } from './time-range.js';
import { VariableChoices } from './variable-values.js';

/** A room in which the numbers of one question are told, and the last of its news that somebody has. */
export const LivePlace = z.object({ room: z.string().max(60), seq: z.int().min(0) });
export type LivePlace = z.output<typeof LivePlace>;

/** Over what a page looks at panels, so that it is told their numbers instead of asking for them. */
export const LiveScope = z.object({
  range: TimeRangeChoice,
  timezone: Timezone.default('UTC'),
  maxPoints: z.int().min(1).max(10_000),
  /** Those that can be seen. */
  panels: z.array(z.string().max(40)).max(200),
  /** When the numbers were read that the page shows, in epoch milliseconds: what was stored since is told at once. */
  since: z.number().optional(),
  /** By panel: up to where it was told before its connection was lost, or before it missed something. */
  known: z.record(z.string(), LivePlace).optional(),
});
export type LiveScope = z.output<typeof LiveScope>;

/**
 * The socket.io events. The client says `watch` with a dashboard it may read (a share link sends its token in
 * `auth.token` and leaves the id out), and again after another choice; the server says `stale` when panels of it have new data, `changed` when the
 * document was saved, `numbers` with what became of the frames of a panel, `notes` when an annotation of it was written, changed or removed, `threads` (to
 * members only) when something was said in a thread on it, and `closed` when the right to look has ended.
 */
export const WatchRequest = z.object({
  dashboardId: z.uuid().optional(),
  /** What is chosen: a panel whose metric a variable decides is stale only with points of that metric. */
  variables: VariableChoices.optional(),
  live: LiveScope.optional(),
});
export type WatchRequest = z.output<typeof WatchRequest>;
/** The acknowledgement of `watch`, with the version that the server has: 0 where the dashboard is gone. */
export const WatchAnswer = z.object({
  ok: z.boolean(),
  version: z.int().optional(),
  /** By panel the room in which its numbers are told. Of all others `stale` is told. */
  live: z.record(z.string(), z.string()).optional(),
  /** Why it is refused. */
  detail: z.string().optional(),
});
export type WatchAnswer = z.output<typeof WatchAnswer>;
export const StalePanels = z.object({ dashboardId: z.uuid(), panels: z.array(z.string()) });
export type StalePanels = z.output<typeof StalePanels>;

/**
 * What `numbers` begins with; behind it stand the bytes of frames (`encodeFrames`), one for each frame of the answer, with the rows
 * that are new in them. `base` is the number of the news that it continues, null where the frames are whole. Who has another one
 * says `watch` again with what is known.
 */
export const LiveNumbers = z.object({
  room: z.string(),
  seq: z.int(),
  base: z.int().nullable(),
  window: TimeWindow,
  /** For each frame how many of its rows stand at the beginning, and which rows of the frame before it follow them. */
  deltas: z.array(z.object({ head: z.int(), keep: z.tuple([z.int(), z.int()]) })),
});
export type LiveNumbers = z.output<typeof LiveNumbers>;
export const DashboardChanged = z.object({ dashboardId: z.uuid(), version: z.int() });
export type DashboardChanged = z.output<typeof DashboardChanged>;
export const NotesChanged = z.object({ dashboardId: z.uuid() });
export type NotesChanged = z.output<typeof NotesChanged>;
export const ThreadsChanged = z.object({ dashboardId: z.uuid() });
export type ThreadsChanged = z.output<typeof ThreadsChanged>;

/**
 * The namespace of one's own news, on the same connection: a signed-in person who connects to it hears `notifications`
 * whenever hers are to be read again, and `closed` when her session has ended.
 */
export const NOTIFICATIONS_NAMESPACE = '/notifications';
