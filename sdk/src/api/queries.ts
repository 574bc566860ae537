import * as z from 'zod';
import { PartialProblem } from './problem.js';
import { route } from './route.js';
import { TimeWindow, Timezone } from './time-range.js';
import { VariableChoices, VariableReference } from './variable-values.js';

/** The built-in datasource that reads our own series store. */
export const METRICS_SOURCE = 'metrics';

/**
 * Points per series where nobody says otherwise: what a line can show. Screens of every width and paper ask for the same,
 * since a mean of buckets depends on their width: one number, wherever it is read.
 */
export const POINTS_PER_SERIES = 1000;

/**
 * What a panel asks: a connection's id or the name of a built-in datasource, the kind of query, and its input. A variable
 * of connections may stand for the source, and `{ "$variable": "name" }` for any value within the input.
 */
export const Query = z.object({
  source: z.union([z.literal(METRICS_SOURCE), z.literal('records'), z.uuid(), VariableReference]),
  kind: z.string().min(1).max(60).default('metrics'),
  input: z.record(z.string(), z.unknown()),
});
export type Query = z.output<typeof Query>;

export const QueryScope = z.object({
  range: TimeWindow,
  timezone: Timezone.default('UTC'),
  maxPoints: z.int().min(1).max(10_000).default(POINTS_PER_SERIES),
  /** What is chosen. A dashboard completes it with what its variables begin with. */
  variables: VariableChoices.optional(),
});
export type QueryScope = z.output<typeof QueryScope>;

export const QueriesBody = z.object({ ...QueryScope.shape, queries: z.array(Query).min(1).max(50) });
export type QueriesBody = z.output<typeof QueriesBody>;

/** A frame in JSON: columns of plain values, null where a value is missing. */
export const FrameJson = z.object({
  name: z.string(),
  length: z.int(),
  asOf: z.number().optional(),
  resolutionMs: z.number().optional(),
  source: z.string().optional(),
  truncated: z.boolean().optional(),
  notices: z.array(z.object({ level: z.enum(['info', 'warning']), text: z.string() })).optional(),
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['time', 'number', 'boolean', 'string']),
      metric: z.string().optional(),
      labels: z.record(z.string(), z.string()).optional(),
      unit: z.string().optional(),
      /** Of all points behind the buckets of this column; left out where the values are the points themselves. */
      totals: z.object({ count: z.number(), sum: z.number(), min: z.number(), max: z.number() }).optional(),
      values: z.array(z.union([z.number(), z.string(), z.boolean(), z.null()])),
    }),
  ),
});
export type FrameJson = z.output<typeof FrameJson>;

/**
 * The answers in the order of the questions; a failed one does not fail the others. With
 * `Accept: application/vnd.quarterdeck.frames` the same comes as bytes: the frames of all answers one after another, and
 * beside them `{ answers: [{ frames: [place, …], problem }] }`.
 */
export const QueryAnswers = z.object({
  answers: z.array(z.object({ frames: z.array(FrameJson), problem: PartialProblem.nullable() })),
});
export type QueryAnswers = z.output<typeof QueryAnswers>;

/** What stands beside the frames in the binary form of {@link QueryAnswers}: places instead of frames. */
export const AnswerPlaces = z.object({
  answers: z.array(z.object({ frames: z.array(z.int()), problem: PartialProblem.nullable() })),
});
export type AnswerPlaces = z.output<typeof AnswerPlaces>;

export const queryRoutes = {
  run: route({
    method: 'POST',
    path: 'queries',
    access: 'viewer',
    summary: 'Ask questions of connections and of the series store',
    body: QueriesBody,
    answer: QueryAnswers,
  }),
};
