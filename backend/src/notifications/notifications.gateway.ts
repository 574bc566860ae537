import { Inject, type OnModuleInit } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayDisconnect } from '@nestjs/websockets';
import { NOTIFICATIONS_NAMESPACE } from '@quarterdeck/sdk/api/live';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { AccessChanged } from '../identity/identity.events.js';
import { ActorResolvers } from '../platform/http/actor-resolvers.js';
import { LOGGER } from '../platform/logger-token.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { LIVE_SERVER, LiveSockets } from '../platform/realtime/live-sockets.js';
import { NotificationNews } from './notifications.events.js';

/** Tells the open pages of a person when to look at her notifications again. It carries none of them. */
@WebSocketGateway({ ...LIVE_SERVER, namespace: NOTIFICATIONS_NAMESPACE })
export class NotificationsGateway implements OnModuleInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly sockets: LiveSockets<never>;

  constructor(
    resolvers: ActorResolvers,
    private readonly broadcast: Broadcast,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sockets = new LiveSockets(resolvers, logger);
  }

  onModuleInit(): void {
    this.broadcast.on(NotificationNews, ({ workspaceId, users }) => {
      this.tell((actor) => actor.workspaceId === workspaceId && users.includes(actor.id));
    });
    this.broadcast.on(AccessChanged, ({ userId }) => {
      void this.sockets.recheckOf(userId);
    });
    this.broadcast.onReconnect(() => {
      this.tell(() => true);
    });
  }

  handleConnection(socket: Socket): Promise<void> {
    return this.sockets.arrive(socket);
  }

  handleDisconnect(socket: Socket): void {
    this.sockets.leave(socket);
  }

  private tell(whom: (actor: { readonly workspaceId: string; readonly id: string }) => boolean): void {
    for (const [socket, { actor }] of this.sockets)
      if (actor.kind === 'user' && whom(actor)) socket.emit('notifications');
  }
}
