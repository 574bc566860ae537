import type { Totals } from '@quarterdeck/sdk';
import type { Options } from './options.js';

export interface Reduced {
  readonly value: number | null;
  readonly first: number | null;
}

/**
 * The one number of a column and the first known one; both null where nothing is known. Of buckets the number is that of
 * the points behind them.
 */
export function reduced(values: Float64Array, how: Options['reduce'], totals?: Totals): Reduced {
  let [count, sum, first, last, min, max] = [0, 0, 0, 0, Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (count === 0) first = value;
    count++;
    sum += value;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return { value: null, first: null };
  const all = totals ?? { count, sum, min, max };
  return { value: { ...all, last, mean: all.sum / all.count }[how], first };
}
