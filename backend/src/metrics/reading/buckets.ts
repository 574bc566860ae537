const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths people can name. From a day on, buckets follow the calendar of the zone. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  DAY,
  7 * DAY,
  30 * DAY,
  90 * DAY,
  365 * DAY,
];

/** What `date_trunc` calls the calendar steps. */
const CALENDAR: Record<number, string> = {
  [DAY]: 'day',
  [7 * DAY]: 'week',
  [30 * DAY]: 'month',
  [90 * DAY]: 'quarter',
  [365 * DAY]: 'year',
};

export interface Step {
  readonly ms: number;
  /** The unit of the calendar, or null for a step that is a plain span of time. */
  readonly calendar: string | null;
}

const WORDS: Record<string, number> = {
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
  mo: 30 * DAY,
  q: 90 * DAY,
  y: 365 * DAY,
};

/** The step that people ask for by name: `15m`, `1h`, `1d`, `1mo`. */
export function stepNamed(name: string): Step {
  const [, count = '1', word = 's'] = /^(\d+)([a-z]+)$/.exec(name) ?? [];
  return stepOf(Number(count) * (WORDS[word] ?? SECOND));
}

/** All steps, the widest first. */
export const stepsDown = (): Step[] => STEPS.map(stepOf).reverse();

const stepOf = (ms: number): Step => ({ ms, calendar: CALENDAR[ms] ?? null });

/** The narrowest named step that cuts `spanMs` into at most `maxPoints` buckets. */
export function chooseStep(spanMs: number, maxPoints: number): Step {
  const needed = spanMs / maxPoints;
  const ms = STEPS.find((step) => step >= needed) ?? 365 * DAY;
  return stepOf(ms);
}

/** `30 min`, `1 h`, `1 d`: how a step is written where a number tells its source. */
export function nameStep({ ms, calendar }: Step): string {
  if (calendar) return `1 ${calendar}`;
  if (ms >= HOUR) return `${String(ms / HOUR)} h`;
  return ms >= MINUTE ? `${String(ms / MINUTE)} min` : `${String(ms / SECOND)} s`;
}
