import { Inject, type OnModuleInit } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import { type WatchAnswer, WatchRequest } from '@quarterdeck/sdk/api/live';
import type { Dashboard } from '@quarterdeck/sdk/api/dashboards';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { RightsNews } from '../folders/folders.events.js';
import { AccessChanged } from '../identity/identity.events.js';
import { PointsStored } from '../metrics/metrics.events.js';
import { systemActor } from '../platform/actor.js';
import { AppError } from '../platform/errors.js';
import { ActorResolvers } from '../platform/http/actor-resolvers.js';
import { LOGGER } from '../platform/logger-token.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { LIVE_SERVER, LiveSockets } from '../platform/realtime/live-sockets.js';
import { tellTogether } from '../platform/realtime/tell-together.js';
import { DashboardNews, NotesNews, ThreadNews } from './dashboards.events.js';
import { DashboardsService } from './dashboards.service.js';
import { LookingPages } from './live/looking-pages.service.js';
import { stalePanels, type ChosenMetrics } from './stale-panels.js';
import { WatchScopes } from './watch-scopes.service.js';

interface Shown {
  readonly workspaceId: string;
  readonly metrics: string[];
  readonly dashboards: string[];
}
/** What one page looks at, and which metrics its choices stand for. */
interface Seen {
  readonly dashboard: Dashboard;
  readonly chosen: ChosenMetrics;
  /** Panels whose numbers it is told. */
  readonly live: ReadonlySet<string>;
}

/** Tells open dashboards what became of their numbers, and when to look again for what only they may ask. */
@WebSocketGateway(LIVE_SERVER)
export class DashboardsGateway implements OnModuleInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly watchers: LiveSockets<Seen>;

  constructor(
    private readonly dashboards: DashboardsService,
    resolvers: ActorResolvers,
    private readonly pages: LookingPages,
    private readonly scopes: WatchScopes,
    private readonly broadcast: Broadcast,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.watchers = new LiveSockets(resolvers, logger, async ({ actor, seen }) => {
      if (seen) await this.dashboards.require(actor, seen.dashboard.id);
    });
  }

  onModuleInit(): void {
    this.broadcast.on(PointsStored, (news) => {
      this.pages.rooms.news(news.workspaceId, news.metrics);
      this.tellStale(news);
    });
    this.broadcast.on(DashboardNews, (news) => {
      this.tellChanged(news).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'open pages were not told of a saved dashboard');
      });
    });
    this.broadcast.on(NotesNews, (news) => {
      this.tellShown('notes', news);
    });
    this.broadcast.on(ThreadNews, (news) => {
      this.tellShown('threads', news);
    });
    this.broadcast.on(RightsNews, ({ workspaceId }) => {
      void this.watchers.recheck(workspaceId);
    });
    this.broadcast.on(AccessChanged, ({ userId }) => {
      void this.watchers.recheckOf(userId);
    });
    this.broadcast.onReconnect(() => {
      this.pages.rooms.wakeAll();
      this.tellAllStale();
    });
    this.scopes.onEnded((actorId) => {
      this.watchers.close(({ actor }) => actor.id === actorId);
    });
  }

  handleConnection(socket: Socket): Promise<void> {
    return this.watchers.arrive(socket);
  }

  handleDisconnect(socket: Socket): void {
    this.watchers.leave(socket);
    this.pages.rooms.leave(socket);
  }

  @SubscribeMessage('watch')
  async watch(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<WatchAnswer> {
    const watcher = await this.watchers.who(socket);
    const request = WatchRequest.safeParse(body ?? {});
    if (!watcher || !request.success) return { ok: false, detail: 'This is no request to watch a dashboard.' };
    try {
      const id = await this.scopes.dashboardFor(watcher.actor, request.data.dashboardId);
      const dashboard = await this.dashboards.require(watcher.actor, id);
      const { chosen, live } = await this.pages.look(socket, watcher.actor, dashboard, request.data);
      watcher.seen = { dashboard, chosen, live: new Set(Object.keys(live)) };
      // The page may have read an older one just before it began to watch.
      return { ok: true, version: dashboard.version, ...(request.data.live ? { live } : {}) };
    } catch (error) {
      const isGone = error instanceof AppError && error.kind === 'not-found';
      if (isGone) return { ok: false, version: 0, detail: error.message };
      return { ok: false, detail: error instanceof Error ? error.message : 'This dashboard cannot be watched.' };
    }
  }

  /** Most pages that look at a dashboard have chosen the same: what they are told is found and written once. */
  private tellStale({ workspaceId, metrics }: { workspaceId: string; metrics: string[] | null }): void {
    const alike = new Map<string, { readonly seen: Seen; readonly sockets: Socket[] }>();
    for (const [socket, { actor, seen }] of this.watchers) {
      if (!seen || actor.workspaceId !== workspaceId) continue;
      const { dashboard, chosen, live } = seen;
      const key = `${dashboard.id} ${String(dashboard.version)} ${JSON.stringify([[...chosen], [...live]])}`;
      const known = alike.get(key);
      if (known) known.sockets.push(socket);
      else alike.set(key, { seen, sockets: [socket] });
    }
    for (const { seen, sockets } of alike.values()) {
      const { dashboard, chosen, live } = seen;
      const panels = stalePanels(dashboard.document, metrics, chosen).filter((panel) => !live.has(panel));
      if (panels.length > 0) tellTogether(sockets, 'stale', { dashboardId: dashboard.id, panels });
    }
  }

  private tellAllStale(): void {
    for (const [socket, { seen }] of this.watchers) {
      if (!seen) continue;
      const { dashboard, live } = seen;
      const panels = stalePanels(dashboard.document, null).filter((panel) => !live.has(panel));
      socket.emit('stale', { dashboardId: dashboard.id, panels });
      socket.emit('notes', { dashboardId: dashboard.id });
    }
  }

  /** Threads are the members' own: who looks through a share link is not told of them. */
  private tellShown(event: 'notes' | 'threads', { workspaceId, metrics, dashboards }: Shown): void {
    for (const [socket, { actor, seen }] of this.watchers) {
      if (!seen || actor.workspaceId !== workspaceId) continue;
      if (event === 'threads' && actor.kind !== 'user') continue;
      const { dashboard, chosen } = seen;
      // Threads hang on whatever a dashboard may show, notes on what it shows.
      const shown = stalePanels(dashboard.document, metrics, event === 'notes' ? chosen : undefined);
      const shows = dashboards.includes(dashboard.id) || shown.length > 0;
      if (shows) socket.emit(event, { dashboardId: dashboard.id });
    }
  }

  private async tellChanged({ dashboardId, version }: { dashboardId: string; version: number }): Promise<void> {
    // The news of a saving may come later than the page, which then has it already.
    const isNews = (known: number) => version === 0 || known < version;
    const watching = [...this.watchers].filter(
      ([, { seen }]) => seen?.dashboard.id === dashboardId && isNews(seen.dashboard.version),
    );
    const [first] = watching;
    if (!first) return;
    const saved =
      version > 0 ? await this.dashboards.require(systemActor(first[1].actor.workspaceId), dashboardId) : undefined;
    for (const [socket, watcher] of watching) {
      // It says itself what it looks at from now on, and is told of its old panels until then.
      if (saved) watcher.seen = { dashboard: saved, chosen: watcher.seen?.chosen ?? new Map(), live: new Set() };
      socket.emit('changed', { dashboardId, version });
    }
  }
}
