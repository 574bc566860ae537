import type { Ranking } from '@quarterdeck/sdk/api/metric-queries';
import { isThere, type Line } from './line.js';

/** The highest lines, then the lowest ones that are not among them; all where neither is asked. Lines without any value are last. */
export function ranked(lines: readonly Line[], top: Ranking | undefined, bottom: Ranking | undefined): Line[] {
  if (!top && !bottom) return [...lines];
  const highest = top ? ordered(lines, top.by, -1).slice(0, top.count) : [];
  const lowest = bottom ? ordered(lines, bottom.by, 1).slice(0, bottom.count) : [];
  return [...new Set([...highest, ...lowest])];
}

function ordered(lines: readonly Line[], by: Ranking['by'], direction: 1 | -1): Line[] {
  const scores = new Map(lines.map((line) => [line, score(line.values, by)]));
  const full = lines.filter((line) => isThere(scores.get(line) as number));
  return full.sort((one, other) => direction * ((scores.get(one) as number) - (scores.get(other) as number)));
}

/** The one number that a line is ordered by. */
export function score(values: Float64Array, by: Ranking['by']): number {
  const there = values.filter(isThere);
  if (there.length === 0) return NaN;
  if (by === 'last') return there.at(-1) as number;
  const sum = there.reduce((total, value) => total + value, 0);
  return by === 'sum' ? sum : sum / there.length;
}
