const DAY_MS = 86_400_000;
const offsets = new Map<string, number>();
const MOST_KEPT = 5000;

/** How far the zone's clock is ahead of UTC, in milliseconds. Clocks change at most once a day: two lookups tell of all of it. */
export function offsetAt(epoch: number, zone: string): number {
  const day = Math.floor(epoch / DAY_MS) * DAY_MS;
  const [before, after] = [knownOffset(day, zone), knownOffset(day + DAY_MS, zone)];
  return before === after ? before : readOffset(epoch, zone);
}

function knownOffset(day: number, zone: string): number {
  const key = `${zone} ${day}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size >= MOST_KEPT) offsets.clear();
    offsets.set(key, (offset = readOffset(day, zone)));
  }
  return offset;
}

function readOffset(epoch: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(epoch);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = 0, minutes = 0, seconds = 0] = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(name) ?? [];
  const ahead = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ahead : ahead;
}
