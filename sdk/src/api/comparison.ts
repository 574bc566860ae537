import * as z from 'zod';
import type { TimeWindow } from './time-range.js';

/** An earlier time that a range is compared with: as long a time just before it, or the same a week or a year before. */
export const Comparison = z.enum(['period', 'week', 'year']);
export type Comparison = z.output<typeof Comparison>;

/** A range, and how it is compared. */
export interface Compared {
  readonly range: TimeWindow;
  readonly comparison: Comparison;
  readonly timezone: string;
}

const DAY_MS = 86_400_000;

/** The earlier window. A week and a year are steps on the zone's calendar, so it may be an hour longer or shorter. */
export function earlierWindow(compared: Compared): TimeWindow {
  const { from, to } = compared.range;
  const earlier = { from: earlierMoment(from, compared), to: earlierMoment(to, compared) };
  // A leap day, or an hour that the clocks jump over, has no end of its own in the other year or week.
  return earlier.from < earlier.to ? earlier : { from: earlier.from, to: earlier.from + (to - from) };
}

/** The moment that one of the present range is compared with: on a Monday at nine that of another Monday at nine. */
export const earlierMoment = (at: number, compared: Compared): number => moved(at, compared, -1);

/** Where a moment of the earlier time stands on the present range. */
export const laterMoment = (at: number, compared: Compared): number => moved(at, compared, 1);

function moved(at: number, { range, comparison, timezone }: Compared, direction: 1 | -1): number {
  if (comparison === 'period') return at + direction * (range.to - range.from);
  const clock = at + offsetAt(at, timezone);
  const other = comparison === 'week' ? clock + direction * 7 * DAY_MS : yearsLater(clock, direction);
  return other - offsetAt(other - offsetAt(other, timezone), timezone);
}

function yearsLater(clock: number, years: number): number {
  const date = new Date(clock);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}

const offsets = new Map<string, number>();
const MOST_KEPT = 5000;

/** How far the zone's clock is ahead of UTC, in milliseconds. Clocks change at most once a day: two lookups tell of all of it. */
function offsetAt(epoch: number, zone: string): number {
  const day = Math.floor(epoch / DAY_MS) * DAY_MS;
  const [before, after] = [knownOffset(day, zone), knownOffset(day + DAY_MS, zone)];
  return before === after ? before : readOffset(epoch, zone);
}

function knownOffset(day: number, zone: string): number {
  const key = `${zone} ${day}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size >= MOST_KEPT) offsets.clear();
    offsets.set(key, (offset = readOffset(day, zone)));
  }
  return offset;
}

function readOffset(epoch: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(epoch);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = 0, minutes = 0, seconds = 0] = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(name) ?? [];
  const ahead = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ahead : ahead;
}
