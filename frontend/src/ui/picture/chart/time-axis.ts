import { timeFormat } from '../values/time-formats';
import { epochOf, wallTimeOf, type WallTime } from '../values/zoned-time';

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
interface Step {
  readonly unit: Unit;
  readonly count: number;
}
export interface TimeTick {
  readonly at: number;
  /** What changes from tick to tick. */
  readonly text: string;
  /** What stays the same for several ticks, said once where it begins: the day under hours, the year under months. */
  readonly context: string;
}

const of = (unit: Unit, ...counts: number[]): Step[] => counts.map((count) => ({ unit, count }));
const STEPS: readonly Step[] = [
  ...of('second', 1, 5, 15, 30),
  ...of('minute', 1, 2, 5, 10, 15, 30),
  ...of('hour', 1, 2, 3, 6, 12),
  ...of('day', 1, 2),
  ...of('week', 1, 2),
  ...of('month', 1, 2, 3, 6),
  ...of('year', 1, 2, 5, 10, 20, 50, 100),
];
const MS: Record<Unit, number> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_629_800_000,
  year: 31_557_600_000,
};

/**
 * Round times between `from` and `to` as clocks and calendars of the zone show them, at most `atMost`, with their labels:
 * whole hours, midnights, Mondays, first days of months, whatever keeps the number small.
 */
export function timeTicks(
  { from, to }: { from: number; to: number },
  zone: string,
  locale: string,
  atMost: number,
): TimeTick[] {
  const fits = (step: Step) => (to - from) / (MS[step.unit] * step.count) <= atMost + 1;
  for (const step of STEPS.filter(fits)) {
    const ticks = ticksOf(step, from, to, zone);
    if (ticks.length <= atMost) return labelled(ticks, step.unit, zone, locale);
  }
  return [];
}

function ticksOf({ unit, count }: Step, from: number, to: number, zone: string): number[] {
  const ticks: number[] = [];
  const start = floored(wallTimeOf(from, zone), unit, count);
  for (let at = 0; at < 500; at++) {
    const epoch = epochOf(moved(start, unit, at * count), zone);
    if (epoch > to) break;
    if (epoch >= from && epoch > (ticks.at(-1) ?? -Infinity)) ticks.push(epoch);
  }
  return ticks;
}

const down = (value: number, step: number) => Math.floor(value / step) * step;

function floored(wall: WallTime, unit: Unit, count: number): WallTime {
  const { year, month, day, hour, minute, second } = wall;
  const midnight = { year, month, day, hour: 0, minute: 0, second: 0 };
  switch (unit) {
    case 'second':
      return { ...wall, second: down(second, count) };
    case 'minute':
      return { ...midnight, hour, minute: down(minute, count) };
    case 'hour':
      return { ...midnight, hour: down(hour, count) };
    case 'day':
      return { ...midnight, day: day - (dayNumber(midnight) % count) };
    case 'week':
      // The fifth day of 1970 was a Monday.
      return { ...midnight, day: day - ((((dayNumber(midnight) - 4) % (7 * count)) + 7 * count) % (7 * count)) };
    case 'month':
      return { ...midnight, month: down(month - 1, count) + 1, day: 1 };
    case 'year':
      return { ...midnight, year: down(year, count), month: 1, day: 1 };
  }
}

const dayNumber = ({ year, month, day }: WallTime) => Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);

function moved(wall: WallTime, unit: Unit, by: number): WallTime {
  if (unit === 'week') return { ...wall, day: wall.day + by * 7 };
  return { ...wall, [unit]: wall[unit] + by };
}

function labelled(ticks: readonly number[], unit: Unit, zone: string, locale: string): TimeTick[] {
  const { text, context } = writers(unit, zone, locale);
  let last = '';
  return ticks.map((at, index) => {
    const said = context(at, index === 0);
    const changed = said.key !== last;
    last = said.key;
    return { at, text: text(at), context: changed ? said.text : '' };
  });
}

function writers(unit: Unit, zone: string, locale: string) {
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = timeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
    return (at: number) => format.format(at);
  };
  const year = write({ year: 'numeric' });
  const ofYear = (at: number) => ({ key: year(at), text: year(at) });
  switch (unit) {
    case 'year':
      return { text: year, context: () => ({ key: '', text: '' }) };
    case 'month':
      return { text: write({ month: 'short' }), context: ofYear };
    case 'week':
    case 'day':
      return { text: write({ day: 'numeric', month: 'short' }), context: ofYear };
    default: {
      const day = write({ weekday: 'short', day: 'numeric', month: 'short' });
      const first = write({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
      const seconds = unit === 'second' ? { second: '2-digit' as const } : {};
      return {
        text: write({ hour: '2-digit', minute: '2-digit', ...seconds }),
        context: (at: number, isFirst: boolean) => ({ key: day(at), text: isFirst ? first(at) : day(at) }),
      };
    }
  }
}
