/** A time as a clock on the wall shows it, in some zone. `month` counts from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times more than using it. */
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    const numeric = 'numeric' as const;
    const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory', { ...fields, timeZone: zone, hourCycle: 'h23' });
    clocks.set(zone, clock);
  }
  return clock;
}

export function wallTimeOf(epoch: number, zone: string): WallTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of clockOf(zone).formatToParts(epoch)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/**
 * The instant at which a clock in the zone shows this time. Fields may overflow, as with Date.UTC. Of an hour that comes
 * twice the first is taken; a time that the clock jumps over becomes the one as much later.
 */
export function epochOf({ year, month, day, hour, minute, second }: WallTime, zone: string): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const candidates = [asUtc - offsetAt(asUtc - 86_400_000, zone), asUtc - offsetAt(asUtc + 86_400_000, zone)];
  const real = candidates.filter((epoch) => epoch + offsetAt(epoch, zone) === asUtc);
  return real.length > 0 ? Math.min(...real) : Math.max(...candidates);
}

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(epoch: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallTimeOf(epoch, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epoch / 1000) * 1000;
}
