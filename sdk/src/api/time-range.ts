import * as z from 'zod';

const MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const RELATIVE = /^now(?:-(\d{1,5})([smhdw]))?$/;

/** An edge of a time range: `now`, `now-6h` (s m h d w) or an ISO 8601 instant. */
export const TimeEdge = z
  .string()
  .refine((text) => RELATIVE.test(text) || z.iso.datetime({ offset: true }).safeParse(text).success, {
    message: 'Write "now", "now-6h" or an instant such as "2026-01-31T00:00:00Z".',
  });
export type TimeEdge = z.output<typeof TimeEdge>;

/** A range as people choose it and dashboards keep it. */
export const TimeRangeChoice = z.object({ from: TimeEdge, to: TimeEdge });
export type TimeRangeChoice = z.output<typeof TimeRangeChoice>;

/** The years 1 to 9999, in epoch milliseconds: beyond them dates are written in ways that not everybody reads. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_800_000;
const Moment = z.int().min(EARLIEST).max(LATEST);

/** A range in epoch milliseconds: `from` is inside, `to` is not. */
export const TimeWindow = z
  .object({ from: Moment, to: Moment })
  .refine(({ from, to }) => from < to, { message: 'The range must end after it begins.', path: ['to'] });
export type TimeWindow = z.output<typeof TimeWindow>;

/** A window in the query string: `?from=…&to=…`, epoch milliseconds. */
export const TimeWindowParams = z
  .object({ from: z.coerce.number().pipe(Moment), to: z.coerce.number().pipe(Moment) })
  .refine(({ from, to }) => from < to, { message: 'The range must end after it begins.', path: ['to'] });

export const Timezone = z.string().max(64).refine(isTimezone, 'This is not a time zone of the IANA database.');

/** Epoch milliseconds of an edge; the caller says what time it is. Throws a RangeError for what {@link TimeEdge} refuses. */
export function resolveEdge(edge: TimeEdge, now: number): number {
  const relative = RELATIVE.exec(edge);
  if (relative) return now - Number(relative[1] ?? 0) * MS[(relative[2] ?? 's') as keyof typeof MS];
  const instant = Date.parse(edge);
  if (Number.isNaN(instant)) throw new RangeError(`"${edge}" is no time.`);
  return instant;
}

export function resolveRange({ from, to }: TimeRangeChoice, now: number): TimeWindow {
  return { from: resolveEdge(from, now), to: resolveEdge(to, now) };
}

/** True where the range moves with the clock. */
export const isRelative = ({ from, to }: TimeRangeChoice) => RELATIVE.test(from) || RELATIVE.test(to);

function isTimezone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
