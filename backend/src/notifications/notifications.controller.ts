import { Controller } from '@nestjs/common';
import {
  notificationRoutes,
  type NotificationFilter,
  type NotificationPage,
  type ReadUntil,
  type UnreadCount,
} from '@quarterdeck/sdk/api/notifications';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params, QueryParams } from '../platform/http/implements.js';
import { NotificationsService } from './notifications.service.js';

@Controller()
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Implements(notificationRoutes.list)
  list(@CurrentActor() actor: Actor, @QueryParams() filter: NotificationFilter): Promise<NotificationPage> {
    return this.notifications.list(actor, filter);
  }

  @Implements(notificationRoutes.unread)
  unread(@CurrentActor() actor: Actor): Promise<UnreadCount> {
    return this.notifications.unread(actor);
  }

  @Implements(notificationRoutes.readAll)
  readAll(@CurrentActor() actor: Actor, @Body() { until }: ReadUntil): Promise<UnreadCount> {
    return this.notifications.readAll(actor, until);
  }

  @Implements(notificationRoutes.read)
  read(@CurrentActor() actor: Actor, @Params() { id }: { id: string }): Promise<UnreadCount> {
    return this.notifications.read(actor, id);
  }
}
