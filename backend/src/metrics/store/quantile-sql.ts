import type { Step } from '../reading/buckets.js';
import { bucketOf, edgesOf, MILLISECONDS, ORIGIN, type PointRange, type Span, type Statement } from './bucket-sql.js';
import { PARTS_OF_ADDITION } from './rollup-folding.js';
import { binOf, valueOf } from './sketch-bins.js';

export interface QuantileQuestion extends PointRange {
  readonly step: Step;
  readonly timezone: string;
  /** Which share of the values lies below. */
  readonly q: number;
}

/** What hours and days of sketches a question needs; where there are none, points. */
export type SketchSource = '1h' | '1d';

/**
 * One row per series and bucket, put together from sketches: at most `RELATIVE_ERROR` away from what `percentile_cont` says of
 * the points; where that lies between a value below zero and one above, by that share of the greater of the two. Hours that are
 * not sketched, and those that lie only partly in the range, are read from their points, all from one snapshot.
 */
export function quantileStatement(question: QuantileQuestion, source: SketchSource): Statement {
  const { seriesIds, from, to, q } = question;
  const bucket = bucketOf(question);
  const values = [seriesIds, new Date(from), new Date(to), ...bucket.values];
  const edge = values.length + 1;
  const rank = `${q.toFixed(3)} * (n - 1)`;
  const text = `
    with unsketched as materialized (${unsketched(hoursAt(edge))}),
    counted as (
      select series_id, ${bucket.of} as bucket, bin, sum(count) as count, min(low) as low, max(high) as high
        from (${partsOf(source, edge)}) as parts group by 1, 2, 3
    ),
    placed as (
      select series_id, bucket, low, high, ${valueOf('bin')} as value, sum(count) over ordered - count as below,
             sum(count) over ordered as upto, sum(count) over (partition by series_id, bucket) as n
        from counted window ordered as (partition by series_id, bucket order by bin)
    ),
    asked as (select *, floor(${rank}) as place, ${rank} - floor(${rank}) as share from placed)
    select series_id, ${MILLISECONDS(bucket.begin)}, greatest(low, least(high, value)), n from (
      select series_id, bucket, n, min(low) as low, max(high) as high,
             max(value) filter (where below <= place and place < upto) * (1 - share)
             + coalesce(max(value) filter (where below <= place + 1 and place + 1 < upto), 0) * share as value
        from asked group by series_id, bucket, n, share
    ) as buckets order by series_id, bucket`;
  const name = `quantile_${q.toFixed(3)}_${bucket.name}_${source}`;
  return { name, text, values: [...values, ...edgesOf(question, source)] };
}

/** 1 where these series have at least $4 points in these days, else 0. Reads no more rows than that. */
export const MANY_POINTS_SQL = `
  select (coalesce(sum(n), 0) >= $4)::int from (select n from rollup_1d where series_id = any($1::int[]) and ts >= $2 and ts < $3 limit $4) as days`;

const at = (nth: number) => `$${String(nth)}::timestamptz`;
const hoursAt = (edge: number): Span => ({ begin: at(edge), end: at(edge + 1) });
const daysAt = (edge: number): Span => ({ begin: at(edge + 2), end: at(edge + 3) });
const within = (table: string, { begin, end }: Span) =>
  `${table}.series_id = any($1::int[]) and ${table}.ts >= ${begin} and ${table}.ts < ${end}`;

/** Hours whose sketch is missing or wrong: not made yet, changed since, or with points that wait to be rolled up. */
const unsketched = (hours: Span) => `
  select series_id, ts from rollup_unsketched as known where ${within('known', hours)}
  union select series_id, ts from rollup_dirty as known where ${within('known', hours)}
  union select known.series_id, known.ts from rollup_addition addition, ${PARTS_OF_ADDITION}
   where addition.from_ts < ${hours.end} and addition.to_ts >= ${hours.begin} and ${within('known', hours)}`;

function partsOf(source: SketchSource, edge: number): string {
  const hours = hoursAt(edge);
  const points = `${endsSql(hours)} union all ${UNSKETCHED_POINTS_SQL}`;
  const ofHours = `${sketches('rollup_1h_sketch', hours)} and not ${isUnsketched('known.ts', '1 hour')}`;
  if (source === '1h') return `${points} union all ${ofHours}`;
  const days = daysAt(edge);
  const day = `date_bin('1 day', known.ts, ${ORIGIN})`;
  return `${points}
    union all ${sketches('rollup_1d_sketch', days)} and not ${isUnsketched('known.ts', '1 day')}
    union all ${ofHours} and (known.ts < ${days.begin} or known.ts >= ${days.end} or ${isUnsketched(day, '1 day')})`;
}

const COUNTED = `${binOf('value')} as bin, count(*)::float8 as count, min(value) as low, max(value) as high`;

const endsSql = ({ begin, end }: Span) => `
  select series_id, date_bin('1 hour', ts, ${ORIGIN}) as ts, ${COUNTED} from point
   where series_id = any($1::int[]) and (ts >= $2 and ts < ${begin} or ts >= ${end} and ts < $3)
   group by 1, 2, 3`;

const UNSKETCHED_POINTS_SQL = `
  select hour.series_id, hour.ts, ${COUNTED} from unsketched as hour
    join point on point.series_id = hour.series_id and point.ts >= hour.ts and point.ts < hour.ts + interval '1 hour'
   group by 1, 2, 3`;

const sketches = (table: string, span: Span) => `
  select known.series_id, known.ts, part.bin, part.count::float8, known.min, known.max
    from ${table} as known, unnest(bins, counts) as part(bin, count) where ${within('known', span)}`;

const isUnsketched = (begin: string, width: string) => `exists (
  select from unsketched as hour where hour.series_id = known.series_id
     and hour.ts >= ${begin} and hour.ts < ${begin} + interval '${width}')`;
