import { zonedInstants } from './zoned-time.js';

/**
 * How a column of a file writes its times. `iso` is `2026-11-20`, `2026-11-20 14:30[:05[.123]]` or with a `T`, with or
 * without a zone; the others take an optional `HH:mm[:ss]` after the day.
 */
export const TIME_FORMATS = [
  'iso',
  'day.month.year',
  'month/day/year',
  'day/month/year',
  'epoch-s',
  'epoch-ms',
] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const CLOCK = String.raw`(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${CLOCK}\s?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$`, 'i');
const DOTS = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})${CLOCK}$`);
const SLASHES = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${CLOCK}$`);
const WHOLE = /^\d{1,16}(?:\.\d+)?$/;

/** Why a text is no time: `unreadable` in this format, or not between 1970 and 2100. */
export type TimeFault = 'unreadable' | 'out-of-range';

/** Called by the preview and by the server, once per file: reads one cell to epoch milliseconds, or says why not. */
export function timeReader(format: TimeFormat, timezone: string): (cell: string) => number | TimeFault {
  const read = readerOf(format, zonedInstants(timezone));
  return (cell) => {
    const time = read(cell.trim());
    if (Number.isNaN(time)) return 'unreadable';
    return time >= EARLIEST && time < LATEST ? time : 'out-of-range';
  };
}

type ToInstant = (asUtc: number) => number;

function readerOf(format: TimeFormat, toInstant: ToInstant): (cell: string) => number {
  switch (format) {
    case 'iso':
      return (cell) => readIso(ISO.exec(cell), toInstant);
    case 'day.month.year':
      return (cell) => readParts(DOTS.exec(cell), [3, 2, 1], toInstant);
    case 'month/day/year':
      return (cell) => readParts(SLASHES.exec(cell), [3, 1, 2], toInstant);
    case 'day/month/year':
      return (cell) => readParts(SLASHES.exec(cell), [3, 2, 1], toInstant);
    case 'epoch-s':
      return (cell) => (WHOLE.test(cell) ? Math.round(Number(cell) * 1000) : NaN);
    case 'epoch-ms':
      return (cell) => (WHOLE.test(cell) ? Math.round(Number(cell)) : NaN);
  }
}

function readIso(found: RegExpExecArray | null, toInstant: ToInstant): number {
  const zone = found?.[8];
  if (zone === undefined) return readParts(found, [1, 2, 3], toInstant);
  const offset = offsetOf(zone);
  return readParts(found, [1, 2, 3], (asUtc) => asUtc - offset);
}

function offsetOf(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return sign * minutes * 60_000;
}

/** `places` says which groups hold year, month and day. A day that no calendar has, such as 31 April, is NaN. */
function readParts(found: RegExpExecArray | null, places: readonly [number, number, number], toInstant: ToInstant) {
  if (!found) return NaN;
  const [year, month, day] = places.map((place) => Number(found[place])) as [number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN;
  const clock = clockMs(found);
  return Number.isNaN(clock) ? NaN : toInstant(Date.UTC(year, month - 1, day) + clock);
}

/** Milliseconds since midnight; none written is midnight, and NaN what no clock shows. */
function clockMs({ 4: hours = '0', 5: minutes = '0', 6: seconds = '0', 7: fraction }: RegExpExecArray): number {
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  return ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0));
