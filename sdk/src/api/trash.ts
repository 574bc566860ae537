import * as z from 'zod';
import { ById, Instant } from './common.js';
import { Dashboard } from './dashboards.js';
import { route } from './route.js';

/** A dashboard that was deleted and can still be brought back. */
export const TrashedDashboard = z.object({
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  panelCount: z.int(),
  deletedAt: Instant,
  /** null for a program, or for a person who is gone. */
  deletedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** When it is deleted for good by itself. */
  goneAt: Instant,
});
export type TrashedDashboard = z.output<typeof TrashedDashboard>;

/** The code of the 404 for a dashboard that is in the trash. */
export const IN_TRASH = 'dashboard.in-trash';

export const trashRoutes = {
  list: route({
    method: 'GET',
    path: 'trash',
    access: 'viewer',
    summary: 'Deleted dashboards that you may restore, the last deleted first',
    answer: z.array(TrashedDashboard),
  }),
  restore: route({
    method: 'POST',
    path: 'trash/:id/restore',
    access: 'viewer',
    summary: 'Take a dashboard out of the trash, where you may edit; its share links work again',
    params: ById,
    answer: Dashboard,
  }),
  remove: route({
    method: 'DELETE',
    path: 'trash/:id',
    access: 'owner',
    summary: 'Delete a dashboard in the trash for good, with its history, notes and share links',
    params: ById,
  }),
};
