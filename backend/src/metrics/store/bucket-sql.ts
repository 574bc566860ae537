import type { Step } from '../reading/buckets.js';
import { cutsOnLocalClock } from '../language/bucket-grid.js';
import { PARTS_OF_ADDITION } from './rollup-folding.js';
import { DAY_MS, HOUR_MS } from './rollup-rows.js';
import { gridOf, type Grid } from './zone-grid.js';

export type Aggregate = 'avg' | 'min' | 'max' | 'sum' | 'count' | 'last';

export interface PointRange {
  /** Ids that row level security has already let through. */
  readonly seriesIds: readonly number[];
  readonly from: number;
  readonly to: number;
  /** The points as they were known then, in epoch milliseconds; as they are where it is left out. */
  readonly asKnownAt?: number | undefined;
}

export interface BucketQuestion extends PointRange {
  readonly step: Step;
  readonly aggregate: Aggregate;
  /** Where days, weeks and months begin. */
  readonly timezone: string;
}

/** A statement that answers rows of {@link PointRow}. The name stands for the text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Of what a bucket is put together: points, or what spans of UTC come to. */
export type Source = 'points' | 'quarters' | '1h' | '1d';

/** In shorter ranges the points themselves are read as fast. */
const SHORTEST_ROLLED_MS = 2 * DAY_MS;

/** The widest spans that lie in one bucket each. `rolled` says whether there are rollups of all the series. */
export function sourceOf({ from, to, step, timezone }: Cut, rolled: boolean): Source {
  const grid = gridFor({ from, to, step, timezone });
  if (grid === 'none' || to - from < SHORTEST_ROLLED_MS) return 'points';
  if (rolled && grid !== 'quarter') return grid === 'day' && step.calendar !== null ? '1d' : '1h';
  return step.calendar === null ? 'points' : 'quarters';
}

function gridFor({ step, timezone, from, to }: Cut): Grid {
  if (step.ms < HOUR_MS || cutsOnLocalClock(step, { from, to }, timezone)) return 'none';
  return step.ms === HOUR_MS ? 'hour' : gridOf(timezone, from, to);
}

/** One row per series and bucket that holds points. */
export function bucketStatement(question: BucketQuestion, source: Source): Statement {
  const { seriesIds, from, to, aggregate } = question;
  const bucket = bucketOf(question);
  const values = [seriesIds, new Date(from), new Date(to), ...bucket.values];
  const edge = values.length + 1;
  const of = source === 'points' ? ofPoints(aggregate) : ofParts(aggregate, partsOf(source, edge));
  const text = `
    select series_id, ${MILLISECONDS(bucket.begin)}, value, n, total, low, high from (
      select series_id, ${bucket.of} as bucket, ${of} group by 1, 2
    ) as buckets order by series_id, bucket`;
  return {
    name: `buckets_${bucket.name}_${aggregate}_${source}`,
    text,
    values: [...values, ...edgesOf(question, source)],
  };
}

export const MILLISECONDS = (column: string) => `extract(epoch from ${column})::float8 * 1000`;

export const ORIGIN = `'2000-01-03'`;

type Cut = Pick<BucketQuestion, 'step' | 'timezone' | 'from' | 'to'>;

/** What a question's buckets are in SQL. */
export interface BucketKey {
  readonly name: string;
  /** What a point's bucket is, of `ts`: the group key stays bare, converting it inside the grouping costs eight times as much. */
  readonly of: string;
  /** The instant at which it begins, of `bucket`. */
  readonly begin: string;
  /** What stands for $4 and $5. */
  readonly values: readonly string[];
}

export function bucketOf({ step, timezone, from, to }: Cut): BucketKey {
  const span = `${String(step.ms)} milliseconds`;
  if (step.calendar) {
    const of = `date_trunc('${step.calendar}', ts, $4)`;
    return { name: step.calendar, of, begin: 'bucket', values: [timezone] };
  }
  const local = `date_bin($4::interval, ts at time zone $5, ${ORIGIN})`;
  // Steps of several hours begin at midnight of the zone, also after its clocks have been changed.
  if (step.ms > HOUR_MS) return { name: 'local', of: local, begin: 'bucket at time zone $5', values: [span, timezone] };
  // Hours of a zone that is not whole hours ahead begin so long before a point as its own clock says.
  if (cutsOnLocalClock(step, { from, to }, timezone)) {
    return { name: 'odd', of: `ts - (ts at time zone $5 - ${local})`, begin: 'bucket', values: [span, timezone] };
  }
  return { name: 'bin', of: `date_bin($4::interval, ts, ${ORIGIN})`, begin: 'bucket', values: [span] };
}

