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

/** A span as short as it can be said: what both ends share is written once. */
export function spanText({ from, to }: { from: number; to: number }, zone: string, locale: string): string {
  const whole = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const isDays = to - from >= 7 * 86_400_000;
  return new Intl.DateTimeFormat(locale, { timeZone: zone, ...whole, ...(isDays ? {} : time) }).formatRange(from, to);
}
