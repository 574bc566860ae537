import { Injectable } from '@nestjs/common';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { MOST_COMMENTS, type Thread, type ThreadSubject } from '@quarterdeck/sdk/api/discussions';
import { In } from 'typeorm';
import { AnnotationsService } from '../annotations/annotations.service.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { IdentityService } from '../identity/identity.service.js';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { CommentEntity } from './comment.entity.js';
import { CommentWritten, ThreadChanged, type Anchor } from './discussions.events.js';
import { ThreadEntity } from './thread.entity.js';
import { peopleOf, toThread, type WholeThread } from './written-thread.js';

/** A thread as it is seen on one dashboard. */
export interface FoundThread {
  readonly thread: ThreadEntity;
  readonly annotation: Annotation | null;
}
interface Written {
  readonly text: string;
  readonly all: string[];
  readonly fresh: string[];
}

const MOST_THREADS = 200;
const MOST_ANNOTATIONS = 1000;

/** The rows of threads: found on a dashboard that the actor may see, told with their names, grown by a comment. */
@Injectable()
export class ThreadsService {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
    private readonly annotations: AnnotationsService,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** All that show on the dashboard: open ones first, then those with the latest comment. */
  async on(actor: Actor, dashboardId: string): Promise<Thread[]> {
    await this.dashboards.require(actor, dashboardId);
    const { workspaceId } = actor;
    const noted = await this.database.within(actor, () =>
      this.database.sql<{ annotation_id: string }>(
        `select annotation_id from threads where workspace_id = $1 and annotation_id is not null
          order by updated_at desc limit ${String(MOST_ANNOTATIONS)}`,
        [workspaceId],
      ),
    );
    const ids = noted.map(({ annotation_id }) => annotation_id);
    const shown = new Map((await this.annotations.among(actor, dashboardId, ids)).map((note) => [note.id, note]));
    const threads = await this.database.within(actor, () =>
      this.database
        .repository(ThreadEntity)
        .createQueryBuilder('thread')
        .where('thread.workspaceId = :workspaceId', { workspaceId })
        .andWhere('(thread.dashboardId = :dashboardId or thread.annotationId = any(:shown))', {
          dashboardId,
          shown: [...shown.keys()],
        })
        .orderBy('case when thread.resolvedAt is null then 0 else 1 end')
        .addOrderBy('thread.updatedAt', 'DESC')
        .limit(MOST_THREADS)
        .getMany(),
    );
    return this.tell(
      actor,
      threads.map((thread) => ({ thread, annotation: shown.get(thread.annotationId ?? '') ?? null })),
    );
  }

  /** The thread, where it shows on this dashboard and the actor may see that one. Outside of a transaction. */
  async require(actor: Actor, dashboardId: string, id: string): Promise<FoundThread> {
    await this.dashboards.require(actor, dashboardId);
    const { workspaceId } = actor;
    const thread = await this.database.within(actor, () =>
      this.database.repository(ThreadEntity).findOneBy({ id, workspaceId }),
    );
    if (thread?.dashboardId === dashboardId) return { thread, annotation: null };
    if (thread?.annotationId) {
      const annotation = await this.findAnnotation(actor, dashboardId, thread.annotationId);
      if (annotation) return { thread, annotation };
    }
    throw notFound('thread', id);
  }

  /** What a new thread would be about, once it is certain that it is there. Outside of a transaction. */
  async requireSubject(actor: Actor, dashboardId: string, subject: ThreadSubject): Promise<Annotation | null> {
    const { document } = await this.dashboards.require(actor, dashboardId);
    if (subject.kind === 'panel' && !document.panels.some(({ id }) => id === subject.panelId))
      throw notFound('panel', subject.panelId);
    if (subject.kind !== 'annotation') return null;
    const annotation = await this.findAnnotation(actor, dashboardId, subject.annotationId);
    if (!annotation) throw notFound('annotation', subject.annotationId);
    return annotation;
  }

