import { defineNotification } from '../notifications/notifications.events.js';
import { defineEvent } from '../platform/events.js';

/** Where a thread shows: on a dashboard, or wherever the metric of its annotation does. */
export interface Anchor {
  readonly metric: string | null;
  readonly dashboardId: string | null;
}

/** Anything in a thread is other than before. */
export const ThreadChanged = defineEvent<{ workspaceId: string; threadId: string; anchor: Anchor }>('thread-changed');

/** A comment was written, or changed so that it mentions further people. */
export const CommentWritten = defineEvent<{
  workspaceId: string;
  /** Where it was written: what a notification leads to. */
  dashboardId: string;
  commentId: string;
  /** Who is mentioned and was not before. */
  mentioned: string[];
  isNew: boolean;
}>('comment-written');

export const CommentRemoved = defineEvent<{ workspaceId: string; commentId: string }>('comment-removed');

interface CommentFacts extends Readonly<Record<string, string>> {
  readonly dashboard: string;
  readonly excerpt: string;
}
export const Mentioned = defineNotification<CommentFacts>('comment.mention');
export const Answered = defineNotification<CommentFacts>('comment.reply');
