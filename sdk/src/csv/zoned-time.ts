const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Twelve years of hours: more would be memory for nothing. */
const REMEMBERED_HOURS = 100_000;

/** Making one costs a thousand times as much as using it. */
const clockOf = (timezone: string) =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

/** How far local time in a zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, clock: Intl.DateTimeFormat): number {
  const parts = clock.formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '00';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(local) - Math.floor(instant / 1000) * 1000;
}

/**
 * Called by readers of files whose times carry no zone. Takes a local time written as if it were UTC (`Date.UTC(…)`) and
 * gives the instant. An hour that happens twice in autumn is read as its first occurrence. Offsets are looked up once per
 * local hour, not per row.
 */
export function zonedInstants(timezone: string): (asUtc: number) => number {
  const clock = clockOf(timezone);
  const offsets = new Map<number, number>();
  return (asUtc) => {
    const hour = Math.floor(asUtc / HOUR);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      if (offsets.size >= REMEMBERED_HOURS) offsets.clear();
      offsets.set(hour, (offset = earliestOffset(asUtc, clock)));
    }
    return asUtc - offset;
  };
}

/** Called by the demo: as {@link zonedInstants}, from a text such as `2014-07-01 00:30:00`. Throws for any other text. */
export function zonedTimes(timezone: string): (local: string) => number {
  const toInstant = zonedInstants(timezone);
  return (local) => {
    const asUtc = Date.parse(`${local.slice(0, 19).replace(' ', 'T')}Z`);
    if (Number.isNaN(asUtc)) throw new RangeError(`"${local}" is no local time.`);
    return toInstant(asUtc);
  };
}

/** Of the offsets a day before and after, the larger one that holds at its own instant: the first occurrence. */
function earliestOffset(asUtc: number, clock: Intl.DateTimeFormat): number {
  const around = [offsetAt(asUtc - DAY, clock), offsetAt(asUtc + DAY, clock)];
  const holding = around.filter((offset) => offsetAt(asUtc - offset, clock) === offset);
  return holding.length > 0 ? Math.max(...holding) : (around[0] as number);
}
