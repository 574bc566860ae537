import type { Transform, TransformKind } from '@quarterdeck/sdk/api/transforms';
import type { Messages } from '../../../messages/messages';
import { initialValue } from '../../../ui/schema-form/initial-value';
import type { SchemaNode } from '../../../ui/schema-form/schema-node';

type Fields = Readonly<Record<string, SchemaNode>>;
type Step = [kind: TransformKind, title: string, fields: Fields, optional?: readonly string[]];

/** The steps of a panel as a form: the same as `Transforms` of the SDK, in the reader's language. */
export function transformSchema(text: Messages): SchemaNode {
  const parts = words(text);
  const steps = [...stepsOnRows(text, parts), ...stepsOnColumns(text, parts), ...stepsBetweenFrames(text, parts)];
  const items: SchemaNode = {
    title: text('transforms.step'),
    default: { kind: 'filter', conditions: [{ column: '', is: 'above', value: '' }] },
    oneOf: steps.map(([kind, title, fields, optional = []]) => ({
      type: 'object',
      title,
      properties: { kind: { const: kind }, ...fields },
      required: ['kind', ...Object.keys(fields).filter((name) => !optional.includes(name))],
    })),
  };
  const list: SchemaNode = { type: 'array', items, title: text('transforms.steps'), maxItems: 20 };
  return { type: 'object', properties: { transforms: list } };
}

interface Parts {
  readonly column: (title: string) => SchemaNode;
  readonly choice: (
    title: string,
    choices: readonly (readonly [value: string, title: string])[],
    first: string,
  ) => SchemaNode;
  readonly list: (title: string, items: SchemaNode) => SchemaNode;
  readonly reduction: (first: string) => SchemaNode;
}

function words(text: Messages): Parts {
  const choice: Parts['choice'] = (title, choices, first) => ({
    title,
    default: first,
    oneOf: choices.map(([value, name]) => ({ const: value, title: name })),
  });
  const reductions = [
    ['sum', text('transforms.as.sum')],
    ['avg', text('transforms.as.avg')],
    ['min', text('transforms.as.min')],
    ['max', text('transforms.as.max')],
    ['median', text('transforms.as.median')],
    ['count', text('transforms.as.count')],
    ['distinct', text('transforms.as.distinct')],
    ['first', text('transforms.as.first')],
    ['last', text('transforms.as.last')],
  ] as const;
  return {
    column: (title) => ({ type: 'string', title, options: 'columns', minLength: 1, maxLength: 200 }),
    choice,
    list: (title, items) => ({
      type: 'array',
      title,
      items,
      default: [initialValue(items)],
      minItems: 1,
      maxItems: 50,
    }),
    reduction: (first) => choice(text('transforms.as.title'), reductions, first),
  };
}

const object = (properties: Fields, optional: readonly string[] = []): SchemaNode => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

function stepsOnRows(text: Messages, { column, choice, list }: Parts): Step[] {
  const comparators = [
    ['equal', text('transforms.is.equal')],
    ['not-equal', text('transforms.is.notEqual')],
    ['above', text('transforms.is.above')],
    ['at-least', text('transforms.is.atLeast')],
    ['below', text('transforms.is.below')],
    ['at-most', text('transforms.is.atMost')],
    ['contains', text('transforms.is.contains')],
    ['present', text('transforms.is.present')],
    ['missing', text('transforms.is.missing')],
  ] as const;
  const value: SchemaNode = { type: 'string', title: text('transforms.value'), maxLength: 500 };
  const condition = object(
    { column: column(text('transforms.column')), is: choice(text('transforms.is.title'), comparators, 'above'), value },
    ['value'],
  );
  const matches = [
    ['all', text('transforms.filter.all')],
    ['any', text('transforms.filter.any')],
  ] as const;
  const order = object({
    column: column(text('transforms.column')),
    descending: { type: 'boolean', default: false, title: text('transforms.sort.descending') },
  });
  return [
    [
      'filter',
      text('transforms.filter.title'),
      {
        conditions: list(text('transforms.filter.conditions'), condition),
        match: choice(text('transforms.filter.match'), matches, 'all'),
      },
    ],
    ['sort', text('transforms.sort.title'), { by: list(text('transforms.sort.by'), order) }],
    [
      'limit',
      text('transforms.limit.title'),
      { rows: { type: 'integer', minimum: 1, maximum: 100_000, default: 10, title: text('transforms.limit.rows') } },
    ],
  ];
}

