const MINUTE = 60_000;

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
 * Turns local times of one zone, as `2014-07-01 00:30:00`, into epoch milliseconds. An hour that happens twice in autumn
 * is read as its first occurrence. Offsets are looked up once per local day and hour, not per row.
 */
export function zonedTimes(timezone: string): (local: string) => number {
  const clock = clockOf(timezone);
  const offsets = new Map<string, number>();
  return (local) => {
    const asUtc = Date.parse(`${local.slice(0, 19).replace(' ', 'T')}Z`);
    if (Number.isNaN(asUtc)) throw new RangeError(`"${local}" is no local time.`);
    const hour = local.slice(0, 13);
    let offset = offsets.get(hour);
    if (offset === undefined) offsets.set(hour, (offset = earliestOffset(asUtc, clock)));
    return asUtc - offset;
  };
}

/** Of the offsets a day before and after, the larger one that holds at its own instant: the first occurrence. */
function earliestOffset(asUtc: number, clock: Intl.DateTimeFormat): number {
  const around = [offsetAt(asUtc - 1440 * MINUTE, clock), offsetAt(asUtc + 1440 * MINUTE, clock)];
  const holding = around.filter((offset) => offsetAt(asUtc - offset, clock) === offset);
  return holding.length > 0 ? Math.max(...holding) : (around[0] as number);
}
