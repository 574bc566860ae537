import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { systemActor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { AppError } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { AudienceService } from './audience.service.js';
import { CommentEntity } from './comment.entity.js';
import { Answered, CommentRemoved, CommentWritten, Mentioned } from './discussions.events.js';
import { excerptOf } from './mentions.js';
import { ThreadsService } from './threads.service.js';

const LONGEST_EXCERPT = 140;
type Written = NonNullable<(typeof CommentWritten)['body']>;

/** Tells who is mentioned, and who takes part in a thread, that there is something for them. Nobody hears of her own words. */
@Injectable()
export class CommentNews implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly notifications: NotificationsService,
    private readonly audience: AudienceService,
    private readonly threads: ThreadsService,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.events.on(CommentWritten, (written) => this.tell(written));
    this.events.on(CommentRemoved, ({ workspaceId, commentId }) =>
      this.notifications.withdraw(workspaceId, keyOf(commentId)),
    );
  }

  private async tell({ workspaceId, dashboardId, commentId, mentioned, isNew }: Written): Promise<void> {
    const comment = await this.database.within({ workspaceId }, () =>
      this.database.repository(CommentEntity).findOneBy({ id: commentId, workspaceId }),
    );
    if (comment?.deletedAt !== null) return;
    const title = await this.audience.titleOf(workspaceId, dashboardId);
    if (title === null) return;
    const names = await this.identity.namesOf(comment.mentions);
    const news = {
      ...{ workspaceId, key: keyOf(commentId), personId: comment.authorId },
      place: `dashboard:${dashboardId}` as const,
      facts: { dashboard: title, excerpt: excerptOf(comment.text, names, LONGEST_EXCERPT) },
      link: `/dashboards/${dashboardId}?comment=${commentId}`,
    };
    const others = (ids: readonly string[]) =>
      this.audience.among(
        workspaceId,
        dashboardId,
        ids.filter((id) => id !== comment.authorId),
      );
    await this.notifications.notify(Mentioned, { ...news, people: await others(mentioned) });
    if (!isNew) return;
    const takePart = (await this.participants(dashboardId, comment)).filter((id) => !mentioned.includes(id));
    await this.notifications.notify(Answered, { ...news, people: await others(takePart) });
  }

  /** Who wrote in the thread, and who wrote the note that it is about; nobody where the dashboard has gone meanwhile. */
  private async participants(dashboardId: string, { workspaceId, threadId }: CommentEntity): Promise<string[]> {
    const found = await this.database.within({ workspaceId }, () =>
      this.database.sql<{ id: string }>(
        'select distinct author_id as id from comments where thread_id = $1 and workspace_id = $2 and author_id is not null',
        [threadId, workspaceId],
      ),
    );
    const thread = await this.threads.require(systemActor(workspaceId), dashboardId, threadId).catch(nothingFound);
    if (!thread) return [];
    const { author } = thread.annotation ?? {};
    return [...new Set([...found.map(({ id }) => id), ...(author ? [author.id] : [])])];
  }
}

function nothingFound(error: unknown): null {
  if (error instanceof AppError && error.kind === 'not-found') return null;
  throw error;
}
const keyOf = (commentId: string) => `comment:${commentId}`;
