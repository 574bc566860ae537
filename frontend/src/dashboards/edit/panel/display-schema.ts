import type { Messages } from '../../../messages/messages';
import type { SchemaNode } from '../../../ui/schema-form/schema-node';

/** What may stand in an address, as one writes it. */
const PLACES =
  '{{value}}, {{time}}, {{timeEnd}}, {{series}}, {{field}}, {{label.name}}, {{column.name}}, {{variable}}, {{from}}, {{to}}';
const EXAMPLE = '{{label.shop}}';

export type DisplayPart = 'numbers' | 'thresholds' | 'mappings' | 'links' | 'overrides';
export const DISPLAY_PARTS = ['numbers', 'thresholds', 'mappings', 'links', 'overrides'] as const;

/** The parts of a panel's display as forms. The same as `PanelDisplay` of the SDK, in the reader's language. */
export function displaySchemas(text: Messages): Readonly<Record<DisplayPart, SchemaNode>> {
  const numbers = numberFields(text);
  const thresholds = thresholdFields(text);
  const mappings = mappingList(text);
  const links = linkList(text);
  const match: SchemaNode = {
    type: 'string',
    title: text('display.overrides.match'),
    description: text('display.overrides.matchHelp'),
    minLength: 1,
    maxLength: 200,
  };
  const override = group({ match, ...numbers, thresholds, mappings, links }, ['match']);
  return {
    numbers: group(numbers),
    thresholds,
    mappings: group({ mappings }),
    links: group({ links }),
    overrides: group({
      overrides: list(override, text('display.overrides.list'), text('display.overrides.help'), 20),
    }),
  };
}

const group = (properties: Readonly<Record<string, SchemaNode>>, required: readonly string[] = []): SchemaNode => ({
  type: 'object',
  properties,
  required,
});
const list = (items: SchemaNode, title: string, description: string, maxItems: number): SchemaNode => ({
  ...{ type: 'array', items, title, maxItems },
  ...(description ? { description } : {}),
});

const numberFields = (text: Messages): Readonly<Record<string, SchemaNode>> => ({
  unit: {
    ...{ type: 'string', maxLength: 40 },
    ...{ title: text('display.numbers.unit'), description: text('display.numbers.unitHelp') },
  },
  decimals: { type: 'integer', minimum: 0, maximum: 10, title: text('display.numbers.decimals') },
  min: { type: 'number', title: text('display.numbers.min') },
  max: { type: 'number', title: text('display.numbers.max') },
});

const states = (text: Messages): SchemaNode['oneOf'] => [
  { const: 'good', title: text('display.colour.good') },
  { const: 'warn', title: text('display.colour.warn') },
  { const: 'bad', title: text('display.colour.bad') },
  { const: 'info', title: text('display.colour.info') },
  { const: 'muted', title: text('display.colour.muted') },
];

function thresholdFields(text: Messages): SchemaNode {
  const step = group({
    value: { type: 'number', title: text('display.thresholds.value') },
    state: { oneOf: states(text) ?? [], default: 'warn', title: text('display.colour.title') },
    label: { type: 'string', maxLength: 60, default: '', title: text('display.thresholds.name') },
  });
  return {
    ...group({
      steps: list(step, text('display.thresholds.steps'), text('display.thresholds.stepsHelp'), 10),
      show: {
        ...{ default: 'lines', title: text('display.thresholds.show') },
        oneOf: [
          { const: 'lines', title: text('display.thresholds.lines') },
          { const: 'areas', title: text('display.thresholds.areas') },
          { const: 'none', title: text('display.thresholds.none') },
        ],
      },
    }),
    title: text('display.thresholds.title'),
  };
}

function mappingList(text: Messages): SchemaNode {
  const shown: Readonly<Record<string, SchemaNode>> = {
    text: { type: 'string', minLength: 1, maxLength: 80, title: text('display.mappings.text') },
    state: { oneOf: states(text) ?? [], title: text('display.colour.title') },
  };
  const kind = (
    name: string,
    title: string,
    fields: Readonly<Record<string, SchemaNode>>,
    required: string[] = [],
  ) => ({
    ...group({ kind: { const: name }, ...fields, ...shown }, ['kind', 'text', ...required]),
    title,
  });
  const items: SchemaNode = {
    title: text('display.mappings.kind'),
    default: { kind: 'value', value: '', text: '' },
    oneOf: [
      kind('value', text('display.mappings.value'), {
        value: { type: 'string', maxLength: 200, default: '', title: text('display.mappings.valueIs') },
      }),
      kind('range', text('display.mappings.range'), {
        from: { type: 'number', title: text('display.mappings.from') },
        to: { type: 'number', title: text('display.mappings.to') },
      }),
      kind('missing', text('display.mappings.missing'), {}),
    ],
  };
  return list(items, text('display.mappings.list'), text('display.mappings.help'), 50);
}

function linkList(text: Messages): SchemaNode {
  const link = group(
    {
      title: { type: 'string', minLength: 1, maxLength: 80, title: text('display.links.name') },
      address: {
        ...{ type: 'string', minLength: 1, maxLength: 2000 },
        ...{
          title: text('display.links.address'),
          description: text('display.links.addressHelp', { places: PLACES, example: EXAMPLE }),
        },
      },
    },
    ['title', 'address'],
  );
  return list(link, text('display.links.list'), '', 10);
}
