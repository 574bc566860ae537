import * as z from 'zod';
import { ById, MetricName } from './common.js';
import { RecordCondition } from './record-conditions.js';
import { FieldPath, StreamName } from './records.js';
import { route } from './route.js';

/** What the records of a bucket come to. `last` is the value of the latest record. */
export const DerivedAggregate = z.enum(['count', 'sum', 'average', 'distinct', 'last']);
export type DerivedAggregate = z.output<typeof DerivedAggregate>;

/** How wide its buckets are: one point each, at their beginning. */
export const DerivedEvery = z.enum(['minute', 'hour', 'day', 'week', 'month']);
export type DerivedEvery = z.output<typeof DerivedEvery>;

const Timezone = z.string().max(60).refine(isTimezone, 'This is no time zone, such as Europe/Paris.');

const Definition = z.object({
  aggregate: DerivedAggregate,
  /** The field that is counted or added up; only `count` needs none. */
  field: FieldPath.nullable().default(null),
  /** Fields whose values become labels: one series for each combination. */
  labels: z.array(FieldPath.max(64)).max(5).default([]),
  /** Only records for which all of them hold. */
  conditions: z.array(RecordCondition).max(10).default([]),
  every: DerivedEvery.default('hour'),
  /** Where days, weeks and months begin. */
  timezone: Timezone.default('UTC'),
  unit: z.string().max(40).default(''),
});

/** A metric that is made of the records of a stream, and stays right when these change. */
export const NewDerivedMetric = Definition.extend({ metric: MetricName, stream: StreamName }).refine(
  hasField,
  fieldMissing(),
);
export type NewDerivedMetric = z.output<typeof NewDerivedMetric>;

/** All of the definition but its name and stream; every point of the metric is made again. */
export const DerivedDefinition = Definition.refine(hasField, fieldMissing());
export type DerivedDefinition = z.output<typeof DerivedDefinition>;

export const DerivedMetric = Definition.extend({
  id: z.uuid(),
  metric: z.string(),
  stream: z.string(),
  /** How many buckets are yet to be made right. `null`: all of them. */
  waiting: z.int().nullable(),
  /** Why its points cannot be made right now; it is tried again. */
  problem: z.string().nullable(),
});
export type DerivedMetric = z.output<typeof DerivedMetric>;

export const DerivedMetricQuestion = z.object({ stream: StreamName.optional() });
export type DerivedMetricQuestion = z.output<typeof DerivedMetricQuestion>;

export const derivedMetricRoutes = {
  list: route({
    method: 'GET',
    path: 'derived-metrics',
    access: 'viewer',
    summary: 'The metrics that are derived from records, of all streams or of one',
    query: DerivedMetricQuestion,
    answer: z.array(DerivedMetric),
  }),
  create: route({
    method: 'POST',
    path: 'derived-metrics',
    access: 'editor',
    summary: 'Derive a metric from the records of a stream',
    body: NewDerivedMetric,
    answer: DerivedMetric,
    status: 201,
  }),
  get: route({
    method: 'GET',
    path: 'derived-metrics/:id',
    access: 'viewer',
    summary: 'One derived metric',
    params: ById,
    answer: DerivedMetric,
  }),
  change: route({
    method: 'PUT',
    path: 'derived-metrics/:id',
    access: 'editor',
    summary: 'Define a derived metric anew; its points are made again in the background',
    params: ById,
    body: DerivedDefinition,
    answer: DerivedMetric,
  }),
  remove: route({
    method: 'DELETE',
    path: 'derived-metrics/:id',
    access: 'editor',
    summary: 'Delete a derived metric; its points are taken away in the background, and stay restatements',
    params: ById,
  }),
};

function hasField({ aggregate, field }: { aggregate: DerivedAggregate; field: string | null }): boolean {
  return aggregate === 'count' || field !== null;
}

function fieldMissing() {
  return { path: ['field'], message: 'Choose the field.' };
}

function isTimezone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
