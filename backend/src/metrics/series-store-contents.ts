import { Injectable } from '@nestjs/common';
import { SeriesStore } from './series-store.js';

/** What is stored of one series. */
export interface SeriesContents {
  readonly id: number;
  readonly points: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  readonly lastValue: number | null;
}

export interface Amounts {
  readonly points: number;
  readonly bytes: number;
  readonly restatements: number;
  readonly firstAt: Date | null;
}

/** Of a closed month of plain PostgreSQL, where the table itself cannot be measured yet. */
const USUAL_POINT_BYTES = 95;
/** A row of a rollup, or a restatement, with its place in indexes. */
const ROW_BYTES = 150;

/** How much is stored of series. Knows no workspace, like the store itself. */
@Injectable()
export class SeriesStoreContents {
  constructor(private readonly store: SeriesStore) {}

  /** One for each series, in no order. */
  ofEach(seriesIds: readonly number[]): Promise<SeriesContents[]> {
    return this.store.rows<SeriesContents>(EACH_SQL, [seriesIds]);
  }

  async ofAll(seriesIds: readonly number[]): Promise<Amounts> {
    const [row] = await this.store.rows<Omit<Amounts, 'bytes'> & { rows: number; pointBytes: number | null }>(ALL_SQL, [
      seriesIds,
    ]);
    const { points = 0, restatements = 0, firstAt = null, rows = 0, pointBytes = null } = row ?? {};
    const bytes = points * (pointBytes ?? USUAL_POINT_BYTES) + (rows + restatements) * ROW_BYTES;
    return { points, bytes: Math.round(bytes), restatements, firstAt };
  }

  /** How many points these series have from before an instant, which is midnight in UTC. */
  async before(seriesIds: readonly number[], before: Date): Promise<{ points: number; series: number }> {
    const [row] = await this.store.rows<{ points: number; series: number }>(BEFORE_SQL, [seriesIds, before]);
    return row ?? { points: 0, series: 0 };
  }
}

/**
 * How many points each series has: as its days say, with what waits to be added to them. A series whose points are older than
 * the rollups is counted.
 */
const counted = (older: string, waitingOlder: string, pointOlder: string) => `
  select series_id, sum(n)::float8 as n from (
    select series_id, n from rollup_1d where series_id = any($1::int[]) ${older}
    union all
    select part.series_id, part.n from rollup_addition, unnest(series, hours, n) as part(series_id, ts, n)
     where part.series_id = any($1::int[]) ${waitingOlder}
    union all
    select series_id, count(*) - coalesce((select sum(n) from rollup_1d days where days.series_id = point.series_id ${older}), 0)
      from point where series_id in (select series_id from rollup_pending where series_id = any($1::int[])) ${pointOlder}
     group by series_id
  ) as parts group by series_id`;

const EACH_SQL = `
  select id, coalesce(n, 0) as points, earliest.ts as "firstAt", latest.ts as "lastAt", latest.value as "lastValue"
    from unnest($1::int[]) as ids(id)
    left join (${counted('', '', '')}) as counts on counts.series_id = id
    left join lateral (select ts from point where series_id = id order by ts limit 1) as earliest on true
    left join lateral (select ts, value from point where series_id = id order by ts desc limit 1) as latest on true`;

/** A day has at most so many hours, and no more of them than points. */
const ALL_SQL = `
  select (select coalesce(sum(n), 0) from (${counted('', '', '')}) as counts) as points,
         (select coalesce(sum(least(n, 24)) + count(*), 0)::float8 from rollup_1d where series_id = any($1::int[])) as rows,
         (select count(*)::float8 from point_restatement where series_id = any($1::int[])) as restatements,
         (select min(ts) from unnest($1::int[]) as ids(id)
           cross join lateral (select ts from point where series_id = id order by ts limit 1) as earliest) as "firstAt",
         (select sum(pg_total_relation_size(part.oid))::float8 / sum(part.reltuples)::float8
            from pg_inherits join pg_class part on part.oid = inhrelid
           where inhparent = 'point'::regclass and part.reltuples >= 10000) as "pointBytes"`;

const BEFORE_SQL = `
  select coalesce(sum(n), 0) as points, count(*) filter (where n > 0)::int as series
    from (${counted('and ts < $2', 'and part.ts < $2', 'and ts < $2')}) as counts`;
