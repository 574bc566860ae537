import * as z from 'zod';
import { Instant, MetricName } from './common.js';
import { MetricAggregate } from './metrics.js';
import { MOST_VALUES } from './variable-values.js';

/** Labels that series must carry; of several values any one. */
const LabelFilter = z
  .record(z.string().min(1).max(64), z.union([z.string().max(256), z.array(z.string().max(256)).max(MOST_VALUES)]))
  .refine((labels) => Object.keys(labels).length <= 32, 'At most 32 labels.');

/**
 * How the points of one bucket become one number. `quantile` takes `q`. `increase` is by how much a counter rose, `rate` the
 * same per second, `delta` by how much a level changed: each from the point before the bucket to the last one in it. `raw`
 * takes every point, and where these are more than can be shown thins them without losing an extreme.
 */
export const QueryAggregate = z.enum([
  ...MetricAggregate.options,
  'first',
  'quantile',
  'increase',
  'rate',
  'delta',
  'raw',
]);
export type QueryAggregate = z.output<typeof QueryAggregate>;

/** How values of several series at one time become one. */
export const Combine = z.enum(['sum', 'avg', 'min', 'max', 'count']);
export type Combine = z.output<typeof Combine>;

/** What stands where nothing was measured. */
export const Fill = z.enum(['none', 'zero', 'previous', 'linear']);
export type Fill = z.output<typeof Fill>;

/** The widths of buckets; from a day on they follow the calendar of the zone. */
export const QueryStep = z.enum([
  ...['1s', '2s', '5s', '10s', '15s', '30s'],
  ...['1m', '2m', '5m', '10m', '15m', '30m'],
  ...['1h', '2h', '3h', '6h', '12h'],
  ...['1d', '1w', '1mo', '1q', '1y'],
] as const);
export type QueryStep = z.output<typeof QueryStep>;

/** A length of time: `90s`, `15m`, `6h`; days, weeks, months and years (`1d`, `2w`, `1mo`, `1y`) are steps on the calendar. */
export const QueryDuration = z
  .string()
  .regex(/^[1-9]\d{0,3}(s|m|h|d|w|mo|y)$/, 'Write a number and s, m, h, d, w, mo or y, such as 15m or 1w.');

/** The so many first series, in order of one number for each. */
const Ranking = z.object({
  count: z.int().min(1).max(50).default(5).meta({ title: 'How many' }),
  by: z.enum(['mean', 'sum', 'last']).default('mean').meta({ title: 'By' }),
});
export type Ranking = z.output<typeof Ranking>;

const LabelNames = z.array(z.string().min(1).max(64)).max(8);

/**
 * What a panel asks the built-in datasource `metrics`. Steps are taken in this order: the series, their buckets (of an earlier
 * time with `offset`), gaps filled, series combined, moving average, running total, the highest and lowest series.
 */
export const MetricsQuery = z.object({
  metric: MetricName.meta({ title: 'Metric' }),
  /** Only series that carry all of these. */
  labels: LabelFilter.default({}).meta({ title: 'Labels' }),
  /** No series that carries one of these. */
  except: LabelFilter.optional().meta({ title: 'Except' }),
  /** What legends call it; the values of the labels by default. */
  alias: z.string().trim().max(100).optional().meta({ title: 'Name' }),
  /** Left out, it is the metric's own default. */
  aggregate: QueryAggregate.optional().meta({ title: 'Aggregate' }),
  /** Which quantile: 0.95 is what 95 of 100 points stay below. */
  q: z.number().min(0).max(1).multipleOf(0.001).optional().meta({ title: 'Quantile' }),
  /** The width of buckets; what suits the range where it is left out. */
  every: QueryStep.optional().meta({ title: 'Every' }),
  /** One line for each set of values of these labels. */
  groupBy: LabelNames.optional().meta({ title: 'Group by' }),
  /** Left out, series are combined only where `groupBy` says so, in the way that suits the metric. */
  combine: Combine.optional().meta({ title: 'Combine' }),
  fill: Fill.optional().meta({ title: 'Fill gaps' }),
  top: Ranking.optional().meta({ title: 'Highest' }),
  bottom: Ranking.optional().meta({ title: 'Lowest' }),
  /** So long ago, shown at today's times. */
  offset: QueryDuration.optional().meta({ title: 'Earlier by' }),
  /** The mean of so many buckets, or of those of so long a time, up to each. */
  movingAverage: z
    .union([z.int().min(2).max(1000), QueryDuration])
    .optional()
    .meta({ title: 'Moving average' }),
  /** Each value is the total since the range began. */
  cumulative: z.boolean().optional().meta({ title: 'Running total' }),
  /** The numbers as they were known at this instant, before what was corrected or sent afterwards. */
  asKnownAt: Instant.optional().meta({ title: 'As known at' }),
});
export type MetricsQuery = z.output<typeof MetricsQuery>;

/** The kind of a query of the source `metrics` that computes with several of them. */
export const FORMULA_KIND = 'formula';

/** How a formula names one of its queries. */
export const QueryName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/, 'A name begins with a letter and holds letters, digits and _ only.');

/** Several queries, and one line of arithmetic between them such as `a / b * 100`. */
export const FormulaQuery = z.object({
  formula: z.string().trim().min(1).max(500).meta({ title: 'Formula' }),
  queries: z
    .record(QueryName, MetricsQuery)
    .refine((queries) => Object.keys(queries).length <= 10, 'At most 10 queries.')
    .meta({ title: 'Queries' }),
  /** What the result is in, where the units of the queries do not say it. */
  unit: z.string().trim().max(40).optional().meta({ title: 'Unit' }),
  alias: z.string().trim().max(100).optional().meta({ title: 'Name' }),
});
export type FormulaQuery = z.output<typeof FormulaQuery>;

/** The metrics that a query's input names, each a name or what stands for one. For whoever needs to know which news concern it. */
export function metricsAsked({ metric, queries }: Readonly<Record<string, unknown>>): unknown[] {
  const own = metric === undefined ? [] : [metric];
  if (typeof queries !== 'object' || queries === null) return own;
  return [...own, ...Object.values(queries).flatMap((one: unknown) => metricOf(one))];
}

const metricOf = (query: unknown): unknown[] =>
  typeof query === 'object' && query !== null && 'metric' in query ? [query.metric] : [];
