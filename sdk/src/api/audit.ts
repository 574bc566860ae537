import * as z from 'zod';
import { Instant } from './common.js';
import { route } from './route.js';

/** Who did something. A name is what it was called when it happened. */
export const AuditActor = z.object({
  kind: z.enum(['user', 'api-key', 'share-link', 'system', 'unknown']),
  id: z.string(),
  name: z.string(),
});
export type AuditActor = z.output<typeof AuditActor>;

/** Something that somebody did in the workspace, or tried. */
export const AuditEntry = z.object({
  id: z.string(),
  at: Instant,
  /** The name of the event: `member-joined`. */
  kind: z.string(),
  actor: AuditActor,
  /** The network address it came from; null for what the server did by itself. */
  address: z.string().nullable(),
  /** What it was done to. */
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEntry = z.output<typeof AuditEntry>;

export const AuditFilter = z.object({
  /** Of this person, or key. */
  actor: z.uuid().optional(),
  kind: z.string().max(100).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export type AuditFilter = z.output<typeof AuditFilter>;

export const AuditQuestion = AuditFilter.extend({
  /** The `next` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type AuditQuestion = z.output<typeof AuditQuestion>;

/** The newest first; `next` is null on the last page. */
export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.string().nullable() });
export type AuditPage = z.output<typeof AuditPage>;

export const auditRoutes = {
  list: route({
    method: 'GET',
    path: 'audit',
    access: 'owner',
    summary: 'Who did what, when and from where',
    query: AuditQuestion,
    answer: AuditPage,
  }),
  file: route({
    method: 'GET',
    path: 'audit/file',
    access: 'owner',
    summary: 'The same as CSV, at most 100,000 entries',
    query: AuditFilter,
    answer: { mediaType: 'text/csv' },
  }),
};
