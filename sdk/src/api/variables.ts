import * as z from 'zod';
import { MetricName } from './common.js';
import { PluginPin } from './plugins.js';
import { PartialProblem } from './problem.js';
import { Query, QueryScope } from './queries.js';
import { route } from './route.js';
import { VariableChoice, VariableName, VariableReference, VariableValue } from './variable-values.js';

/** One value that a variable offers, and what it reads like where that is another word. */
export const VariableOption = z.object({ value: VariableValue, label: z.string().max(200).optional() });
export type VariableOption = z.output<typeof VariableOption>;

const named = {
  name: VariableName,
  /** What people read; its name where this is empty. */
  label: z.string().trim().max(100).default(''),
  /** Not shown above the panels. The address can still choose, a share link cannot. */
  hidden: z.boolean().default(false),
};
const choosing = {
  ...named,
  multiple: z.boolean().default(false),
  /** Whether "all" can be chosen. */
  all: z.boolean().default(false),
  /** What is chosen where nobody has chosen; null for all where that is offered, and for the first value else. */
  initial: VariableChoice.nullable().default(null),
};

/** A step such as 30s, 5m, 1h, 1d, 1w. */
export const Interval = z.string().regex(/^[1-9]\d{0,3}[smhdw]$/, 'Write a step such as 5m, 1h or 1d.');
export const AUTO = 'auto';

/** What can be chosen above the panels of a dashboard and is asked by their queries. */
export const Variable = z.discriminatedUnion('kind', [
  /** The values of one column of a query's answer; the first column of text where none is named. */
  z.object({ kind: z.literal('query'), ...choosing, query: Query, column: z.string().max(200).default('') }),
  /** The values that a label of a metric has, of the series that carry `where`. */
  z.object({
    kind: z.literal('labelValues'),
    ...choosing,
    metric: z.union([MetricName, VariableReference]),
    /** The name of the metric's label. */
    key: z.string().min(1).max(64),
    where: z.record(z.string().min(1).max(64), z.union([z.string().max(256), VariableReference])).default({}),
  }),
  z.object({ kind: z.literal('list'), ...choosing, options: z.array(VariableOption).max(500) }),
  z.object({ kind: z.literal('text'), ...named, initial: z.string().max(1000).default('') }),
  z.object({ kind: z.literal('constant'), ...named, value: VariableValue }),
  /** A step in time. In a field for numbers it stands in milliseconds. */
  z.object({
    kind: z.literal('interval'),
    ...named,
    options: z.array(Interval).max(50).default([]),
    /** Whether the step may follow the range. */
    auto: z.boolean().default(true),
    initial: z
      .union([z.literal(AUTO), Interval])
      .nullable()
      .default(null),
  }),
  /** A connection of one plugin; it stands in the place of a query's `source`. */
  z.object({
    kind: z.literal('connection'),
    ...named,
    plugin: PluginPin,
    initial: z.uuid().nullable().default(null),
  }),
]);
export type Variable = z.output<typeof Variable>;

/** What a variable offers and what is chosen, so that panels can be asked with it. */
export const VariableState = z.object({
  name: VariableName,
  options: z.array(VariableOption),
  /** There are more values than are offered. */
  truncated: z.boolean(),
  /** What is really chosen: of the asked values those that are offered, else the beginning. */
  chosen: VariableChoice,
  /** Why there are no options. */
  problem: PartialProblem.nullable(),
});
export type VariableState = z.output<typeof VariableState>;

/** Which variables of the dashboard; all of them where none is named. `variables` are the choices so far. */
export const VariablesBody = z.object({ ...QueryScope.shape, names: z.array(VariableName).max(50).optional() });
export type VariablesBody = z.output<typeof VariablesBody>;

/** As {@link VariablesBody}, for variables that nobody has saved. */
export const DraftVariablesBody = z.object({ ...VariablesBody.shape, definitions: z.array(Variable).max(50) });
export type DraftVariablesBody = z.output<typeof DraftVariablesBody>;

export const VariableStates = z.array(VariableState);

/** Names of the variables behind each panel and each variable, however far behind. */
export const VariableUses = z.object({
  panels: z.record(z.string(), z.array(VariableName)),
  variables: z.record(VariableName, z.array(VariableName)),
});
export type VariableUses = z.output<typeof VariableUses>;

/** What was chosen, in words: for paper, and for the titles of a snapshot. */
export const ShownVariable = z.object({
  name: VariableName,
  label: z.string(),
  hidden: z.boolean(),
  all: z.boolean(),
  values: z.array(z.string()),
});
export type ShownVariable = z.output<typeof ShownVariable>;

export const variableRoutes = {
  draft: route({
    method: 'POST',
    path: 'variables',
    access: 'viewer',
    summary: 'What variables that are not saved yet offer',
    body: DraftVariablesBody,
    answer: VariableStates,
  }),
};
