import * as z from 'zod';
import { Instant } from './common.js';
import { route } from './route.js';

/** A question that took long to answer. What a panel and its dashboard are called is what they were called then. */
export const SlowQuery = z.object({
  id: z.string(),
  at: Instant,
  durationMs: z.int(),
  /** `gone`: nobody waited for the answer any more. */
  outcome: z.enum(['ok', 'failed', 'gone']),
  /** The connection that was asked, null for the series store. A connection that is no more has no name. */
  connection: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  kind: z.string(),
  input: z.record(z.string(), z.unknown()),
  range: z.object({ from: Instant, to: Instant }),
  askedBy: z.enum(['user', 'api-key', 'share-link', 'system']),
  dashboard: z.string().nullable(),
  panel: z.string().nullable(),
});
export type SlowQuery = z.output<typeof SlowQuery>;

/** The newest first; `next` is null on the last page. */
export const SlowQueryPage = z.object({ queries: z.array(SlowQuery), next: z.string().nullable() });
export type SlowQueryPage = z.output<typeof SlowQueryPage>;

export const SlowQueryQuestion = z.object({
  /** The `next` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type SlowQueryQuestion = z.output<typeof SlowQueryQuestion>;

export const slowQueryRoutes = {
  list: route({
    method: 'GET',
    path: 'slow-queries',
    access: 'owner',
    summary: 'The questions that took long to answer, the newest 1,000',
    query: SlowQueryQuestion,
    answer: SlowQueryPage,
  }),
};
