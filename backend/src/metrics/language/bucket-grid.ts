import { offsetAt } from '@quarterdeck/sdk/api/zone-offset';
import type { Step } from '../reading/buckets.js';
import { instantOf, localOf } from './local-time.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday, from which the store counts its buckets. */
const ORIGIN = Date.UTC(2000, 0, 3);
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** Where the bucket begins that a moment lies in: the same instants as the store's own buckets. */
export function bucketOf(instant: number, step: Step, zone: string): number {
  if (step.calendar !== null) return instantOf(calendarStart(localOf(instant, zone), step.calendar), zone);
  const local = localOf(instant, zone);
  const start = floorTo(local, step.ms);
  // Up to an hour long they are cut on the zone's clock, but never span a change of it: an hour that comes twice is two.
  return step.ms > HOUR_MS ? instantOf(start, zone) : instant - (local - start);
}

/** The beginnings of all buckets that a range touches, in order. */
export function gridOf({ from, to }: { from: number; to: number }, step: Step, zone: string): Float64Array {
  const starts: number[] = [];
  for (let at = bucketOf(from, step, zone); at < to; at = nextOf(at, step, zone)) starts.push(at);
  return Float64Array.from(starts);
}

/** Whether buckets of up to an hour begin elsewhere than on the hours of UTC: in Kathmandu, or on Lord Howe in summer. */
export function cutsOnLocalClock(step: Step, { from, to }: { from: number; to: number }, zone: string): boolean {
  if (step.calendar !== null || step.ms > HOUR_MS || (HOUR_MS / 4) % step.ms === 0) return false;
  const halfAYear = 182 * DAY_MS;
  return [from, to, from + halfAYear].some((at) => offsetAt(at, zone) % step.ms !== 0);
}

/** Where the bucket after the one that begins at `start` begins. */
export function nextOf(start: number, step: Step, zone: string): number {
  if (step.calendar === null && step.ms <= HOUR_MS) return nextShort(start, step, zone);
  // The middle of the next one, so that no change of the clocks leads into this one or past the next.
  const local = localOf(start, zone);
  const after = step.calendar === null ? floorTo(local, step.ms) + step.ms * 1.5 : calendarNext(local, step.calendar);
  for (let ahead = after; ; ahead += step.ms) {
    const next = bucketOf(instantOf(ahead, zone), step, zone);
    if (next > start) return next;
  }
}

/** Where clocks change by half an hour, a bucket of an hour is cut short. */
function nextShort(start: number, step: Step, zone: string): number {
  const whole = start + step.ms;
  if (step.ms % (HOUR_MS / 2) !== 0 || offsetAt(start, zone) === offsetAt(whole, zone)) return whole;
  const half = bucketOf(start + HOUR_MS / 2, step, zone);
  return half > start && half < whole ? half : bucketOf(whole, step, zone);
}

const floorTo = (local: number, ms: number) => ORIGIN + Math.floor((local - ORIGIN) / ms) * ms;

function calendarStart(local: number, unit: string): number {
  if (unit === 'day') return Math.floor(local / DAY_MS) * DAY_MS;
  if (unit === 'week') return floorTo(local, 7 * DAY_MS);
  const date = new Date(local);
  const months = MONTHS[unit] ?? 1;
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months, 1);
}

/** Some local moment well within the next day, week, month. */
function calendarNext(local: number, unit: string): number {
  const start = calendarStart(local + HOUR_MS, unit);
  if (unit === 'day') return start + 1.5 * DAY_MS;
  if (unit === 'week') return start + 8 * DAY_MS;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (MONTHS[unit] ?? 1), 2);
}
