import { floatArray, intArray, timeArray, type PointColumns } from '../binary-copy.js';
import { inKeyOrder } from '../ingest/key-order.js';

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

/** Puts points together into spans of `widthMs`, ordered by series and time. */
export function rollUp(points: PointColumns, widthMs: number): RollupRows {
  const ordered = inKeyOrder(points);
  const { series, times, values } = ordered;
  const rolled = empty(countSpans(ordered, widthMs));
  let place = -1;
  let end = -Infinity;
  for (let row = 0; row < series.length; row++) {
    const time = times[row] as number;
    if (time < end && rolled.series[place] === series[row]) {
      add(rolled, place, time, values[row] as number);
    } else {
      place++;
      const start = Math.floor(time / widthMs) * widthMs;
      end = start + widthMs;
      rolled.series[place] = series[row] as number;
      rolled.times[place] = start;
      begin(rolled, place, time, values[row] as number);
    }
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

function countSpans({ series, times }: PointColumns, widthMs: number): number {
  let count = 0;
  let end = -Infinity;
  for (let row = 0; row < series.length; row++) {
    const time = times[row] as number;
    if (time < end && series[row] === series[row - 1]) continue;
    count++;
    end = (Math.floor(time / widthMs) + 1) * widthMs;
  }
  return count;
}

function begin(into: RollupRows, place: number, time: number, value: number): void {
  into.count[place] = 1;
  into.sum[place] = value;
  into.min[place] = value;
  into.max[place] = value;
  into.first[place] = value;
  into.firstAt[place] = time;
  into.last[place] = value;
  into.lastAt[place] = time;
}

/** Of two points at the same time the later one counts as the last. */
function add(into: RollupRows, place: number, time: number, value: number): void {
  into.count[place] = (into.count[place] as number) + 1;
  into.sum[place] = (into.sum[place] as number) + value;
  if (value < (into.min[place] as number)) into.min[place] = value;
  if (value > (into.max[place] as number)) into.max[place] = value;
  into.last[place] = value;
  into.lastAt[place] = time;
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
