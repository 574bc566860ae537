import type { Fill } from '@quarterdeck/sdk/api/metric-queries';
import { isThere } from './line.js';

/**
 * The values with something where nothing was measured. `previous` and `linear` begin with the first value that there is, and
 * `linear` ends with the last one: what was before and comes after is not known.
 */
export function filledGaps(values: Float64Array, times: Float64Array, fill: Fill | undefined): Float64Array {
  if (fill === undefined || fill === 'none') return values;
  if (fill === 'zero') return values.map((value) => (isThere(value) ? value : 0));
  const filled = values.slice();
  const there = [...values.keys()].filter((at) => isThere(values[at] as number));
  there.forEach((at, place) => {
    const next = there[place + 1];
    if (fill === 'previous') filled.fill(values[at] as number, at + 1, next ?? values.length);
    else if (next !== undefined) bridge(filled, times, at, next);
  });
  return filled;
}

function bridge(values: Float64Array, times: Float64Array, begin: number, end: number): void {
  const [first, last] = [values[begin] as number, values[end] as number];
  const [from, to] = [times[begin] as number, times[end] as number];
  for (let at = begin + 1; at < end; at++) {
    values[at] = first + ((last - first) * ((times[at] as number) - from)) / (to - from);
  }
}
