import { floatArray, intArray, timeArray, type PointColumns } from '../binary-copy.js';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** What the points of spans of time come to, in columns of one length. Times are epoch milliseconds. */
export interface RollupRows {
  readonly series: Int32Array;
  /** Where the span begins. */
  readonly times: Float64Array;
  readonly count: Int32Array;
  readonly sum: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly first: Float64Array;
  readonly firstAt: Float64Array;
  readonly last: Float64Array;
  readonly lastAt: Float64Array;
}

/** Series ids stand behind it: up to 2^31 of them beside the number of the span, exactly. */
const SERIES_ROOM = 2 ** 31;

/** Each point as a span of its own. */
export function rowsOf({ series, times, values }: PointColumns): RollupRows {
  const count = new Int32Array(series.length).fill(1);
  const same = { sum: values, min: values, max: values, first: values, last: values };
  return { series, times, count, ...same, firstAt: times, lastAt: times };
}

/**
 * Puts rows together into spans of `widthMs`, ordered by time and then series: also the order in which hours are marked, so that
 * writers never wait for each other in a circle.
 */
export function rollUp(rows: RollupRows, widthMs: number): RollupRows {
  const keys = Float64Array.from(
    rows.series,
    (id, row) => spanOf(rows.times[row] as number, widthMs) * SERIES_ROOM + id,
  );
  const places = new Map([...new Set(keys)].sort((a, b) => a - b).map((key, place) => [key, place]));
  const rolled = empty(places.size);
  for (let row = 0; row < keys.length; row++) {
    const place = places.get(keys[row] as number) as number;
    if (rolled.count[place] === 0) begin(rolled, place, rows, row, widthMs);
    else add(rolled, place, rows, row);
  }
  return rolled;
}

/** The columns as parameters of a prepared statement, in the order of the table. */
export const encodeRollups = (rows: RollupRows): Buffer[] => [
  intArray(rows.series),
  timeArray(rows.times),
  intArray(rows.count),
  floatArray(rows.sum),
  floatArray(rows.min),
  floatArray(rows.max),
  floatArray(rows.first),
  timeArray(rows.firstAt),
  floatArray(rows.last),
  timeArray(rows.lastAt),
];

const spanOf = (time: number, widthMs: number) => Math.floor(time / widthMs);

function begin(into: RollupRows, place: number, rows: RollupRows, row: number, widthMs: number): void {
  into.series[place] = rows.series[row] as number;
  into.times[place] = spanOf(rows.times[row] as number, widthMs) * widthMs;
  into.count[place] = rows.count[row] as number;
  for (const column of ['sum', 'min', 'max', 'first', 'firstAt', 'last', 'lastAt'] as const) {
    into[column][place] = rows[column][row] as number;
  }
}

function add(into: RollupRows, place: number, rows: RollupRows, row: number): void {
  into.count[place] = (into.count[place] as number) + (rows.count[row] as number);
  into.sum[place] = (into.sum[place] as number) + (rows.sum[row] as number);
  into.min[place] = Math.min(into.min[place] as number, rows.min[row] as number);
  into.max[place] = Math.max(into.max[place] as number, rows.max[row] as number);
  if ((rows.firstAt[row] as number) < (into.firstAt[place] as number)) {
    into.first[place] = rows.first[row] as number;
    into.firstAt[place] = rows.firstAt[row] as number;
  }
  if ((rows.lastAt[row] as number) > (into.lastAt[place] as number)) {
    into.last[place] = rows.last[row] as number;
    into.lastAt[place] = rows.lastAt[row] as number;
  }
}

function empty(length: number): RollupRows {
  const floats = () => new Float64Array(length);
  return {
    series: new Int32Array(length),
    times: floats(),
    count: new Int32Array(length),
    sum: floats(),
    min: floats(),
    max: floats(),
    first: floats(),
    firstAt: floats(),
    last: floats(),
    lastAt: floats(),
  };
}
