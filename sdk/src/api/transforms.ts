import * as z from 'zod';

/** A column by its name, as tables head it and legends call it. */
const ColumnName = z.string().trim().min(1).max(200);
const ColumnNames = z.array(ColumnName).min(1).max(50);
const Value = z.union([z.string().max(500), z.number(), z.boolean()]);

export const Reduction = z.enum(['sum', 'avg', 'min', 'max', 'median', 'count', 'distinct', 'first', 'last']);
export type Reduction = z.output<typeof Reduction>;

export const Comparator = z.enum([
  'equal',
  'not-equal',
  'above',
  'at-least',
  'below',
  'at-most',
  'contains',
  'present',
  'missing',
]);
export const Condition = z
  .object({ column: ColumnName, is: Comparator, value: Value.optional() })
  .refine(({ is, value }) => is === 'present' || is === 'missing' || value !== undefined, {
    message: 'Say with what to compare.',
    path: ['value'],
  });
export type Condition = z.output<typeof Condition>;

/** A number, or the name of a column. */
export const Operand = z.union([z.number(), ColumnName]);
export type Operand = z.output<typeof Operand>;
/** `share` is left of right in percent, `change` how many percent left is above right. */
export const Operator = z.enum(['add', 'subtract', 'multiply', 'divide', 'share', 'change']);
export type Operator = z.output<typeof Operator>;

const Keep = z.object({ kind: z.literal('keep'), columns: ColumnNames });
const Rename = z.object({
  kind: z.literal('rename'),
  columns: z
    .array(z.object({ from: ColumnName, to: ColumnName }))
    .min(1)
    .max(50),
});
const Filter = z.object({
  kind: z.literal('filter'),
  match: z.enum(['all', 'any']).default('all'),
  conditions: z.array(Condition).min(1).max(20),
});
const Calculate = z.object({
  kind: z.literal('calculate'),
  name: ColumnName,
  left: Operand,
  operator: Operator,
  right: Operand,
  unit: z.string().max(40).optional(),
});
const Group = z.object({
  kind: z.literal('group'),
  by: ColumnNames,
  columns: z
    .array(z.object({ column: ColumnName, as: Reduction, name: ColumnName.optional() }))
    .min(1)
    .max(50),
});
const Reduce = z.object({ kind: z.literal('reduce'), as: z.array(Reduction).min(1).max(9) });
/** Frames side by side, their rows matched by the value of a column; `time` for series. */
const Join = z.object({
  kind: z.literal('join'),
  on: ColumnName.default('time'),
  how: z.enum(['outer', 'inner', 'left']).default('outer'),
});
/** Frames side by side, row by row. */
const Concatenate = z.object({ kind: z.literal('concatenate') });
/** The rows of all frames below one another; `as` heads the column that names the frame of each. */
const Merge = z.object({ kind: z.literal('merge'), as: ColumnName.default('series') });
/** One frame for each value of a column: rows become series. */
const Split = z.object({ kind: z.literal('split'), by: ColumnName });
/** Each value of `columns` becomes a column, each value of `rows` a row. */
const Pivot = z.object({
  kind: z.literal('pivot'),
  rows: ColumnName,
  columns: ColumnName,
  values: ColumnName,
  as: Reduction.default('sum'),
});
const Sort = z.object({
  kind: z.literal('sort'),
  by: z
    .array(z.object({ column: ColumnName, descending: z.boolean().default(false) }))
    .min(1)
    .max(5),
});
const Limit = z.object({ kind: z.literal('limit'), rows: z.int().min(1).max(100_000) });

/** One step that makes other frames of frames. The steps of a panel follow its queries, in their order. */
export const Transform = z.discriminatedUnion('kind', [
  Filter,
  Keep,
  Rename,
  Calculate,
  Group,
  Reduce,
  Join,
  Merge,
  Concatenate,
  Split,
  Pivot,
  Sort,
  Limit,
]);
export type Transform = z.output<typeof Transform>;
export type TransformKind = Transform['kind'];
export type TransformOf<K extends TransformKind> = Extract<Transform, { kind: K }>;

export const Transforms = z.array(Transform).max(20);
