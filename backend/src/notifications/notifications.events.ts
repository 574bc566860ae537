import { defineTopic } from '../platform/realtime/broadcast.js';

/** To the open pages of these people: something is new, or was read or withdrawn. */
export const NotificationNews = defineTopic<{ workspaceId: string; users: string[] }>('notification-news');

/** One kind of news and the facts that its sentence needs. A feature declares its kinds in `<feature>.events.ts`. */
export interface NotificationKind<Facts extends Readonly<Record<string, string>>> {
  readonly name: string;
  /** Only carries the type. */
  readonly facts?: Facts;
}

/** `name` is `noun.what`, as the front end knows it in `notifications/notification-kinds.ts`: `comment.mention`. */
export const defineNotification = <Facts extends Readonly<Record<string, string>>>(
  name: string,
): NotificationKind<Facts> => ({ name });
