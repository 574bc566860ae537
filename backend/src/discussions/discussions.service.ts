import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NewComment, NewThread, Thread, ThreadState } from '@quarterdeck/sdk/api/discussions';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Events } from '../platform/events.js';
import { AudienceService } from './audience.service.js';
import { ThreadChanged } from './discussions.events.js';
import { ThreadEntity } from './thread.entity.js';
import { ThreadsService } from './threads.service.js';

/**
 * Threads under annotations, panels and dashboards. Whoever may see the dashboard may read and write: a question is worth
 * most from who only looks.
 */
@Injectable()
export class DiscussionsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
    private readonly threads: ThreadsService,
    private readonly audience: AudienceService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(ThreadChanged, ({ workspaceId, anchor }) => this.dashboards.tellThreads(workspaceId, [anchor]));
  }

  /** Called by whoever opens a dashboard, and again whenever something in its threads has changed. */
  list(actor: Actor, dashboardId: string): Promise<Thread[]> {
    return this.threads.on(actor, dashboardId);
  }

  /** Called by the first comment on something. */
  async start(actor: Actor, dashboardId: string, { subject, text }: NewThread): Promise<Thread> {
    const annotation = await this.threads.requireSubject(actor, dashboardId, subject);
    const mentions = await this.audience.requireMentions(actor, dashboardId, text);
    const found = await this.database.within(actor, async () => {
      const thread = await this.threads.open(actor, dashboardId, subject);
      await this.threads.append(actor, dashboardId, { thread, annotation }, { text, ...mentions });
      return { thread, annotation };
    });
    return this.threads.told(actor, found);
  }

  /** Called by each further one. A thread that was resolved stays so until somebody reopens it. */
  async reply(actor: Actor, dashboardId: string, threadId: string, { text }: NewComment): Promise<Thread> {
    const found = await this.threads.require(actor, dashboardId, threadId);
    const mentions = await this.audience.requireMentions(actor, dashboardId, text);
    await this.database.within(actor, () => this.threads.append(actor, dashboardId, found, { text, ...mentions }));
    return this.threads.told(actor, found);
  }

  /** Resolves or reopens. Whoever did it first is remembered. */
  async settle(actor: Actor, dashboardId: string, threadId: string, { resolved }: ThreadState): Promise<Thread> {
    const found = await this.threads.require(actor, dashboardId, threadId);
    const { workspaceId } = actor;
    await this.database.within(actor, async () => {
      const { id, resolvedAt } = await this.threads.lock(actor, threadId);
      if ((resolvedAt !== null) === resolved) return;
      const state = resolved
        ? { resolvedAt: this.clock.date(), resolvedBy: authorOf(actor) }
        : { resolvedAt: null, resolvedBy: null };
      await this.database.repository(ThreadEntity).update({ id, workspaceId }, state);
      await this.threads.announce(found);
    });
    return this.threads.told(actor, found);
  }
}
