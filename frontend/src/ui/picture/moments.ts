import { wallTimeOf } from './zoned-time';

/** `Tue 4 Nov 2014, 18:30` in the zone; seconds only where they are not zero. */
export function momentText(at: number, zone: string, locale: string): string {
  const seconds = at % 60_000 === 0 ? {} : { second: '2-digit' as const };
  return new Intl.DateTimeFormat(locale, {
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

/** When an annotation was: whole days without their midnights, the end of a span left out of it. */
export function whenText({ from, to }: { from: number; to: number | null }, zone: string, locale: string): string {
  const isMidnight = (at: number) => {
    const { hour, minute, second } = wallTimeOf(at, zone);
    return hour + minute + second === 0;
  };
  const days = { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' } as const;
  if (to === null) {
    return isMidnight(from)
      ? new Intl.DateTimeFormat(locale, { ...days, weekday: 'short' }).format(from)
      : momentText(from, zone, locale);
  }
  if (!isMidnight(from) || !isMidnight(to)) return spanText({ from, to }, zone, locale);
  return new Intl.DateTimeFormat(locale, days).formatRange(from, Math.max(from, to - 1));
}

/** A span as short as it can be said: what both ends share is written once. */
export function spanText({ from, to }: { from: number; to: number }, zone: string, locale: string): string {
  const whole = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const isDays = to - from >= 7 * 86_400_000;
  return new Intl.DateTimeFormat(locale, { timeZone: zone, ...whole, ...(isDays ? {} : time) }).formatRange(from, to);
}
