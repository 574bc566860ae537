import {
  reduced,
  type ColumnRef,
  type Frame,
  type NumberField,
  type Picture,
  type WidgetInput,
} from '@quarterdeck/sdk';
import type { Options } from './options.js';
import { scaleOf } from './scale.js';

/** More than this in one panel is a table. */
const MOST = 12;

interface Measure {
  readonly field: NumberField;
  readonly column: ColumnRef;
}

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw({ frames, options }: WidgetInput<Options>): Picture {
  const all = measuresOf(frames);
  const [first, ...more] = all;
  if (!first) {
    return {
      kind: 'text',
      markdown:
        '**There is no number to show.** A gauge needs a column of numbers: choose a metric, or a query with one.',
    };
  }
  if (more.length === 0) return gauge(first, options, options.label);
  const of = all.slice(0, MOST).map((one) => gauge(one, options, nameOf(one.field)));
  const note = all.length > MOST ? { note: `${MOST} of ${all.length} are shown. A table shows them all.` } : {};
  return { kind: 'stack', direction: 'row', of, ...note };
}

function measuresOf(frames: readonly Frame[]): Measure[] {
  return frames.flatMap(({ fields }, frame) =>
    fields.flatMap((field, column) => (field.type === 'number' ? [{ field, column: [frame, column] as const }] : [])),
  );
}

function gauge({ field, column }: Measure, { reduce }: Options, label: string): Picture {
  const value = reduced(field.values, reduce, field.totals);
  const isKnown = Number.isFinite(value);
  return {
    kind: 'gauge',
    value: isKnown ? value : null,
    ...scaleOf(field),
    column,
    ...(field.unit ? { format: { unit: field.unit } } : {}),
    ...(label ? { label } : {}),
    ...(isKnown ? {} : { reason: 'No value in this time range.' }),
  };
}

const nameOf = ({ labels, metric, name }: NumberField): string =>
  Object.values(labels ?? {}).join(', ') || (metric ?? name);
