import * as z from 'zod';
import { QueryDuration } from './metric-queries.js';
import { RecordCondition } from './record-conditions.js';
import { JsonSchema } from './plugins.js';
import { FieldPath, StreamName } from './records.js';
import { route } from './route.js';

/** The built-in datasource that reads records. */
export const RECORDS_SOURCE = 'records';

/** Words that the form offers: the streams of the workspace, and the fields that the chosen one was seen with. */
const OfferedStream = StreamName.meta({ title: 'Stream', options: 'streams' });
const OfferedField = FieldPath.meta({ title: 'Field', options: 'fields' });
const Conditions = z.array(RecordCondition).max(20).default([]).meta({ title: 'Only records where' });

/** How the records of a group become one number. All but `count` need a field. */
export const RecordAggregate = z.enum(['count', 'sum', 'average', 'min', 'max', 'distinct']);
export type RecordAggregate = z.output<typeof RecordAggregate>;

/** Buckets on the calendar of the zone. `none`: the whole range at once. */
export const RecordEvery = z.enum(['none', 'minute', 'hour', 'day', 'week', 'month']);
export type RecordEvery = z.output<typeof RecordEvery>;

/** The kind `rows`: the newest records of the range as a table. */
export const RecordRowsQuery = z.object({
  stream: OfferedStream,
  conditions: Conditions,
  /** The columns; what the records hold where there are none. */
  fields: z.array(OfferedField).max(30).default([]).meta({ title: 'Columns' }),
  limit: z.int().min(1).max(10_000).default(500).meta({ title: 'At most' }),
});
export type RecordRowsQuery = z.output<typeof RecordRowsQuery>;

/** The kind `groups`: one number for each group, or with `every` a line. */
export const RecordGroupsQuery = z
  .object({
    stream: OfferedStream,
    aggregate: RecordAggregate.default('count').meta({ title: 'Show' }),
    field: FieldPath.optional().meta({ title: 'Of the field', options: 'fields' }),
    groupBy: z.array(OfferedField).max(4).default([]).meta({ title: 'Group by' }),
    every: RecordEvery.default('day').meta({ title: 'Every' }),
    conditions: Conditions,
    /** The groups with the largest numbers. */
    limit: z.int().min(1).max(1000).default(20).meta({ title: 'At most so many groups' }),
    unit: z.string().max(40).optional().meta({ title: 'Unit' }),
  })
  .refine(({ aggregate, field }) => aggregate === 'count' || field !== undefined, {
    path: ['field'],
    message: 'Choose the field.',
  });
export type RecordGroupsQuery = z.output<typeof RecordGroupsQuery>;

const FunnelStep = z.object({
  name: z.string().trim().min(1).max(100).meta({ title: 'Name' }),
  conditions: z.array(RecordCondition).max(20).default([]).meta({ title: 'Records where' }),
});

/** The kind `funnel`: how many actors got how far through steps in their order, within a time from the first one on. */
export const RecordFunnelQuery = z.object({
  stream: OfferedStream,
  /** Who takes the steps: a customer, a learner. */
  actor: OfferedField.meta({ title: 'Actor' }),
  steps: z.array(FunnelStep).min(1).max(10).meta({ title: 'Steps' }),
  within: QueryDuration.default('7d').meta({ title: 'Within' }),
});
export type RecordFunnelQuery = z.output<typeof RecordFunnelQuery>;

/** The kind `retention`: of those whose first record lies in a period, how many came back in the periods after. */
export const RecordRetentionQuery = z.object({
  stream: OfferedStream,
  actor: OfferedField.meta({ title: 'Actor' }),
  every: z.enum(['day', 'week', 'month']).default('week').meta({ title: 'Every' }),
  /** What counts as a beginning. */
  begins: z.array(RecordCondition).max(20).default([]).meta({ title: 'Begin with records where' }),
  /** What counts as coming back. */
  returns: z.array(RecordCondition).max(20).default([]).meta({ title: 'Come back with records where' }),
  periods: z.int().min(1).max(52).default(8).meta({ title: 'Periods' }),
});
export type RecordRetentionQuery = z.output<typeof RecordRetentionQuery>;

/** A kind of question, with the JSON Schema of its input: what forms are drawn from. */
export const RecordQuestion = z.object({ name: z.string(), title: z.string(), input: JsonSchema });
export type RecordQuestion = z.output<typeof RecordQuestion>;

export const recordQuestionRoutes = {
  list: route({
    method: 'GET',
    path: 'record-questions',
    access: 'viewer',
    summary: 'What can be asked of records, with the schemas of the questions',
    answer: z.array(RecordQuestion),
  }),
};
