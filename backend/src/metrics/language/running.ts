import { isThere } from './line.js';

/** Each value as the total of all up to it; missing ones stay missing and count nothing. */
export function runningTotal(values: Float64Array): Float64Array {
  let total = 0;
  return values.map((value) => (isThere(value) ? (total += value) : NaN));
}

/**
 * Each value as the mean of those in the buckets that `begins` counts from; missing ones stay missing. `begins` holds for each
 * place the first one that belongs to its mean, and never falls.
 */
export function movingMean(values: Float64Array, begins: (at: number) => number): Float64Array {
  return values.map((value, at) => (isThere(value) ? meanOf(values, Math.max(0, begins(at)), at) : NaN));
}

/** Added up anew each time: subtracting what leaves the window would leave the noise of large numbers behind. */
function meanOf(values: Float64Array, from: number, to: number): number {
  let [sum, count] = [0, 0];
  for (let at = from; at <= to; at++) {
    const value = values[at] as number;
    if (!isThere(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
