import type { WidgetInput } from '@quarterdeck/sdk';
import { wallClock } from './wall-clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1000, 5000, 15_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY],
];

/** Time in columns of equal width, as the clocks of the zone show it. */
export interface TimeColumns {
  readonly names: readonly string[];
  /** Undefined outside the range. */
  columnOf(at: number): number | undefined;
}

/** Not more columns than have room, and none finer than the data. */
export function timeColumns(
  { range, locale }: Pick<WidgetInput, 'range' | 'locale'>,
  most: number,
  finest: number,
): TimeColumns {
  const wallOf = wallClock(range.timezone);
  const span = range.to - range.from;
  const step = STEPS.find((one) => one >= finest && span / one <= most) ?? Math.max(finest, Math.ceil(span / most));
  const first = Math.floor(wallOf(range.from) / step);
  const last = Math.max(first, Math.ceil(wallOf(range.to) / step) - 1);
  const write = writer(step, span, locale);
  return {
    names: Array.from({ length: last - first + 1 }, (_, at) => write((first + at) * step)),
    columnOf: (at) => {
      const column = Math.floor(wallOf(at) / step) - first;
      return Number.isFinite(at) && column >= 0 && column <= last - first ? column : undefined;
    },
  };
}

function writer(step: number, span: number, locale: string): (wall: number) => string {
  const day = { day: 'numeric', month: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const seconds = step < MINUTE ? { second: '2-digit' as const } : {};
  const year = span > 360 * DAY ? { year: 'numeric' as const } : {};
  const form = step >= DAY ? { ...day, ...year } : span <= DAY ? { ...time, ...seconds } : { ...day, ...time };
  // The wall time is written as if it were UTC: the zone is in it already.
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...form });
  const seen = new Map<string, number>();
  return (wall) => {
    const text = format.format(wall);
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count === 1 ? text : `${text} (${count})`;
  };
}
