import * as z from 'zod';
import type { TimeWindow } from './time-range.js';
import { offsetAt } from './zone-offset.js';

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