function stepsOnColumns(text: Messages, { column, choice, list, reduction }: Parts): Step[] {
  const operators = [
    ['add', text('transforms.calculate.add')],
    ['subtract', text('transforms.calculate.subtract')],
    ['multiply', text('transforms.calculate.multiply')],
    ['divide', text('transforms.calculate.divide')],
    ['share', text('transforms.calculate.share')],
    ['change', text('transforms.calculate.change')],
  ] as const;
  const named: SchemaNode = { type: 'string', maxLength: 200, title: text('transforms.name') };
  const renamed = object({ from: column(text('transforms.column')), to: { ...named, minLength: 1 } });
  const reduced = object({ column: column(text('transforms.column')), as: reduction('sum'), name: named }, ['name']);
  const unit: SchemaNode = { type: 'string', maxLength: 40, title: text('transforms.calculate.unit') };
  return [
    [
      'keep',
      text('transforms.keep.title'),
      { columns: list(text('transforms.columns'), column(text('transforms.column'))) },
    ],
    ['rename', text('transforms.rename.title'), { columns: list(text('transforms.columns'), renamed) }],
    [
      'calculate',
      text('transforms.calculate.title'),
      {
        name: { ...named, minLength: 1 },
        left: column(text('transforms.calculate.left')),
        operator: choice(text('transforms.calculate.operator'), operators, 'divide'),
        right: column(text('transforms.calculate.right')),
        unit,
      },
      ['unit'],
    ],
    [
      'group',
      text('transforms.group.title'),
      {
        by: list(text('transforms.group.by'), column(text('transforms.column'))),
        columns: list(text('transforms.group.columns'), reduced),
      },
    ],
    ['reduce', text('transforms.reduce.title'), { as: list(text('transforms.reduce.as'), reduction('avg')) }],
  ];
}

function stepsBetweenFrames(text: Messages, { column, choice, reduction }: Parts): Step[] {
  const hows = [
    ['outer', text('transforms.join.outer')],
    ['inner', text('transforms.join.inner')],
    ['left', text('transforms.join.left')],
  ] as const;
  return [
    [
      'join',
      text('transforms.join.title'),
      {
        on: { ...column(text('transforms.join.on')), default: 'time' },
        how: choice(text('transforms.join.how'), hows, 'outer'),
      },
    ],
    ['concatenate', text('transforms.concatenate.title'), {}],
    [
      'merge',
      text('transforms.merge.title'),
      { as: { type: 'string', minLength: 1, maxLength: 200, default: 'series', title: text('transforms.merge.as') } },
    ],
    ['split', text('transforms.split.title'), { by: column(text('transforms.split.by')) }],
    [
      'pivot',
      text('transforms.pivot.title'),
      {
        rows: column(text('transforms.pivot.rows')),
        columns: column(text('transforms.pivot.columns')),
        values: column(text('transforms.pivot.values')),
        as: reduction('sum'),
      },
    ],
  ];
}

/** What a person types for one side of a calculation is a number where it reads as one. */
export function withNumbers(step: Transform): Transform {
  if (step.kind !== 'calculate') return step;
  return { ...step, left: numbered(step.left), right: numbered(step.right) };
}
const numbered = (operand: string | number): string | number =>
  typeof operand === 'string' && operand.trim() !== '' && Number.isFinite(Number(operand)) ? Number(operand) : operand;
