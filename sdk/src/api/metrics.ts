import * as z from 'zod';
import { Instant, Labels, MetricName } from './common.js';
import { route } from './route.js';

const TIME_RULE = 'Write a time such as 2026-01-31T12:00:00Z, or epoch milliseconds.';

/** One point in the plain form. `time` is an ISO instant or epoch milliseconds. */
export const PlainPoint = z.object({
  metric: MetricName,
  labels: Labels.default({}),
  time: z.union([Instant, z.int()], {
    error: ({ input }) => (input === undefined ? 'It is missing.' : TIME_RULE),
  }),
  value: z.number(),
});
export const PlainPoints = z.array(PlainPoint).max(100_000);

/**
 * What a metric's numbers are: a `gauge` is a level (a temperature), a `counter` only rises until it begins again at zero
 * (requests since the start), a `delta` is what happened since the point before (orders of this minute).
 */
export const MetricKind = z.enum(['gauge', 'counter', 'delta']);
export type MetricKind = z.output<typeof MetricKind>;

/**
 * Whether values of several times or series may be added up: `additive` may; `averaged` (means, ratios, percentiles) and
 * `unique` (counts of different people, say) may not, the latter not even be averaged into a longer time.
 */
export const Additivity = z.enum(['additive', 'averaged', 'unique']);
export type Additivity = z.output<typeof Additivity>;

/** How several points become one number. */
export const MetricAggregate = z.enum(['avg', 'min', 'max', 'sum', 'count', 'last']);
export type MetricAggregate = z.output<typeof MetricAggregate>;

/** What is known of a metric besides its points. */
export const MetricDefinition = z.object({
  unit: z.string().max(40),
  kind: MetricKind,
  additivity: Additivity,
  /** What queries do that say nothing else. */
  defaultAggregate: MetricAggregate,
  description: z.string().trim().max(1000),
});
export type MetricDefinition = z.output<typeof MetricDefinition>;

/** Only what changes. From then on what senders say of the metric no longer counts. */
export const MetricPatch = MetricDefinition.partial().refine(
  (patch) => Object.values(patch).some((value) => value !== undefined),
  'Say what changes.',
);
export type MetricPatch = z.output<typeof MetricPatch>;

/** A series as senders name it. What it says of its metric counts until another word of a sender or person stands there. */
export const SeriesKey = z.object({
  metric: MetricName,
  labels: Labels.default({}),
  ...MetricDefinition.partial().shape,
});
export type SeriesKey = z.output<typeof SeriesKey>;

/**
 * The columnar form: series once, then `[place in series, epoch milliseconds, value]` per point. The server checks the
 * points in a tight loop, which is several times faster than a schema per point; the rule is the one written here.
 */
export const ColumnarPoints = z.object({
  series: z.array(SeriesKey).min(1).max(10_000),
  points: z.array(z.tuple([z.int().nonnegative(), z.int(), z.number()])).max(100_000),
});
export type ColumnarPoints = z.output<typeof ColumnarPoints>;

export const PointsBody = z.union([PlainPoints, ColumnarPoints]);

/** Whether the good points of a request with bad ones are stored. Else none is, and the answer is 422. */
export const PointsParams = z.object({ partial: z.stringbool().default(false) });

/** A point that was not taken. `index` counts from 0; `path` is the field at fault, such as `labels`. */
export const RefusedPoint = z.object({ index: z.int(), path: z.string(), code: z.string(), message: z.string() });
export type RefusedPoint = z.output<typeof RefusedPoint>;

/** `refused` counts all that were not taken, `errors` names the first 1,000; both are none unless `partial` was asked. */
export const PointsAccepted = z.object({ accepted: z.int(), refused: z.int(), errors: z.array(RefusedPoint) });
export type PointsAccepted = z.output<typeof PointsAccepted>;

export const KeptDays = z.int().min(1).max(36_500);

/** For how many days the numbers of a metric are kept; null for ever. */
export const MetricRetention = z.object({ keepDays: KeptDays.nullable() });
export type MetricRetention = z.output<typeof MetricRetention>;

export const Metric = z.object({
  name: z.string(),
  ...MetricDefinition.shape,
  ...MetricRetention.shape,
  seriesCount: z.int(),
  lastAt: Instant.nullable(),
  lastValue: z.number().nullable(),
});
export type Metric = z.output<typeof Metric>;

/** A label that series of a metric carry, with its values. Where there are too many, the first ones by name. */
export const MetricLabel = z.object({ name: z.string(), values: z.array(z.string()), valueCount: z.int() });
export type MetricLabel = z.output<typeof MetricLabel>;

export const metricsRoutes = {
  sendPoints: route({
    method: 'POST',
    path: 'points',
    access: 'points',
    summary: 'Send points; idempotent per series and time, answered after they are stored; all of them or none',
    query: PointsParams,
    body: PointsBody,
    answer: PointsAccepted,
    bodyLimit: 16 * 1024 * 1024,
  }),
  list: route({ method: 'GET', path: 'metrics', access: 'viewer', summary: 'List metrics', answer: z.array(Metric) }),
  describe: route({
    method: 'PATCH',
    path: 'metrics/:name',
    access: 'editor',
    summary: 'Change the unit, kind, additivity, default aggregate or description of a metric',
    params: z.object({ name: MetricName }),
    body: MetricPatch,
    answer: Metric,
  }),
  keep: route({
    method: 'PUT',
    path: 'metrics/:name/retention',
    access: 'owner',
    summary: 'For how many days the numbers of a metric are kept; older ones are deleted within the hour',
    params: z.object({ name: MetricName }),
    body: MetricRetention,
    answer: Metric,
  }),
  labels: route({
    method: 'GET',
    path: 'metrics/:name/labels',
    access: 'viewer',
    summary: 'The labels of a metric, with their values',
    params: z.object({ name: MetricName }),
    answer: z.array(MetricLabel),
  }),
};
