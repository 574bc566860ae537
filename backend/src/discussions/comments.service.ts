import { Injectable } from '@nestjs/common';
import type { CommentChange, CommentEdit, Thread } from '@quarterdeck/sdk/api/discussions';
import { IdentityService } from '../identity/identity.service.js';
import { authorOf, hasRole, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, forbidden, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { AudienceService } from './audience.service.js';
import { CommentEditEntity } from './comment-edit.entity.js';
import { CommentEntity } from './comment.entity.js';
import { CommentRemoved, CommentWritten } from './discussions.events.js';
import { mentionsIn } from './mentions.js';
import { ThreadEntity } from './thread.entity.js';
import { ThreadsService, type FoundThread } from './threads.service.js';
import { toEdit } from './written-thread.js';

interface FoundComment extends FoundThread {
  readonly comment: CommentEntity;
}

/** Changes and deletes single comments, and keeps what they said before. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly database: Database,
    private readonly threads: ThreadsService,
    private readonly audience: AudienceService,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Called by the author. What the comment said before is kept: see {@link history}. */
  async change(actor: Actor, dashboardId: string, id: string, { text, version }: CommentChange): Promise<Thread> {
    const found = await this.require(actor, dashboardId, id);
    if (!isOwn(actor, found.comment)) throw forbidden('comment.not-yours', 'Only who wrote a comment may change it.');
    const { all, fresh } = await this.audience.requireMentions(actor, dashboardId, text, found.comment.mentions);
    const { workspaceId } = actor;
    await this.database.within(actor, async () => {
      await this.threads.lock(actor, found.thread.id);
      const now = await this.living(actor, id);
      if (now.version !== version) throw changed();
      if (now.text === text) return;
      const editedAt = this.clock.date();
      const before = { workspaceId, commentId: id, editedAt, before: now.text };
      await this.database.repository(CommentEditEntity).insert(before);
      const after = { text, mentions: all, editedAt, version: version + 1 };
      await this.database.repository(CommentEntity).update({ id, workspaceId }, after);
      const news = { workspaceId, dashboardId, commentId: id, mentioned: fresh, isNew: false };
      if (fresh.length > 0) await this.events.announce(CommentWritten, news);
      await this.threads.announce(found);
    });
    return this.threads.told(actor, found);
  }

  /** Called by the author or an owner. What was answered leaves its place; anything else disappears, and the thread with its last comment. */
  async remove(actor: Actor, dashboardId: string, id: string): Promise<void> {
    const found = await this.require(actor, dashboardId, id);
    if (!isOwn(actor, found.comment) && !hasRole(actor, 'owner'))
      throw forbidden('comment.not-yours', 'Only who wrote a comment, or an owner of the workspace, may delete it.');
    const { workspaceId } = actor;
    await this.database.within(actor, async () => {
      await this.threads.lock(actor, found.thread.id);
      const { version } = await this.living(actor, id);
      await this.database.repository(CommentEditEntity).delete({ commentId: id, workspaceId });
      const empty = { text: '', mentions: [], deletedAt: this.clock.date(), editedAt: null, version: version + 1 };
      await this.database.repository(CommentEntity).update({ id, workspaceId }, empty);
      await this.dropUnanswered(found.thread);
      await this.events.announce(CommentRemoved, { workspaceId, commentId: id });
      await this.threads.announce(found);
    });
  }

  /** Called by whoever wants to know what a comment said before; the newest change first. */
  async history(actor: Actor, dashboardId: string, id: string): Promise<CommentEdit[]> {
    await this.require(actor, dashboardId, id);
    const { workspaceId } = actor;
    const edits = await this.database.within(actor, () =>
      this.database
        .repository(CommentEditEntity)
        .find({ where: { commentId: id, workspaceId }, order: { editedAt: 'DESC' } }),
    );
    const names = await this.identity.namesOf(edits.flatMap(({ before }) => mentionsIn(before)));
    return edits.map((edit) => toEdit(edit, names));
  }

  /** Deleted comments at the end of the thread: nobody has answered them. */
  private async dropUnanswered({ id, workspaceId }: ThreadEntity): Promise<void> {
    await this.database.sql(
      `delete from comments where thread_id = $1 and workspace_id = $2 and position >
        coalesce((select max(position) from comments where thread_id = $1 and deleted_at is null), 0)`,
      [id, workspaceId],
    );
    await this.database.sql(
      `delete from threads where id = $1 and workspace_id = $2 and not exists (select 1 from comments where thread_id = $1)`,
      [id, workspaceId],
    );
  }

  private async require(actor: Actor, dashboardId: string, id: string): Promise<FoundComment> {
    const comment = await this.database.within(actor, () => this.find(actor, id));
    // The thread says whether it shows on this dashboard; a comment that is nowhere belongs to none.
    const thread = await this.threads.require(actor, dashboardId, comment?.threadId ?? id);
    if (!comment) throw notFound('comment', id);
    return { ...thread, comment };
  }

  private async living(actor: Actor, id: string): Promise<CommentEntity> {
    const comment = await this.find(actor, id);
    if (!comment) throw notFound('comment', id);
    return comment;
  }

  private async find({ workspaceId }: Actor, id: string): Promise<CommentEntity | null> {
    const comment = await this.database.repository(CommentEntity).findOneBy({ id, workspaceId });
    return comment?.deletedAt === null ? comment : null;
  }
}

const isOwn = (actor: Actor, { authorId }: CommentEntity) => authorId !== null && authorId === authorOf(actor);

const changed = () =>
  conflict('comment.changed', 'This comment was changed in another window meanwhile. Look at it there first.');