  /** Called inside the transaction that writes its first comment. An annotation has one thread: two who begin share it. */
  async open(actor: Actor, dashboardId: string, subject: ThreadSubject): Promise<ThreadEntity> {
    const { workspaceId } = actor;
    const now = this.clock.date();
    const annotationId = subject.kind === 'annotation' ? subject.annotationId : null;
    const panelId = subject.kind === 'panel' ? subject.panelId : null;
    const [made] = await this.database.sql<{ id: string }>(
      `insert into threads (workspace_id, dashboard_id, panel_id, annotation_id, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $5) on conflict (annotation_id) do nothing returning id`,
      [workspaceId, annotationId === null ? dashboardId : null, panelId, annotationId, now],
    );
    const threads = this.database.repository(ThreadEntity);
    return made
      ? threads.findOneByOrFail({ id: made.id, workspaceId })
      : threads.findOneByOrFail({ annotationId: annotationId ?? '', workspaceId });
  }

  /** Called inside a transaction: the next comment of the thread. */
  async append(actor: Actor, dashboardId: string, found: FoundThread, written: Written): Promise<void> {
    const { id: threadId } = await this.lock(actor, found.thread.id);
    const { workspaceId } = actor;
    const now = this.clock.date();
    const comments = this.database.repository(CommentEntity);
    const last = (await comments.maximum('position', { threadId, workspaceId })) ?? 0;
    if (last >= MOST_COMMENTS)
      throw conflict('thread.full', `This thread has ${String(MOST_COMMENTS)} comments. Begin a new one.`);
    const { id: commentId } = await comments.save({
      ...{ workspaceId, threadId, position: last + 1, authorId: authorOf(actor) },
      ...{ text: written.text, mentions: written.all, version: 1, createdAt: now, editedAt: null, deletedAt: null },
    });
    await this.database.repository(ThreadEntity).update({ id: threadId, workspaceId }, { updatedAt: now });
    const news = { workspaceId, dashboardId, commentId, mentioned: written.fresh, isNew: true };
    await this.events.announce(CommentWritten, news);
    await this.announce(found);
  }

  /** Called inside a transaction before anything in the thread changes: whoever else changes it waits. */
  async lock({ workspaceId }: Actor, id: string): Promise<ThreadEntity> {
    const thread = await this.database
      .repository(ThreadEntity)
      .findOne({ where: { id, workspaceId }, lock: { mode: 'pessimistic_write' } });
    if (!thread) throw notFound('thread', id);
    return thread;
  }

  /** Called inside a transaction after anything in the thread has changed. */
  async announce({ thread, annotation }: FoundThread): Promise<void> {
    const { id: threadId, workspaceId } = thread;
    await this.events.announce(ThreadChanged, { workspaceId, threadId, anchor: anchorOf(thread, annotation) });
  }

  /** One thread as it stands now. Outside of a transaction. */
  async told(actor: Actor, { thread, annotation }: FoundThread): Promise<Thread> {
    const { id, workspaceId } = thread;
    const now = await this.database.within(actor, () =>
      this.database.repository(ThreadEntity).findOneBy({ id, workspaceId }),
    );
    const [told] = now ? await this.tell(actor, [{ thread: now, annotation }]) : [];
    if (!told) throw notFound('thread', id);
    return told;
  }

  private async tell(actor: Actor, found: readonly FoundThread[]): Promise<Thread[]> {
    const { workspaceId } = actor;
    const threadIds = found.map(({ thread }) => thread.id);
    const comments = await this.database.within(actor, () =>
      this.database
        .repository(CommentEntity)
        .find({ where: { threadId: In(threadIds), workspaceId }, order: { position: 'ASC' } }),
    );
    const byThread = Map.groupBy(comments, ({ threadId }) => threadId);
    const whole: WholeThread[] = found.map((one) => ({ ...one, comments: byThread.get(one.thread.id) ?? [] }));
    const names = await this.identity.namesOf(peopleOf(whole));
    return whole.map((one) => toThread(one, names));
  }

  private async findAnnotation(actor: Actor, dashboardId: string, id: string): Promise<Annotation | undefined> {
    const [annotation] = await this.annotations.among(actor, dashboardId, [id]);
    return annotation;
  }
}

function anchorOf({ dashboardId }: ThreadEntity, annotation: Annotation | null): Anchor {
  return annotation
    ? { metric: annotation.metric, dashboardId: annotation.dashboardId }
    : { metric: null, dashboardId };
}
