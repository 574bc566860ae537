import type { Totals } from './frame.js';

export type Reduction = 'last' | 'mean' | 'min' | 'max' | 'sum';

/**
 * The one number of a column, for widgets that show a column as one: NaN where nothing is known. Values that are not finite
 * do not count. A column of buckets is given with its `totals`, so that its number is that of the points behind them.
 */
export function reduced(values: Iterable<number>, how: Reduction, totals?: Totals): number {
  let [count, sum, last, min, max] = [0, 0, NaN, Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return NaN;
  const all = totals ?? { count, sum, min, max };
  return { ...all, last, mean: all.sum / all.count }[how];
}
