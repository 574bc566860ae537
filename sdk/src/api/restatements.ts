import * as z from 'zod';
import { AuditActor } from './audit.js';
import { Instant, MetricName } from './common.js';
import { route } from './route.js';

/** A point that was changed or taken away after it had been stored. */
export const Restatement = z.object({
  id: z.string(),
  metric: z.string(),
  labels: z.record(z.string(), z.string()),
  unit: z.string(),
  /** The time of the point. */
  time: Instant,
  /** What it was. */
  oldValue: z.number(),
  /** What it became then; null where it was taken away. */
  newValue: z.number().nullable(),
  /** Since when the old value was known, to the second; null where that is so long ago that it was not kept. */
  knownSince: Instant.nullable(),
  replacedAt: Instant,
  by: AuditActor,
  /** The import that it came through, or whose undoing it was. */
  importId: z.uuid().nullable(),
});
export type Restatement = z.output<typeof Restatement>;

export const RestatementsQuestion = z.object({
  metric: MetricName.optional(),
  /** When it was replaced. */
  from: Instant.optional(),
  to: Instant.optional(),
  /** The time of the point. */
  pointsFrom: Instant.optional(),
  pointsTo: Instant.optional(),
  /** The `next` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type RestatementsQuestion = z.output<typeof RestatementsQuestion>;

/** The newest first; `next` is null on the last page. */
export const RestatementsPage = z.object({ restatements: z.array(Restatement), next: z.string().nullable() });
export type RestatementsPage = z.output<typeof RestatementsPage>;

export const restatementRoutes = {
  list: route({
    method: 'GET',
    path: 'restatements',
    access: 'viewer',
    summary: 'Points that were changed or taken away after they had been stored: when, and by whom',
    query: RestatementsQuestion,
    answer: RestatementsPage,
  }),
};
