import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import type { Comment, CommentEdit, Thread, ThreadSubject } from '@quarterdeck/sdk/api/discussions';
import type { CommentEditEntity } from './comment-edit.entity.js';
import type { CommentEntity } from './comment.entity.js';
import { mentionsIn } from './mentions.js';
import type { ThreadEntity } from './thread.entity.js';

type Names = ReadonlyMap<string, string>;
type Person = NonNullable<Comment['author']>;

/** A thread with all that is needed to tell it, except the names. */
export interface WholeThread {
  readonly thread: ThreadEntity;
  readonly comments: readonly CommentEntity[];
  readonly annotation: Annotation | null;
}

/** Everybody whose name is needed to tell these threads. */
export const peopleOf = (threads: readonly WholeThread[]): (string | null)[] =>
  threads.flatMap(({ thread, comments }) => [
    thread.resolvedBy,
    ...comments.flatMap(({ authorId, mentions }) => [authorId, ...mentions]),
  ]);

export function toThread({ thread, comments, annotation }: WholeThread, names: Names): Thread {
  const { id, createdAt, resolvedAt, resolvedBy } = thread;
  return {
    id,
    subject: subjectOf(thread),
    annotation,
    createdAt: createdAt.toISOString(),
    resolved: resolvedAt && { at: resolvedAt.toISOString(), by: personOf(resolvedBy, names) },
    comments: comments.map((comment) => toComment(comment, names)),
  };
}

export const toEdit = ({ editedAt, before }: CommentEditEntity, names: Names): CommentEdit => ({
  editedAt: editedAt.toISOString(),
  before,
  mentions: knownOf(mentionsIn(before), names),
});

function subjectOf({ panelId, annotationId }: ThreadEntity): ThreadSubject {
  if (annotationId !== null) return { kind: 'annotation', annotationId };
  return panelId === null ? { kind: 'dashboard' } : { kind: 'panel', panelId };
}

function toComment(comment: CommentEntity, names: Names): Comment {
  const { id, text, authorId, mentions, createdAt, editedAt, deletedAt, version } = comment;
  return {
    id,
    text,
    author: personOf(authorId, names),
    mentions: knownOf(mentions, names),
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    deletedAt: deletedAt?.toISOString() ?? null,
    version,
  };
}

const knownOf = (ids: readonly string[], names: Names): Person[] => ids.flatMap((id) => personOf(id, names) ?? []);

function personOf(id: string | null, names: Names): Person | null {
  const name = id === null ? undefined : names.get(id);
  return id !== null && name !== undefined ? { id, name } : null;
}
