import { cellAt, type ColumnRef, type Field, type Frame, type JsonObject } from '@quarterdeck/sdk';

/** `{ $columns: [[frame, field], …] }`: where data go in a chart's option. */
export type ColumnsNode = JsonObject & { readonly $columns: readonly ColumnRef[] };

export const isColumns = (value: unknown): value is ColumnsNode =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '$columns');

export const fieldAt = (frames: readonly Frame[], [frame, field]: ColumnRef): Field | undefined =>
  frames[frame]?.fields[field];

/** Points as ECharts takes them: typed pairs where all is numbers, else rows of cells, null where a value is missing. */
export type Points = Float64Array | readonly unknown[];

export function pointsOf(refs: readonly ColumnRef[], frames: readonly Frame[]): Points {
  const fields = refs.flatMap((ref) => fieldAt(frames, ref) ?? []);
  const [first, second] = fields;
  if (!first) return [];
  const length = Math.min(...fields.map(({ values }) => values.length));
  if (fields.length === 2 && second && isNumeric(first) && isNumeric(second)) {
    return pairs(first.values, second.values, length, gapOf(first, frames[refs[0]?.[0] ?? 0]));
  }
  const rows = Array.from({ length }, (_, row) => fields.map((field) => cellAt(field, row)));
  return fields.length === 1 ? rows.map(([cell]) => cell) : rows;
}

/** A slice of a pie needs its name beside its value. */
export function slicesOf(refs: readonly ColumnRef[], frames: readonly Frame[]): { name: string; value: number }[] {
  const [name, value] = refs.map((ref) => fieldAt(frames, ref));
  if (!name || value?.type !== 'number') return [];
  return Array.from(value.values, (number, row) => ({ name: String(cellAt(name, row) ?? '–'), value: number }));
}

const isNumeric = (field: Field): field is Extract<Field, { values: Float64Array }> =>
  field.type === 'time' || field.type === 'number';

/**
 * Where rows are missing altogether the line must break too: so long without one means a hole. Buckets have their width;
 * raw points have the rhythm in which most of them came. A frame that says nothing about itself has no holes.
 */
export function gapOf(time: Field, frame: Frame | undefined): number {
  if (time.type !== 'time' || frame?.resolutionMs === undefined) return Infinity;
  return frame.resolutionMs > 0 ? frame.resolutionMs * BUCKETS_MISSING : rhythmOf(time.values) * BEATS_MISSING;
}
const BUCKETS_MISSING = 1.5;
const BEATS_MISSING = 5;
const FEWEST_BEATS = 4;

/** The median time between two points; endless where there are too few to tell. */
function rhythmOf(times: Float64Array): number {
  if (times.length <= FEWEST_BEATS) return Infinity;
  const beats = times.subarray(1).map((time, row) => time - at(times, row));
  return beats.sort()[beats.length >> 1] ?? Infinity;
}

function pairs(x: Float64Array, y: Float64Array, length: number, gap: number): Float64Array {
  const isHole = (row: number) => row > 0 && at(x, row) - at(x, row - 1) > gap;
  let holes = 0;
  for (let row = 0; row < length; row++) if (isHole(row)) holes++;
  const points = new Float64Array(2 * (length + holes));
  let place = 0;
  for (let row = 0; row < length; row++) {
    if (isHole(row)) {
      points[place++] = (at(x, row - 1) + at(x, row)) / 2;
      points[place++] = NaN;
    }
    points[place++] = at(x, row);
    points[place++] = at(y, row);
  }
  return points;
}

const at = (values: Float64Array, row: number) => values[row] ?? NaN;
