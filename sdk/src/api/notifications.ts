import * as z from 'zod';
import { ById, Instant } from './common.js';
import { route } from './route.js';

/** News for one person, in the application. It says who did what where, and leads there. */
export const Notification = z.object({
  id: z.uuid(),
  /** What happened, such as `comment.mention`. A reader that does not know a kind shows it by its facts. */
  kind: z.string(),
  /** Who did it, by the present name. Null where it was nobody, or the person is gone. */
  person: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** What the sentence needs besides; which there are depends on the kind. Plain text, never markup. */
  facts: z.record(z.string(), z.string()),
  /** A path within the application. */
  link: z.string().startsWith('/'),
  createdAt: Instant,
  /** Null until it was read. */
  readAt: Instant.nullable(),
});
export type Notification = z.output<typeof Notification>;

export const NotificationPage = z.object({
  notifications: z.array(Notification),
  /** How many the person has not read, on this page or not. */
  unread: z.int(),
  /** To be sent as `before` for the next page; null on the last one. */
  next: z.uuid().nullable(),
});
export type NotificationPage = z.output<typeof NotificationPage>;

export const NotificationFilter = z.object({
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type NotificationFilter = z.output<typeof NotificationFilter>;

export const UnreadCount = z.object({ unread: z.int() });
export type UnreadCount = z.output<typeof UnreadCount>;

/** Up to and with this instant, so that news which came meanwhile stay unread. */
export const ReadUntil = z.object({ until: Instant });
export type ReadUntil = z.output<typeof ReadUntil>;

/** All are about the person who asks, in the workspace where she is. */
export const notificationRoutes = {
  list: route({
    method: 'GET',
    path: 'notifications',
    access: 'viewer',
    summary: 'Your notifications, the newest first',
    query: NotificationFilter,
    answer: NotificationPage,
  }),
  unread: route({
    method: 'GET',
    path: 'notifications/unread',
    access: 'viewer',
    summary: 'How many notifications you have not read',
    answer: UnreadCount,
  }),
  read: route({
    method: 'PUT',
    path: 'notifications/:id/read',
    access: 'viewer',
    summary: 'Mark one of your notifications as read',
    params: ById,
    answer: UnreadCount,
  }),
  readAll: route({
    method: 'PUT',
    path: 'notifications/read',
    access: 'viewer',
    summary: 'Mark your notifications as read',
    body: ReadUntil,
    answer: UnreadCount,
  }),
};
