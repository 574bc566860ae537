import * as z from 'zod';
import { ById, Instant } from './common.js';
import { FolderRight } from './folders.js';
import { route } from './route.js';

/** How many dashboards are remembered as recently opened. */
export const RECENTS = 20;

/** What a member keeps at hand: her favourites by title, and what she opened lately, the latest first. */
export const Library = z.object({
  favourites: z.array(z.uuid()),
  recents: z.array(z.object({ id: z.uuid(), openedAt: Instant })),
});
export type Library = z.output<typeof Library>;

/** Where a dashboard lies for whoever opens it, and what she may do there. */
export const DashboardPlace = z.object({
  right: FolderRight,
  favourite: z.boolean(),
  /** From the top inwards; only folders that she may see. */
  path: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type DashboardPlace = z.output<typeof DashboardPlace>;

/** All or none of them move; null is the top. */
export const DashboardMove = z.object({
  dashboards: z.array(z.uuid()).min(1).max(500),
  folderId: z.uuid().nullable(),
});
export type DashboardMove = z.output<typeof DashboardMove>;

export const libraryRoutes = {
  read: route({
    method: 'GET',
    path: 'library',
    access: 'viewer',
    summary: 'Your favourites and what you opened lately',
    answer: Library,
  }),
  visit: route({
    method: 'PUT',
    path: 'dashboards/:id/visit',
    access: 'viewer',
    summary: 'Remember that you opened a dashboard, and tell where it lies',
    params: ById,
    answer: DashboardPlace,
  }),
  star: route({
    method: 'PUT',
    path: 'dashboards/:id/favourite',
    access: 'viewer',
    summary: 'Make a dashboard a favourite of yours',
    params: ById,
  }),
  unstar: route({
    method: 'DELETE',
    path: 'dashboards/:id/favourite',
    access: 'viewer',
    summary: 'No longer a favourite of yours',
    params: ById,
  }),
  move: route({
    method: 'POST',
    path: 'dashboard-moves',
    access: 'viewer',
    summary: 'Move dashboards into a folder: whoever may edit in both',
    body: DashboardMove,
  }),
};
