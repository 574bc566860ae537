import { Inject, type OnModuleInit } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import { WatchRequest } from '@quarterdeck/sdk/api/live';
import type { Dashboard } from '@quarterdeck/sdk/api/dashboards';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { PointsStored } from '../metrics/metrics.events.js';
import type { Actor } from '../platform/actor.js';
import { AppError, unauthenticated } from '../platform/errors.js';
import { ActorResolvers } from '../platform/http/actor-resolvers.js';
import { isOwnPage } from '../platform/http/same-origin.js';
import { LOGGER } from '../platform/logger-token.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { DashboardNews, NotesNews } from './dashboards.events.js';
import { DashboardsService } from './dashboards.service.js';
import { stalePanels } from './stale-panels.js';
import { WatchScopes } from './watch-scopes.service.js';

interface Watcher {
  readonly actor: Actor;
  readonly token: string | undefined;
  dashboard: Dashboard | undefined;
}
type Acknowledgement = { ok: true } | { ok: false; detail: string };

/** Rights are looked at again this often while a page is open: a session that ended, a link that expired. */
const RECHECK_MS = 30_000;

/** Tells open dashboards when to look again. It never carries numbers: those come through the one query path. */
@WebSocketGateway({
  path: '/api/live',
  serveClient: false,
  maxHttpBufferSize: 10_000,
  allowRequest: ({ headers }: IncomingMessage, decide: (error: null, allowed: boolean) => void) => {
    decide(null, isOwnPage(headers));
  },
})
export class DashboardsGateway implements OnModuleInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly watchers = new Map<Socket, Watcher>();
  /** A client may ask to watch as soon as it is connected, while we still look up who it is. */
  private readonly arrivals = new WeakMap<Socket, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dashboards: DashboardsService,
    private readonly resolvers: ActorResolvers,
    private readonly scopes: WatchScopes,
    private readonly broadcast: Broadcast,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.broadcast.on(PointsStored, (news) => {
      this.tellStale(news);
    });
    this.broadcast.on(DashboardNews, (news) => {
      this.tellChanged(news).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'open pages were not told of a saved dashboard');
      });
    });
    this.broadcast.on(NotesNews, (news) => {
      this.tellNotes(news);
    });
    this.broadcast.onReconnect(() => {
      this.tellAllStale();
    });
    this.scopes.onEnded((actorId) => {
      this.close(({ actor }) => actor.id === actorId);
    });
  }

  handleConnection(socket: Socket): Promise<void> {
    const arrival = this.admit(socket);
    this.arrivals.set(socket, arrival);
    return arrival;
  }

  handleDisconnect(socket: Socket): void {
    this.watchers.delete(socket);
    if (this.watchers.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  @SubscribeMessage('watch')
  async watch(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Acknowledgement> {
    await this.arrivals.get(socket);
    const watcher = this.watchers.get(socket);
    const request = WatchRequest.safeParse(body ?? {});
    if (!watcher || !request.success) return { ok: false, detail: 'This is no request to watch a dashboard.' };
    try {
      const id = await this.scopes.dashboardFor(watcher.actor, request.data.dashboardId);
      watcher.dashboard = await this.dashboards.require(watcher.actor, id);
      return { ok: true };
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : 'This dashboard cannot be watched.' };
    }
  }

  private async admit(socket: Socket): Promise<void> {
    try {
      const sent = (socket.handshake.auth as { token?: unknown }).token;
      const token = typeof sent === 'string' ? sent : undefined;
      const actor = await this.authenticate(socket, token);
      if (!socket.connected) return;
      this.watchers.set(socket, { actor, token, dashboard: undefined });
      this.timer ??= setInterval(() => void this.recheck(), RECHECK_MS).unref();
    } catch (error) {
      if (isRefusal(error)) return this.end(socket);
      this.logger.warn({ err: error }, 'an open page could not be let in');
      socket.conn.close(); // it comes again by itself, as after any lost connection
    }
  }

  private async authenticate(socket: Socket, token: string | undefined): Promise<Actor> {
    const actor = token ? await this.resolvers.require(token) : await this.resolvers.resolve(socket.request);
    if (!actor) throw unauthenticated('session.missing', 'Sign in first.');
    return actor;
  }

  private tellStale({ workspaceId, metrics }: { workspaceId: string; metrics: string[] | null }): void {
    for (const [socket, { actor, dashboard }] of this.watchers) {
      if (!dashboard || actor.workspaceId !== workspaceId) continue;
      const panels = stalePanels(dashboard.document, metrics);
      if (panels.length > 0) socket.emit('stale', { dashboardId: dashboard.id, panels });
    }
  }

  private tellAllStale(): void {
    for (const [socket, { dashboard }] of this.watchers) {
      if (!dashboard) continue;
      socket.emit('stale', { dashboardId: dashboard.id, panels: stalePanels(dashboard.document, null) });
      socket.emit('notes', { dashboardId: dashboard.id });
    }
  }

  private tellNotes({
    workspaceId,
    metrics,
    dashboards,
  }: {
    workspaceId: string;
    metrics: string[];
    dashboards: string[];
  }): void {
    for (const [socket, { actor, dashboard }] of this.watchers) {
      if (!dashboard || actor.workspaceId !== workspaceId) continue;
      const shows = dashboards.includes(dashboard.id) || stalePanels(dashboard.document, metrics).length > 0;
      if (shows) socket.emit('notes', { dashboardId: dashboard.id });
    }
  }

  private async tellChanged({ dashboardId, version }: { dashboardId: string; version: number }): Promise<void> {
    const watching = [...this.watchers].filter(([, { dashboard }]) => dashboard?.id === dashboardId);
    const [first] = watching;
    if (!first) return;
    const saved = version > 0 ? await this.dashboards.require(first[1].actor, dashboardId) : undefined;
    for (const [socket, watcher] of watching) {
      if (saved) watcher.dashboard = saved;
      socket.emit('changed', { dashboardId, version });
    }
  }

  private async recheck(): Promise<void> {
    for (const [socket, { token }] of this.watchers) {
      await this.authenticate(socket, token).catch((error: unknown) => {
        if (isRefusal(error)) this.end(socket);
      });
    }
  }

  private close(which: (watcher: Watcher) => boolean): void {
    for (const [socket, watcher] of this.watchers) if (which(watcher)) this.end(socket);
  }

  private end(socket: Socket): void {
    socket.emit('closed');
    socket.disconnect(true);
  }
}

/** A right that has ended, unlike a database that is away for a moment. */
const isRefusal = (error: unknown) => error instanceof AppError && error.kind === 'unauthenticated';
