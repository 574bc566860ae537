import { frameOf, type Frame, type Notice, type Totals } from '@quarterdeck/sdk';
import { isThere, type Line } from './language/line.js';
import { thinned } from './language/thinning.js';
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

/** So many lines are shown at once; more are a tangle. */
export const MOST_SERIES = 50;

/** The first frames, each saying how many there are where some are left out. */
export function cut(frames: readonly Frame[], found: number): Frame[] {
  const shown = frames.slice(0, MOST_SERIES);
  if (found <= shown.length) return shown;
  const text = `Showing ${String(shown.length)} of ${String(found)} series. Choose labels to see the others.`;
  return shown.map((frame) => ({
    ...frame,
    truncated: true,
    notices: [...(frame.notices ?? []), { level: 'warning', text }],
  }));
}

/** A frame of very many points with so many that can be shown; its totals still know all of them. */
export function thinnedFrame(frame: Frame, most: number): Frame {
  const [time, field] = frame.fields;
  if (frame.length <= most || time?.type !== 'time' || field?.type !== 'number') return frame;
  const kept = thinned(time.values, field.values, most);
  const pick = (values: Float64Array) => Float64Array.from(kept, (at) => values[at] as number);
  const text = `Drawn from ${String(frame.length)} points; the lowest and highest are all there.`;
  return {
    ...frame,
    source: `${frame.source ?? ''}, thinned`,
    length: kept.length,
    fields: [
      { ...time, values: pick(time.values) },
      { ...field, values: pick(field.values), totals: totalsOf(field.values) },
    ],
    notices: [{ level: 'info', text }],
  };
}

function totalsOf(values: Float64Array): Totals {
  const totals = { count: values.length, sum: 0, min: Infinity, max: -Infinity };
  for (const value of values) {
    totals.sum += value;
    totals.min = Math.min(totals.min, value);
    totals.max = Math.max(totals.max, value);
  }
  return totals;
}

/** What all lines of an answer are about. */
export interface LineFacts extends AnswerFacts {
  /** The metric, where it is of one alone. */
  readonly metric?: string;
  readonly unit: string;
  readonly alias: string | undefined;
  /** What a line without labels is called. */
  readonly name: string;
  readonly notices?: readonly Notice[];
}

/** One frame per line: the buckets that have a value, and those in which one was lost. */
export function framesOfLines(lines: readonly Line[], times: Float64Array, about: LineFacts): Frame[] {
  const { metric, unit, alias, name: bare, ...facts } = about;
  return lines.map(({ labels, values, lost, totals }) => {
    const places = [...values.keys()].filter((at) => isThere(values[at] as number) || lost?.has(at));
    const pick = (from: Float64Array) => Float64Array.from(places, (at) => from[at] as number);
    const name = seriesName(bare, labels, alias);
    const behind = { ...(metric ? { metric } : {}), ...(unit ? { unit } : {}), ...(totals ? { totals } : {}) };
    return frameOf(
      name,
      [
        { name: 'time', type: 'time', values: pick(times) },
        { name, type: 'number', labels, values: pick(values), ...behind },
      ],
      facts,
    );
  });
}
