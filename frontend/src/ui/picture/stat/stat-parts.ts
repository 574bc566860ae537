import { formatterOf, type FieldDisplay, type Format, type Frame, type StatPicture } from '@quarterdeck/sdk';
import { fieldAt, gapOf } from '../values/columns';
import type { Size } from '../scene';
import { writerOf } from '../values/writer';

/** A written number in parts, so that the digits can be large and the unit small. */
export interface NumberParts {
  readonly before: string;
  readonly digits: string;
  readonly after: string;
}

/** `€ 1.24k` is `€`, `1.24k`; `12.4 %` is `12.4`, `%`. */
export function numberParts(value: number | null, format: Format, locale: string, display?: FieldDisplay): NumberParts {
  const { mappings: _, ...plain } = display ?? {};
  const text = writerOf(format, plain, locale).short(value);
  const parts = /^(−?)([^\d–]*?)\s*([\d.,\u00a0\u202f']+[kMGT]?|–)\s*(.*)$/.exec(text);
  if (!parts) return { before: '', digits: text, after: '' };
  const [, sign = '', before = '', digits = '', after = ''] = parts;
  return { before: before.trim(), digits: sign + digits, after };
}

/** `+12 %`: always with its sign, for a colour alone says nothing to many. */
export function deltaText(value: number, locale: string): string {
  const text = formatterOf({ unit: 'ratio' }, locale).short(value);
  return value > 0 ? `+${text}` : text;
}

/** The course of the values as an SVG path, broken where values are missing; empty with fewer than two. */
export function sparkline(
  { time, value }: NonNullable<StatPicture['sparkline']>,
  frames: readonly Frame[],
  { width, height }: Size,
): { line: string; area: string } {
  const [times, values] = [fieldAt(frames, time), fieldAt(frames, value)];
  if (!times || !values) return { line: '', area: '' };
  const points = pointsOf(times.values, values.values, gapOf(times, frames[time[0]]));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.at === last.at) return { line: '', area: '' };
  const [low, high] = extent(points);
  const x = (at: number) => round(((at - first.at) / (last.at - first.at)) * width);
  const y = (value: number) =>
    round(high === low ? height / 2 : height - 2 - ((value - low) / (high - low)) * (height - 4));
  const runs = runsOf(points);
  const line = runs.map((run) => `M${run.map((point) => `${x(point.at)} ${y(point.value)}`).join('L')}`).join('');
  const area = runs.map((run) => areaOf(run, x, y, height)).join('');
  return { line, area };
}

interface Point {
  readonly at: number;
  readonly value: number;
}
const MOST_POINTS = 400;

/**
 * More points than pixels say nothing more: of each stretch its lowest and its highest are kept, so that no extreme is
 * lost. A hole in time becomes a point without a value.
 */
function pointsOf(times: ArrayLike<number>, values: ArrayLike<number>, gap: number): Point[] {
  const all = Array.from({ length: values.length }, (_, row) => ({ at: times[row] ?? NaN, value: values[row] ?? NaN }));
  const points = all
    .filter(({ at }) => Number.isFinite(at))
    .flatMap((point, row, known) => {
      const before = known[row - 1];
      return before && point.at - before.at > gap ? [{ at: (before.at + point.at) / 2, value: NaN }, point] : [point];
    });
  const stretch = Math.ceil(points.length / (MOST_POINTS / 2));
  const last = points.slice(-1);
  return stretch < 3 ? points : [...inStretches(points.slice(0, -1), stretch).flatMap(extremesOf), ...last];
}

const inStretches = (points: readonly Point[], length: number): Point[][] =>
  Array.from({ length: Math.ceil(points.length / length) }, (_, at) => points.slice(at * length, (at + 1) * length));

function extremesOf(stretch: readonly Point[]): Point[] {
  const hole = stretch.find(({ value }) => !Number.isFinite(value));
  const [first, ...others] = stretch.filter(({ value }) => Number.isFinite(value));
  if (!first) return hole ? [hole] : [];
  let [lowest, highest] = [first, first];
  for (const point of others) {
    if (point.value < lowest.value) lowest = point;
    if (point.value > highest.value) highest = point;
  }
  return [...new Set([lowest, highest, ...(hole ? [hole] : [])])].sort((one, other) => one.at - other.at);
}

function extent(points: readonly Point[]): [number, number] {
  const known = points.flatMap(({ value }) => (Number.isFinite(value) ? value : []));
  return [Math.min(...known), Math.max(...known)];
}

function runsOf(points: readonly Point[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (Number.isFinite(point.value)) runs.at(-1)?.push(point);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

function areaOf(
  run: readonly Point[],
  x: (at: number) => number,
  y: (value: number) => number,
  height: number,
): string {
  const top = run.map((point) => `${x(point.at)} ${y(point.value)}`).join('L');
  return `M${top}L${x(run.at(-1)?.at ?? 0)} ${height}L${x(run[0]?.at ?? 0)} ${height}Z`;
}

const round = (value: number) => Math.round(value * 10) / 10;
