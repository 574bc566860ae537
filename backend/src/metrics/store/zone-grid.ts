import { DAY_MS, HOUR_MS } from './rollup-rows.js';

/** The widest spans of UTC that never lie across a boundary of the zone's days or hours. */
export type Grid = 'day' | 'hour' | 'quarter' | 'none';

const WIDTHS: readonly [Grid, number][] = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['quarter', HOUR_MS / 4],
];
const WIDEST_FIRST: readonly Grid[] = ['day', 'hour', 'quarter', 'none'];
/** Between two changes of any zone's clocks lies more. */
const SAMPLE_MS = 7 * DAY_MS;
const MOST_KNOWN = 5000;
const known = new Map<string, Grid>();

/** By what the zone's clocks show from one instant to another, changes of the clocks included. */
export function gridOf(timezone: string, from: number, to: number): Grid {
  let grid: Grid = 'day';
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    const key = `${timezone} ${String(year)}`;
    const ofYear = known.get(key) ?? gridOfYear(timezone, year);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, ofYear);
    if (WIDEST_FIRST.indexOf(ofYear) > WIDEST_FIRST.indexOf(grid)) grid = ofYear;
  }
  return grid;
}

function gridOfYear(timezone: string, year: number): Grid {
  const marks = marksOfYear(timezone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
  return WIDTHS.find(([, width]) => marks.every((mark) => mark % width === 0))?.[0] ?? 'none';
}

/** All offsets of the year, and all instants at which they change. */
function marksOfYear(timezone: string, begin: number, end: number): number[] {
  const offsetAt = offsetsOf(timezone);
  const marks = [offsetAt(begin)];
  for (let at = begin; at < end; at += SAMPLE_MS) {
    const next = Math.min(at + SAMPLE_MS, end);
    if (offsetAt(next) !== offsetAt(at)) marks.push(offsetAt(next), changeBetween(offsetAt, at, next));
  }
  return marks;
}

function changeBetween(offsetAt: (instant: number) => number, before: number, after: number): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === offsetAt(low)) low = middle;
    else high = middle;
  }
  return high;
}

/** Milliseconds that the zone's clocks are ahead of UTC. */
function offsetsOf(timezone: string): (instant: number) => number {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  return (instant) => {
    const name = clock.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes, seconds = '0'] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
    if (sign === undefined) return 0;
    const ahead = Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1000;
    return sign === '-' ? -ahead : ahead;
  };
}

const yearOf = (instant: number) => new Date(instant).getUTCFullYear();
