import {
  reduced,
  type ColumnRef,
  type Frame,
  type NumberField,
  type Picture,
  type StatPicture,
  type WidgetInput,
} from '@quarterdeck/sdk';
import type { Options } from './options.js';

/** More numbers than this in one panel are a table. */
const MOST = 12;

interface Measure {
  readonly field: NumberField;
  readonly value: ColumnRef;
  readonly time: ColumnRef | undefined;
}

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw({ frames, options }: WidgetInput<Options>): Picture {
  const [first, ...more] = measuresOf(frames);
  if (!first) return { kind: 'stat', value: null, reason: 'The answer holds no number.' };
  if (more.length === 0) return stat(first, options, options.label);
  const shown = [first, ...more].slice(0, MOST);
  return { kind: 'stack', direction: 'row', of: shown.map((one) => stat(one, options, nameOf(one.field))) };
}

function measuresOf(frames: readonly Frame[]): Measure[] {
  return frames.flatMap(({ fields }, frame) => {
    const time = fields.findIndex(({ type }) => type === 'time');
    return fields.flatMap((field, column) =>
      field.type === 'number'
        ? [{ field, value: [frame, column] as const, time: time < 0 ? undefined : ([frame, time] as const) }]
        : [],
    );
  });
}

function stat({ field, time, value: column }: Measure, options: Options, label: string): StatPicture {
  const value = knownOrNull(reduced(field.values, options.reduce, field.totals));
  const unit = options.unit || field.unit;
  return {
    kind: 'stat',
    value,
    column,
    format: { ...(unit ? { unit } : {}), ...(options.decimals === undefined ? {} : { decimals: options.decimals }) },
    ...(label ? { label } : {}),
    ...(value === null ? { reason: 'No value in this time range.' } : {}),
    ...judged(options),
    ...(options.compare === 'first' ? change(value, field.values.find(Number.isFinite), options) : {}),
    ...(options.sparkline && time && field.values.length > 1 ? { sparkline: { time, value: column } } : {}),
  };
}

const knownOrNull = (value: number) => (Number.isNaN(value) ? null : value);

/** For the host, which tells the change since an earlier time where a reader compares. */
const judged = ({ direction }: Options): Pick<StatPicture, 'direction'> =>
  direction === 'neutral' ? {} : { direction };

/** The change is a fraction of where it began; from zero there is none. A mean or a sum has no beginning to compare with. */
function change(
  value: number | null,
  first: number | undefined,
  { direction, reduce }: Options,
): Pick<StatPicture, 'delta'> {
  if (value === null || !first || reduce !== 'last') return {};
  const delta = (value - first) / Math.abs(first);
  const good = direction === 'neutral' || delta === 0 ? null : delta > 0 === (direction === 'higher_is_better');
  return { delta: { value: delta, good, text: 'since the start' } };
}

function nameOf({ labels, metric, name }: NumberField): string {
  return Object.values(labels ?? {}).join(', ') || (metric ?? name);
}