const OF_POINTS: Record<Aggregate, string> = {
  avg: 'avg(value)',
  min: 'min(value)',
  max: 'max(value)',
  sum: 'sum(value)',
  count: 'count(*)::float8',
  last: '(array_agg(value order by ts desc))[1]',
};
const OF_PARTS: Record<Aggregate, string> = {
  avg: 'sum(sum) / sum(n)',
  min: 'min(min)',
  max: 'max(max)',
  sum: 'sum(sum)',
  count: 'sum(n)::float8',
  last: '(array_agg(last order by last_ts desc))[1]',
};

/** The value, and what all points of the bucket come to, whatever the value says of them. */
const ofPoints = (aggregate: Aggregate) => `
  ${OF_POINTS[aggregate]} as value, count(*)::float8 as n, sum(value) as total, min(value) as low, max(value) as high
    from point ${WHERE}`;
const ofParts = (aggregate: Aggregate, parts: string) => `
  ${OF_PARTS[aggregate]} as value, sum(n)::float8 as n, sum(sum) as total, min(min) as low, max(max) as high
    from (${parts}) as parts`;

export const WHERE = 'where series_id = any($1::int[]) and ts >= $2 and ts < $3';

/** From the first whole hour in the range to the one that is not whole any more, and the same of days. */
export function edgesOf({ from, to }: PointRange, source: Source): Date[] {
  const whole = (width: number) => {
    const begin = Math.ceil(from / width) * width;
    return [new Date(begin), new Date(Math.max(begin, Math.floor(to / width) * width))];
  };
  if (source === '1h') return whole(HOUR_MS);
  return source === '1d' ? [...whole(HOUR_MS), ...whole(DAY_MS)] : [];
}

/** `edge` is the number of the first parameter that {@link edgesOf} gives. */
function partsOf(source: Exclude<Source, 'points'>, edge: number): string {
  if (source === 'quarters') return pointsBy('15 minutes', WHERE);
  const at = (nth: number) => `$${String(edge + nth)}::timestamptz`;
  const hours = { begin: at(0), end: at(1) };
  const ends = `where series_id = any($1::int[]) and (ts >= $2 and ts < ${hours.begin} or ts >= ${hours.end} and ts < $3)`;
  const points = `${pointsBy('1 hour', ends)} union all ${dirtyHours(hours)} union all ${waiting(hours)}`;
  const ofHours = `${rollups('rollup_1h', hours)} and ${notDirty('1 hour')}`;
  if (source === '1h') return `${points} union all ${ofHours}`;
  const days = { begin: at(2), end: at(3) };
  return `${points}
    union all ${rollups('rollup_1d', days)} and ${notDirty('1 day')}
    union all ${ofHours} and (ts < ${days.begin} or ts >= ${days.end} or ${isDirtyDay})`;
}
export interface Span {
  readonly begin: string;
  readonly end: string;
}

const SUMS = `count(*) as n, sum(value) as sum, min(value) as min, max(value) as max,
  (array_agg(value order by point.ts desc))[1] as last, max(point.ts) as last_ts`;

const pointsBy = (width: string, where: string) => `
  select series_id, date_bin('${width}', ts, ${ORIGIN}) as ts, ${SUMS} from point ${where} group by 1, 2`;

/** Hours that wait for being made right are read from their points. */
const dirtyHours = ({ begin, end }: Span) => `
  select mark.series_id, mark.ts, ${SUMS} from rollup_dirty mark
    join point on point.series_id = mark.series_id and point.ts >= mark.ts and point.ts < mark.ts + interval '1 hour'
     and point.ts >= ${begin} and point.ts < ${end}
   where mark.series_id = any($1::int[]) and mark.ts >= ${begin} and mark.ts < ${end} group by 1, 2`;

/** What was written and is not added to the rollups yet. */
const waiting = ({ begin, end }: Span) => `
  select known.series_id, known.ts, known.n, known.sum, known.min, known.max, known.last, known.last_ts
    from rollup_addition addition, ${PARTS_OF_ADDITION}
   where addition.from_ts < ${end} and addition.to_ts >= ${begin} and known.series_id = any($1::int[])
     and known.ts >= ${begin} and known.ts < ${end} and ${notDirty('1 hour')}`;

const rollups = (table: string, { begin, end }: Span) => `
  select series_id, ts, n, sum, min, max, last, last_ts from ${table} as known
   where series_id = any($1::int[]) and ts >= ${begin} and ts < ${end}`;

const dirtyIn = (begin: string, width: string) => `exists (
  select from rollup_dirty mark where mark.series_id = known.series_id
     and mark.ts >= ${begin} and mark.ts < ${begin} + interval '${width}')`;
const notDirty = (width: string) => `not ${dirtyIn('known.ts', width)}`;
const isDirtyDay = dirtyIn(`date_bin('1 day', known.ts, ${ORIGIN})`, '1 day');
