import { cellAt, reduced, type Field, type Frame, type NumberField } from '@quarterdeck/sdk';
import { nameOf } from './names.js';
import type { Options } from './options.js';

/** A part of the whole. */
export interface Part {
  readonly name: string;
  /** Of the series, where the part is one. */
  readonly labels?: Readonly<Record<string, string>>;
  /** NaN where it is not known. */
  readonly value: number;
}
export interface Parts {
  /** What the column of names is called. */
  readonly title: string;
  readonly parts: readonly Part[];
  /** Whose unit and display the values have. */
  readonly measure: NumberField | undefined;
}

const isNumber = (field: Field): field is NumberField => field.type === 'number';

/** Rows of a table by its first column of words; of frames without one every series is a part. */
export function partsOf(frames: readonly Frame[], reduce: Options['reduce']): Parts {
  for (const frame of frames) {
    const words =
      frame.fields.find(({ type }) => type === 'string') ?? frame.fields.find(({ type }) => type === 'boolean');
    const measure = frame.fields.find(isNumber);
    if (words && measure)
      return {
        title: words.name,
        measure,
        parts: ofRows(frame.length, words, measure, reduce === 'auto' ? 'sum' : reduce),
      };
  }
  const series = frames.flatMap(({ fields }) => fields.filter(isNumber));
  const how = reduce === 'auto' ? 'last' : reduce;
  return {
    title: 'name',
    // Its labels are those of one part only.
    measure: series[0] && { ...series[0], labels: {} },
    parts: series
      .filter(({ unit }) => unit === series[0]?.unit)
      .map((field) => ({
        name: nameOf(field),
        labels: field.labels ?? {},
        value: reduced(field.values, how, field.totals),
      })),
  };
}

function ofRows(
  length: number,
  words: Field,
  { values }: NumberField,
  how: Exclude<Options['reduce'], 'auto'>,
): Part[] {
  const byName = new Map<string, number[]>();
  for (let row = 0; row < length; row++) {
    const name = String(cellAt(words, row) ?? '–');
    const known = byName.get(name);
    if (known) known.push(values[row] ?? NaN);
    else byName.set(name, [values[row] ?? NaN]);
  }
  return [...byName].map(([name, all]) => ({ name, value: reduced(all, how) }));
}

export interface Slices {
  readonly slices: readonly Part[];
  /** The last slice is what many small ones are together. */
  readonly hasOther: boolean;
}

/** The parts from the largest on; those that are too many or too small together. A single small one keeps its name. */
export function slicesOf(parts: readonly Part[], { slices: most, smallest }: Options): Slices {
  const sorted = parts.toSorted((one, other) => other.value - one.value);
  const total = sorted.reduce((sum, { value }) => sum + value, 0);
  const fits = (part: Part, at: number, room: number) => at < room && (part.value / total) * 100 >= smallest;
  const whole = sorted.filter((part, at) => fits(part, at, most));
  if (sorted.length - whole.length <= 1 && sorted.length <= most) return { slices: sorted, hasOther: false };
  const kept = sorted.filter((part, at) => fits(part, at, most - 1));
  const rest = sorted.slice(kept.length);
  const value = rest.reduce((sum, part) => sum + part.value, 0);
  return { slices: [...kept, { name: `Other (${rest.length})`, value }], hasOther: true };
}
