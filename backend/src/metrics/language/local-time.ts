import { offsetAt } from '@quarterdeck/sdk/api/zone-offset';

/**
 * The instant of a local time written as if it were UTC, by the rule of PostgreSQL, whose buckets these are: an hour that the
 * clocks leave out is read with the offset before, one that comes twice is the second one.
 */
export function instantOf(local: number, zone: string): number {
  const before = local - offsetAt(local - DAY_MS, zone);
  const after = local - offsetAt(local + DAY_MS, zone);
  if (before === after) return before;
  const holding = [before, after].filter((instant) => instant + offsetAt(instant, zone) === local);
  return holding.length > 0 ? Math.max(...holding) : before;
}

export const localOf = (instant: number, zone: string) => instant + offsetAt(instant, zone);

const DAY_MS = 86_400_000;
const PLAIN: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7 };

/**
 * A moment so much earlier, or with 1 later. Days and longer are steps on the zone's calendar: a day before nine o'clock is
 * nine o'clock. NaN where that month or year has no such day.
 */
export function moved(instant: number, duration: string, direction: 1 | -1, zone: string): number {
  const [, digits = '0', unit = 's'] = /^(\d+)([a-z]+)$/.exec(duration) ?? [];
  const count = Number(digits) * direction;
  const plain = PLAIN[unit];
  if (plain !== undefined) return instant + count * plain;
  const local = localOf(instant, zone);
  const days = DAYS[unit];
  const other =
    days === undefined ? monthsLater(local, unit === 'y' ? count * 12 : count) : local + count * days * DAY_MS;
  return Number.isNaN(other) ? NaN : instantOf(other, zone);
}

function monthsLater(local: number, months: number): number {
  const date = new Date(local);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getUTCDate() === day ? date.getTime() : NaN;
}

/** For the ends of a range, which must be somewhere: the 31st of a month that has 30 days is the day after its last. */
export function movedEnd(instant: number, duration: string, direction: 1 | -1, zone: string): number {
  for (let days = 0; days < 4; days++) {
    const end = moved(instant + days * DAY_MS, duration, direction, zone);
    if (!Number.isNaN(end)) return end;
  }
  return instant;
}
