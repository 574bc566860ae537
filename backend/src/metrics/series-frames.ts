import { frameOf, type Frame, type Totals } from '@quarterdeck/sdk';
import type { PointRow } from './series-store.js';

export interface StoredSeries {
  readonly id: number;
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit: string;
}

/** What all frames of one answer say about themselves. */
export interface AnswerFacts {
  readonly asOf: number;
  readonly source: string;
  readonly resolutionMs: number;
}

export type NamedFacts = AnswerFacts & {
  readonly alias?: string | undefined;
  /** True where the rows are buckets whose values are of the same quantity as the points in them: a mean, not a sum. */
  readonly totalled?: boolean;
};

/** One frame per series, in the order of `series`; rows come sorted by series and time. */
export function framesOf(series: readonly StoredSeries[], rows: readonly PointRow[], facts: NamedFacts): Frame[] {
  const begins = new Map<number, number>();
  const counts = new Map<number, number>();
  rows.forEach(([id], place) => {
    if (!begins.has(id)) begins.set(id, place);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  });
  return series.map((one) => seriesFrame(one, rows, begins.get(one.id) ?? 0, counts.get(one.id) ?? 0, facts));
}

function seriesFrame(
  { metric, labels, unit }: StoredSeries,
  rows: readonly PointRow[],
  begin: number,
  count: number,
  { alias, totalled = false, ...facts }: NamedFacts,
): Frame {
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  const totals = totalled && count > 0 ? { count: 0, sum: 0, min: Infinity, max: -Infinity } : undefined;
  for (let place = 0; place < count; place++) {
    const row = rows[begin + place] as PointRow;
    times[place] = row[1];
    values[place] = row[2];
    if (totals) add(totals, row);
  }
  const name = seriesName(metric, labels, alias);
  return frameOf(
    name,
    [
      { name: 'time', type: 'time', values: times },
      { name, type: 'number', metric, labels, values, ...(unit ? { unit } : {}), ...(totals ? { totals } : {}) },
    ],
    facts,
  );
}

function add(
  totals: { -readonly [K in keyof Totals]: number },
  [, , , count, sum = 0, min = 0, max = 0]: PointRow,
): void {
  totals.count += count;
  totals.sum += sum;
  totals.min = Math.min(totals.min, min);
  totals.max = Math.max(totals.max, max);
}

/** What the query calls it; otherwise short enough for a legend, the labels in full stand in the field. */
function seriesName(metric: string, labels: Readonly<Record<string, string>>, alias: string | undefined): string {
  if (alias !== undefined) return alias;
  const values = Object.values(labels);
  return values.length > 0 ? values.join(' · ') : metric;
}
