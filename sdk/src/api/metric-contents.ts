import * as z from 'zod';
import { Instant, Labels, MetricName } from './common.js';
import { KeptDays, Metric } from './metrics.js';
import { route } from './route.js';

const ByName = z.object({ name: MetricName });
const Cursor = z
  .string()
  .regex(/^\d{1,9}$/)
  .optional();

/** A metric and what is stored of it. Points count as their rollups do: a moment behind while many arrive. */
export const MetricContents = z.object({
  ...Metric.shape,
  createdAt: Instant,
  firstAt: Instant.nullable(),
  points: z.number(),
  /** About as many bytes as points, rollups and restatements take on disk. */
  bytes: z.number(),
  restatements: z.number(),
});
export type MetricContents = z.output<typeof MetricContents>;

/** A series of a metric, with its first and its last point. */
export const StoredSeries = z.object({
  id: z.int(),
  labels: Labels,
  points: z.number(),
  firstAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  lastValue: z.number().nullable(),
});
export type StoredSeries = z.output<typeof StoredSeries>;

export const SeriesQuestion = z.object({
  /** Only series of which a label or its value holds this. */
  search: z.string().trim().max(100).default(''),
  cursor: Cursor,
});
export type SeriesQuestion = z.output<typeof SeriesQuestion>;

/** By labels; `next` is null on the last page. */
export const SeriesPage = z.object({ series: z.array(StoredSeries), found: z.int(), next: z.string().nullable() });
export type SeriesPage = z.output<typeof SeriesPage>;

/** A panel that asks a metric. Without an aggregate it takes the metric's own. */
export const MetricUse = z.object({
  dashboardId: z.uuid(),
  title: z.string(),
  panelId: z.string(),
  panel: z.string(),
  aggregate: z.string().nullable(),
});
export type MetricUse = z.output<typeof MetricUse>;

/** What would go if a metric were kept for so long: points before an instant, which is midnight in UTC. */
export const ExpiredQuestion = z.object({ keepDays: z.coerce.number().pipe(KeptDays) });
export const ExpiredPoints = z.object({ before: Instant, points: z.number(), series: z.int() });
export type ExpiredPoints = z.output<typeof ExpiredPoints>;

/** The name, typed by hand: whoever deletes a metric knows which. */
export const MetricRemovalProof = z.object({ name: z.string().max(200) });

/** A metric or one of its series that was deleted, and how many of its points are gone. */
export const MetricRemoval = z.object({
  id: z.uuid(),
  metric: z.string(),
  /** Of the one series; null for the whole metric. */
  labels: Labels.nullable(),
  requestedAt: Instant,
  total: z.number(),
  done: z.number(),
  finishedAt: Instant.nullable(),
});
export type MetricRemoval = z.output<typeof MetricRemoval>;

export const metricContentsRoutes = {
  get: route({
    method: 'GET',
    path: 'metrics/:name',
    access: 'viewer',
    summary: 'A metric, and how much is stored of it',
    params: ByName,
    answer: MetricContents,
  }),
  series: route({
    method: 'GET',
    path: 'metrics/:name/series',
    access: 'viewer',
    summary: 'The series of a metric, with their first and last points',
    params: ByName,
    query: SeriesQuestion,
    answer: SeriesPage,
  }),
  uses: route({
    method: 'GET',
    path: 'metrics/:name/uses',
    access: 'viewer',
    summary: 'The panels that ask a metric by its name, on dashboards that one may see',
    params: ByName,
    answer: z.array(MetricUse),
  }),
  expired: route({
    method: 'GET',
    path: 'metrics/:name/expired',
    access: 'owner',
    summary: 'How many points would be deleted if the metric were kept for so many days',
    params: ByName,
    query: ExpiredQuestion,
    answer: ExpiredPoints,
  }),
  remove: route({
    method: 'POST',
    path: 'metrics/:name/removal',
    access: 'owner',
    summary: 'Delete a metric with all that is stored of it; its name is asked as a proof',
    params: ByName,
    body: MetricRemovalProof,
    answer: MetricRemoval,
    status: 202,
  }),
  removeSeries: route({
    method: 'DELETE',
    path: 'metrics/:name/series/:id',
    access: 'owner',
    summary: 'Delete one series of a metric with all that is stored of it',
    params: z.object({ name: MetricName, id: z.coerce.number().pipe(z.int().min(1).max(2_147_483_647)) }),
    answer: MetricRemoval,
    status: 202,
  }),
  removals: route({
    method: 'GET',
    path: 'metric-removals',
    access: 'viewer',
    summary: 'Metrics and series that were deleted within a day, and how far that is',
    answer: z.array(MetricRemoval),
  }),
};
