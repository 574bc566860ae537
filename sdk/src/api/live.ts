import * as z from 'zod';
import { VariableChoices } from './variable-values.js';

/**
 * The socket.io events. The client says `watch` with a dashboard it may read (a share link sends its token in
 * `auth.token` and leaves the id out), and again after another choice; the server says `stale` when panels of it have new data, `changed` when the
 * document was saved, `notes` when an annotation of it was written, changed or removed, `threads` (to
 * members only) when something was said in a thread on it, and `closed` when the right to look has ended.
 */
export const WatchRequest = z.object({
  dashboardId: z.uuid().optional(),
  /** What is chosen: a panel whose metric a variable decides is stale only with points of that metric. */
  variables: VariableChoices.optional(),
});
export type WatchRequest = z.output<typeof WatchRequest>;
/** The acknowledgement of `watch`, with the version that the server has: 0 where the dashboard is gone. */
export const WatchAnswer = z.object({
  ok: z.boolean(),
  version: z.int().optional(),
  /** Why it is refused. */
  detail: z.string().optional(),
});
export type WatchAnswer = z.output<typeof WatchAnswer>;
export const StalePanels = z.object({ dashboardId: z.uuid(), panels: z.array(z.string()) });
export type StalePanels = z.output<typeof StalePanels>;
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
