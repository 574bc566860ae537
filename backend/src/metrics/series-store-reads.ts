import { Injectable } from '@nestjs/common';
import type { Step } from './reading/buckets.js';
import { SeriesStore, type PointRow } from './series-store.js';
import { bucketOf, MILLISECONDS, sourceOf, WHERE, type PointRange } from './store/bucket-sql.js';
import { MANY_POINTS_SQL, quantileStatement, type QuantileQuestion, type SketchSource } from './store/quantile-sql.js';

/** So many points are read within some ten milliseconds; a quantile of them is exact. */
const FEW_POINTS = 50_000;

/** Of a bucket: by how much a series changed in it, and over how many seconds. */
export type ChangeRow = [seriesId: number, time: number, change: number, seconds: number];

/** Reads that the query language needs beside plain buckets. Knows no workspace, like the store itself. */
@Injectable()
export class SeriesStoreReads {
  constructor(private readonly store: SeriesStore) {}

  /**
   * What quantiles of a range are put together from: sketches, where there are more points than are read at once, or nothing but
   * the points. The same question is always answered in the same way. What was known earlier is in no sketch, nor is what a
   * zone cuts at other times than whole hours of UTC.
   */
  async sketchesFor(range: PointRange, step: Step, timezone: string): Promise<SketchSource | undefined> {
    const source = sourceOf({ ...range, step, timezone }, true);
    if (range.asKnownAt !== undefined || (source !== '1h' && source !== '1d')) return undefined;
    if (!(await this.store.areRolled(range.seriesIds))) return undefined;
    const values = [...boundsOf(range), FEW_POINTS];
    const [many] = await this.store.read({ name: 'points_many', text: MANY_POINTS_SQL, values });
    return many?.[0] === 1 ? source : undefined;
  }

  /** Within 1 % of what {@link readOwn} says of the points: the range is one, or part of one, that has such sketches. */
  async readSketches(question: QuantileQuestion, source: SketchSource): Promise<PointRow[]> {
    return this.store.read(quantileStatement(question, source));
  }

  /**
   * One row per series and bucket that holds points: its first value, or the one that a share of `q` of them stay below, between
   * two where needed.
   */
  async readOwn(range: PointRange, step: Step, how: 'first' | number, timezone: string): Promise<PointRow[]> {
    const bucket = bucketOf({ ...range, step, timezone });
    const value =
      how === 'first'
        ? '(array_agg(value order by ts))[1]'
        : `percentile_cont(${how.toFixed(3)}) within group (order by value)`;
    const text = `
      select series_id, ${MILLISECONDS(bucket.begin)}, value, n, total, low, high from (
        select series_id, ${bucket.of} as bucket, ${value} as value,
               count(*)::float8 as n, sum(value) as total, min(value) as low, max(value) as high
          from point ${WHERE} group by 1, 2
      ) as buckets order by series_id, bucket`;
    const name = `points_${how === 'first' ? how : `quantile_${how.toFixed(3)}`}_${bucket.name}`;
    return this.store.read({ name, text, values: [...boundsOf(range), ...bucket.values] }, range.asKnownAt);
  }

  /**
   * By how much each series changed from the last point before a bucket to the last one in it. Where a counter falls it began
   * again at zero, and what it shows then is what it rose by: the rule of Prometheus (`increase`, "breaks in monotonicity are
   * automatically adjusted for"). Unlike there nothing is extrapolated, so that the buckets add up to the whole.
   */
  async readChanges(range: PointRange, step: Step, of: 'counter' | 'level', timezone: string): Promise<ChangeRow[]> {
    const bucket = bucketOf({ ...range, step, timezone });
    const text = `
      select series_id, ${MILLISECONDS(bucket.begin)}, change, seconds from (
        select series_id, ${bucket.of} as bucket, sum(${CHANGES[of]}) as change,
               extract(epoch from sum(ts - before_ts))::float8 as seconds
          from (select series_id, ts, value, lag(value) over earlier as before, lag(ts) over earlier as before_ts
                  from (${POINTS_AND_THE_ONE_BEFORE}) as around
                window earlier as (partition by series_id order by ts)) as changes
         where ts >= $2 and before is not null group by 1, 2
      ) as buckets order by series_id, bucket`;
    const values = [...boundsOf(range), ...bucket.values];
    const rows = await this.store.read({ name: `points_${of}_${bucket.name}`, text, values }, range.asKnownAt);
    return rows as unknown as ChangeRow[];
  }

  /** What these series hold at exactly these times. */
  async readAt(seriesIds: readonly number[], times: readonly number[]): Promise<PointRow[]> {
    if (seriesIds.length === 0 || times.length === 0) return [];
    const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
    const values = [seriesIds, first, last, times.map((time) => new Date(time))];
    return this.store.read({ name: 'points_at', text: AT_SQL, values });
  }

  /** The times at which any of these series holds a point, the first ones after `after`. */
  async readTimes(seriesIds: readonly number[], after: number, limit: number): Promise<number[]> {
    const values = [seriesIds, new Date(after), limit];
    const rows = await this.store.read({ name: 'points_times', text: TIMES_SQL, values });
    return rows.map(([time]) => time);
  }

  /** How far apart the newest points of each series lie in the range, in milliseconds: the middle one of those distances. */
  async readSpacing(range: PointRange): Promise<number> {
    const rows = await this.store.read({ name: 'points_spacing', text: SPACING_SQL, values: boundsOf(range) });
    return rows[0]?.[0] ?? 0;
  }
}

const boundsOf = ({ seriesIds, from, to }: PointRange) => [seriesIds, new Date(from), new Date(to)];

const CHANGES = {
  counter: 'case when value < before then value else value - before end',
  level: 'value - before',
};

const POINTS_AND_THE_ONE_BEFORE = `
  select series_id, ts, value from point ${WHERE}
  union all
  select before.* from unnest($1::int[]) as ids(id)
   cross join lateral (select series_id, ts, value from point where series_id = id and ts < $2 order by ts desc limit 1) as before`;

const SPACING_SQL = `
  select extract(epoch from percentile_cont(0.5) within group (order by distance))::float8 * 1000 from (
    select ts - lag(ts) over (partition by id order by ts) as distance from unnest(($1::int[])[1:50]) as ids(id)
     cross join lateral (select ts from point where series_id = id and ts >= $2 and ts < $3 order by ts desc limit 21) as newest
  ) as distances where distance is not null`;

const AT_SQL = `
  select series_id, ${MILLISECONDS('ts')}, value, 1 from point
   where series_id = any($1::int[]) and ts >= $2 and ts <= $3 and ts = any($4::timestamptz[])`;

const TIMES_SQL = `
  select ${MILLISECONDS('ts')} from (
    select distinct ts from point where series_id = any($1::int[]) and ts > $2 order by ts limit $3
  ) as times order by ts`;
