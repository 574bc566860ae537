import * as z from 'zod';
import { Annotation } from './annotations.js';
import { ById, Instant } from './common.js';
import { route } from './route.js';

export const LONGEST_COMMENT = 5000;
export const MOST_COMMENTS = 500;

/** What a thread is about: something on the dashboard that its address names, or that dashboard as a whole. */
export const ThreadSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dashboard') }),
  z.object({ kind: z.literal('panel'), panelId: z.string().min(1).max(64) }),
  z.object({ kind: z.literal('annotation'), annotationId: z.uuid() }),
]);
export type ThreadSubject = z.output<typeof ThreadSubject>;

/** A member by the present name. Null where the person is gone. */
const Person = z.object({ id: z.uuid(), name: z.string() });

/**
 * Markdown without HTML and pictures. A mention is written `@[id of the member]`, so that it follows the member's name:
 * readers put the name of {@link Comment.mentions} in its place.
 */
const CommentText = z.string().trim().min(1).max(LONGEST_COMMENT);

/** One message in a thread. Of a deleted one that was answered only its place is left: no text, no mentions. */
export const Comment = z.object({
  id: z.uuid(),
  text: z.string(),
  author: Person.nullable(),
  /** Who is mentioned in the text and still known. */
  mentions: z.array(Person),
  createdAt: Instant,
  /** When it was last changed; null when it never was. */
  editedAt: Instant.nullable(),
  deletedAt: Instant.nullable(),
  /** Rises with each change. */
  version: z.int(),
});
export type Comment = z.output<typeof Comment>;

/** A conversation under an annotation, a panel or a dashboard. An annotation has one, the others have as many as one likes. */
export const Thread = z.object({
  id: z.uuid(),
  subject: ThreadSubject,
  /** The note, where the thread is about one. */
  annotation: Annotation.nullable(),
  createdAt: Instant,
  /** Who said when that it is settled; null while it is open. */
  resolved: z.object({ at: Instant, by: Person.nullable() }).nullable(),
  /** In their order; never empty. */
  comments: z.array(Comment),
});
export type Thread = z.output<typeof Thread>;

export const NewThread = z.object({ subject: ThreadSubject, text: CommentText });
export type NewThread = z.output<typeof NewThread>;
export const NewComment = z.object({ text: CommentText });
export type NewComment = z.output<typeof NewComment>;
/** `version` is the one that was read: a change never overwrites another silently. */
export const CommentChange = z.object({ text: CommentText, version: z.int().min(1) });
export type CommentChange = z.output<typeof CommentChange>;
export const ThreadState = z.object({ resolved: z.boolean() });
export type ThreadState = z.output<typeof ThreadState>;

/** One change of a comment: when, and what it said before. */
export const CommentEdit = z.object({ editedAt: Instant, before: z.string(), mentions: z.array(Person) });
export type CommentEdit = z.output<typeof CommentEdit>;

const OfThread = ById.extend({ threadId: z.uuid() });
const OfComment = ById.extend({ commentId: z.uuid() });

/** Who may see the dashboard may read and write here. The address names the dashboard where one stands, always. */
export const discussionRoutes = {
  list: route({
    method: 'GET',
    path: 'dashboards/:id/threads',
    access: 'viewer',
    summary: 'The threads on a dashboard, its panels and the annotations it shows: open ones first, at most 200',
    params: ById,
    answer: z.array(Thread),
  }),
  start: route({
    method: 'POST',
    path: 'dashboards/:id/threads',
    access: 'viewer',
    summary: 'Begin a thread; on an annotation that has one, answer in it',
    params: ById,
    body: NewThread,
    answer: Thread,
    status: 201,
  }),
  reply: route({
    method: 'POST',
    path: 'dashboards/:id/threads/:threadId/comments',
    access: 'viewer',
    summary: 'Answer in a thread',
    params: OfThread,
    body: NewComment,
    answer: Thread,
    status: 201,
  }),
  settle: route({
    method: 'PUT',
    path: 'dashboards/:id/threads/:threadId/state',
    access: 'viewer',
    summary: 'Resolve or reopen a thread',
    params: OfThread,
    body: ThreadState,
    answer: Thread,
  }),
  change: route({
    method: 'PUT',
    path: 'dashboards/:id/comments/:commentId',
    access: 'viewer',
    summary: 'Change a comment of your own',
    params: OfComment,
    body: CommentChange,
    answer: Thread,
  }),
  remove: route({
    method: 'DELETE',
    path: 'dashboards/:id/comments/:commentId',
    access: 'viewer',
    summary: 'Delete a comment: its author or an owner',
    params: OfComment,
  }),
  history: route({
    method: 'GET',
    path: 'dashboards/:id/comments/:commentId/history',
    access: 'viewer',
    summary: 'What a comment said before, the newest change first',
    params: OfComment,
    answer: z.array(CommentEdit),
  }),
};
