import * as z from 'zod';
import { Instant } from './common.js';
import { route } from './route.js';

export const SearchKind = z.enum(['dashboard', 'folder', 'metric', 'connection', 'annotation']);
export type SearchKind = z.output<typeof SearchKind>;

/** One thing that was found. Where it leads, its kind says. */
export const SearchHit = z.object({
  kind: SearchKind,
  /** Of the dashboard, folder, connection or annotation; the name of the metric. */
  id: z.string(),
  title: z.string(),
  /** What tells it from others: a description, a unit, the names of folders. */
  context: z.string(),
  /** Of an annotation: the dashboard it is about, where it is about one, and its moment. */
  dashboardId: z.uuid().nullable().default(null),
  at: Instant.nullable().default(null),
});
export type SearchHit = z.output<typeof SearchHit>;

export const SearchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  /** How many of each kind at most. */
  limit: z.coerce.number().int().min(1).max(50).default(8),
});
export type SearchQuery = z.output<typeof SearchQuery>;

export const searchRoutes = {
  search: route({
    method: 'GET',
    path: 'search',
    access: 'viewer',
    summary: 'What has all of these words, of what you may see; of each kind the best first',
    query: SearchQuery,
    answer: z.array(SearchHit),
  }),
};
