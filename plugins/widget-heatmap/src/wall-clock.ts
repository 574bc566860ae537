const QUARTER = 900_000;

/**
 * What clocks of a zone show at a time, as if it were UTC. Asked for each of many points, so the offset is looked up once
 * per quarter of an hour: none changes in between.
 */
export function wallClock(zone: string): (at: number) => number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const offsets = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER) * QUARTER;
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      const found = Object.fromEntries(parts.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found;
      offset = Date.UTC(year, month - 1, day, hour, minute) - quarter;
      offsets.set(quarter, offset);
    }
    return at + offset;
  };
}
