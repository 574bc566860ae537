import type { Totals } from '@quarterdeck/sdk';

export type LineLabels = Readonly<Record<string, string>>;

/** One series of an answer on the buckets that all of its series share; NaN is a missing value. */
export interface Line {
  readonly labels: LineLabels;
  readonly values: Float64Array;
  /** Where something was measured and still has no value: a division by zero. */
  readonly lost?: ReadonlySet<number>;
  /** Of the points behind it, where its values are of the same quantity. */
  readonly totals?: Totals;
}

export const labelText = (labels: LineLabels) =>
  JSON.stringify(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));

export const missing = (length: number) => new Float64Array(length).fill(NaN);

export const isThere = (value: number) => !Number.isNaN(value);
