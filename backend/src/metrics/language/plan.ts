import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import type { TimeRange } from '@quarterdeck/sdk';
import type { Step } from '../reading/buckets.js';
import { invalid } from '../../platform/errors.js';
import { bucketOf, gridOf } from './bucket-grid.js';
import { moved, movedEnd } from './local-time.js';

/** What one query reads, and on which buckets its lines lie. */
export interface Plan {
  readonly step: Step;
  readonly zone: string;
  /** The beginnings of all buckets, with those that only a moving average needs. */
  readonly times: Float64Array;
  /** The first bucket that is shown. */
  readonly begin: number;
  /** The same buckets at the time that is read: earlier ones with an offset. NaN where there is no such day. */
  readonly readTimes: Float64Array;
  readonly read: { readonly from: number; readonly to: number };
}

/** The first year that everybody writes the same way. */
const EARLIEST = -62_135_596_800_000;
/** So many buckets before the range are read for a moving average. */
const LONGEST_WINDOW = 2000;

/** Whether a query needs buckets that all its series share; else it may be answered with the points as they are. */
export function needsGrid(query: MetricsQuery): boolean {
  const { aggregate, groupBy = [], combine, fill = 'none', cumulative } = query;
  const { top, bottom, movingAverage, every, offset } = query;
  const changes = aggregate === 'increase' || aggregate === 'rate' || aggregate === 'delta';
  const shapes =
    groupBy.length > 0 || [combine, top, bottom, movingAverage, every, offset].some((one) => one !== undefined);
  return changes || shapes || fill !== 'none' || cumulative === true;
}

/** Buckets that were asked for by width are read whole, also the one in which the range begins. */
export function planOf(query: MetricsQuery, range: TimeRange, step: Step, whole: boolean): Plan {
  const { timezone: zone } = range;
  const first = whole ? bucketOf(range.from, step, zone) : range.from;
  const from = query.movingAverage === undefined ? first : lookBack(first, query.movingAverage, step, zone);
  requireNear(from, range.from, step);
  const times = gridOf({ from, to: range.to }, step, zone);
  const begin = times.findIndex((time) => time >= bucketOf(first, step, zone));
  const { offset } = query;
  if (offset === undefined) return { step, zone, times, begin, readTimes: times, read: { from, to: range.to } };
  const readTimes = times.map((time) => bucketOf(moved(time, offset, -1, zone), step, zone));
  const read = { from: movedEnd(from, offset, -1, zone), to: movedEnd(range.to, offset, -1, zone) };
  requireNear(read.from, read.from, step);
  return { step, zone, times, begin, readTimes, read };
}

function requireNear(from: number, first: number, step: Step): void {
  if ((first - from) / step.ms > LONGEST_WINDOW * 1.1) {
    const sentence = `A moving average takes at most ${String(LONGEST_WINDOW)} buckets: choose a shorter one, or wider buckets.`;
    throw invalid('query.too-long', sentence, { place: { field: 'movingAverage' } });
  }
  if (from < EARLIEST) throw invalid('query.too-early', 'Nobody counted years then: look back less far.');
}

/** Far enough that the first mean is of as many buckets as all others. */
function lookBack(first: number, window: number | string, step: Step, zone: string): number {
  if (typeof window === 'string') return bucketOf(movedEnd(first, window, -1, zone), step, zone);
  const generous = first - Math.ceil(window * step.ms * 1.05) - step.ms;
  const before = gridOf({ from: generous, to: first + 1 }, step, zone);
  return before[Math.max(0, before.length - window)] ?? generous;
}

/** For each place of the buckets the first one that belongs to its mean. */
export function windowBegins(window: number | string, times: Float64Array, zone: string): (at: number) => number {
  if (typeof window === 'number') return (at) => at - window + 1;
  let begin = 0;
  return (at) => {
    const from = moved(times[at] as number, window, -1, zone);
    while (begin < at && (times[begin] as number) <= from) begin++;
    return begin;
  };
}
