import type { TimeSpan } from './zoom-drag';
import { offsetAt } from '../values/zoned-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [1, 5, 15, 30, 60].map((minutes) => minutes * MINUTE).concat([3 * HOUR, 6 * HOUR, 12 * HOUR, DAY]);

/** The smallest round step of a clock that is no finer than the data and than a pixel. Below a minute it is a second. */
export function zoomStep(resolutionMs: number, pixelMs: number): number {
  const least = Math.max(resolutionMs, pixelMs);
  return least <= 1000 ? 1000 : (STEPS.find((step) => step >= least) ?? DAY);
}

/** The span whose edges are moved to the nearest whole steps of the zone's clock; at least one step long. */
export function snapped({ from, to }: TimeSpan, step: number, zone: string): TimeSpan {
  const [first, last] = [nearestStep(from, step, zone), nearestStep(to, step, zone)];
  if (first < last) return { from: first, to: last };
  const start = nearestStep(from - step / 2, step, zone);
  return { from: start, to: nearestStep(start + step, step, zone) };
}

function nearestStep(at: number, step: number, zone: string): number {
  const local = Math.round((at + offsetAt(at, zone)) / step) * step;
  // The step may lie beyond a change of the clock.
  return local - offsetAt(local - offsetAt(at, zone), zone);
}
