import { timeFormat } from './time-formats';
import { wallTimeOf } from './zoned-time';

/** `Tue 4 Nov 2014, 18:30` in the zone; seconds only where they are not zero. */
export function momentText(at: number, zone: string, locale: string): string {
  const seconds = at % 60_000 === 0 ? {} : { second: '2-digit' as const };
  return timeFormat(locale, {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...seconds,
  }).format(at);
}

/** {@link momentText} where the page does not say the zone already. */
export const zonedText = (at: number, zone: string, locale: string): string =>
  `${momentText(at, zone, locale)} (${zone.replaceAll('_', ' ')})`;

/** `Tue 4 Nov 2014, 12:00–18:00`: the span that one value stands for; whole days without their midnights. */
export function bucketText({ from, to }: { from: number; to: number }, zone: string, locale: string): string {
  const isDays = isMidnight(from, zone) && isMidnight(to, zone);
  const style = { timeZone: zone, weekday: 'short', ...DAY, ...(isDays ? {} : TIME) } as const;
  return timeFormat(locale, style).formatRange(from, isDays ? to - 1 : to);
}

/** When an annotation was: a moment at midnight is a day. */
export function whenText({ from, to }: { from: number; to: number | null }, zone: string, locale: string): string {
  if (to !== null) return spanText({ from, to }, zone, locale);
  if (!isMidnight(from, zone)) return momentText(from, zone, locale);
  return timeFormat(locale, { timeZone: zone, ...DAY, weekday: 'short' }).format(from);
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const LONG_MS = 60 * 86_400_000;

/**
 * A span as short as it can be said: what both ends share is written once. Whole days and long spans are told in days,
 * from the first to the last that they touch: the end of a span is not in it.
 */
export function spanText({ from, to }: { from: number; to: number }, zone: string, locale: string): string {
  const isDays = to - from >= LONG_MS || (isMidnight(from, zone) && isMidnight(to, zone));
  if (isDays) return timeFormat(locale, { timeZone: zone, ...DAY }).formatRange(from, Math.max(from, to - 1));
  const isShort = to - from < 3_600_000 && (from % 60_000 !== 0 || to % 60_000 !== 0);
  const time = isShort ? { ...TIME, second: '2-digit' as const } : TIME;
  return timeFormat(locale, { timeZone: zone, ...DAY, ...time }).formatRange(from, to);
}

function isMidnight(at: number, zone: string): boolean {
  const { hour, minute, second } = wallTimeOf(at, zone);
  return hour + minute + second === 0;
}
