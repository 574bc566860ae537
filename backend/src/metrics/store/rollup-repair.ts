import type { PoolClient } from 'pg';
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.js';
import { foldSome } from './rollup-folding.js';
import { sketchSome } from './sketch-upkeep.js';
import { codeOf, gaveWay, inTransaction } from './transaction.js';

const SERIALIZATION_FAILURE = '40001';
/** Hours at once: a transaction of well under a second. */
const MOST_HOURS = 500;

/**
 * Adds to the rollups what was written since, and makes some of the marked hours and their days right from the points
 * themselves; where none is marked, sketches some. Says whether it found anything. One process at a time changes rollups. Dying in between loses nothing: what was
 * taken goes in the same transaction.
 *
 * All of it is read from one snapshot. So points and what they come to are both seen or both not, and an hour that is made
 * right from its points has nothing waiting for it any more: hence marks only count once everything that waits is taken.
 */
export async function repairSome(client: PoolClient, now: number): Promise<boolean> {
  try {
    return await inTransaction(client, () => repairInSnapshot(client, now), 'begin isolation level repeatable read');
  } catch (error) {
    // Somebody marked one of the hours meanwhile: the next time it is seen.
    if (codeOf(error) === SERIALIZATION_FAILURE || gaveWay(error)) return true;
    throw error;
  }
}

async function repairInSnapshot(client: PoolClient, now: number): Promise<boolean> {
  if (!(await isAlone(client))) return false;
  await client.query('set local statement_timeout = 0');
  const { folded, isAll } = await foldSome(client);
  if (!isAll) return true;
  const { rows } = await client.query<{ series: number[] | null; hours: Date[] | null }>(TAKE_SQL, [MOST_HOURS]);
  const [{ series, hours } = { series: null, hours: null }] = rows;
  if (!series || !hours) return (await sketchSome(client, now)) || folded > 0;
  for (const text of REPAIR) await client.query(text, [series, hours]);
  return true;
}

/** Marks all hours of a series that had points before there were rollups; false where there is none left. */
export function markPending(client: PoolClient): Promise<boolean> {
  return inTransaction(client, async () => {
    if (!(await isAlone(client))) return false;
    await client.query('set local statement_timeout = 0');
    const { rows } = await client.query<{ id: number }>(
      'select series_id as id from rollup_pending order by 1 limit 1',
    );
    const [next] = rows;
    if (!next) return false;
    await client.query(MARK_ALL_SQL, [next.id]);
    await client.query('delete from rollup_pending where series_id = $1', [next.id]);
    return true;
  });
}

async function isAlone(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_xact_lock($1) as alone', [
    ADVISORY_LOCKS.rollups,
  ]);
  return rows[0]?.alone === true;
}

/** Series by series, so that one that was never rolled up is soon read from its rollups. */
const TAKE_SQL = `
  select array_agg(series_id) as series, array_agg(ts) as hours from (
    select series_id, ts from rollup_dirty order by series_id, ts limit $1 for update skip locked
  ) as taken`;

const MARKED = 'unnest($1::int4[], $2::timestamptz[]) as marked(series_id, ts)';
const MARKED_DAYS = `(select distinct series_id, date_bin('1 day', ts, '2000-01-03') as ts from ${MARKED}) as marked`;
const COLUMNS = 'series_id, ts, n, sum, min, max, first, first_ts, last, last_ts';

const fillSql = (table: string, sums: string) => `
  insert into ${table} (${COLUMNS}) ${sums}
  on conflict (series_id, ts) do update set
    n = excluded.n, sum = excluded.sum, min = excluded.min, max = excluded.max, first = excluded.first,
    first_ts = excluded.first_ts, last = excluded.last, last_ts = excluded.last_ts`;

const HOURS_SQL = fillSql(
  'rollup_1h',
  `select marked.series_id, marked.ts, count(value), coalesce(sum(value), 0), coalesce(min(value), 0),
          coalesce(max(value), 0), coalesce((array_agg(value order by point.ts))[1], 0),
          coalesce(min(point.ts), marked.ts), coalesce((array_agg(value order by point.ts desc))[1], 0),
          coalesce(max(point.ts), marked.ts)
     from ${MARKED} left join point on point.series_id = marked.series_id
      and point.ts >= marked.ts and point.ts < marked.ts + interval '1 hour' group by 1, 2`,
);

/** An hour that became empty is still there with no points in it. */
const DAYS_SQL = fillSql(
  'rollup_1d',
  `select marked.series_id, marked.ts, coalesce(sum(n), 0), coalesce(sum(sum), 0), coalesce(min(min), 0),
          coalesce(max(max), 0), coalesce((array_agg(first order by first_ts))[1], 0),
          coalesce(min(first_ts), marked.ts), coalesce((array_agg(last order by last_ts desc))[1], 0),
          coalesce(max(last_ts), marked.ts)
     from ${MARKED_DAYS} left join rollup_1h hours on hours.series_id = marked.series_id and hours.n > 0
      and hours.ts >= marked.ts and hours.ts < marked.ts + interval '1 day' group by 1, 2`,
);

const emptySql = (table: string, marked: string) => `
  delete from ${table} as known using ${marked}
   where known.series_id = marked.series_id and known.ts = marked.ts and known.n = 0`;
const EMPTY_HOURS_SQL = emptySql('rollup_1h', MARKED);
const EMPTY_DAYS_SQL = emptySql('rollup_1d', MARKED_DAYS);

const DONE_SQL = `
  delete from rollup_dirty as mark using ${MARKED} where mark.series_id = marked.series_id and mark.ts = marked.ts`;

const UNSKETCHED_SQL = `
  insert into rollup_unsketched (series_id, ts) select series_id, ts from ${MARKED} on conflict do nothing`;

const MARK_ALL_SQL = `
  insert into rollup_dirty (series_id, ts)
  select distinct series_id, date_bin('1 hour', ts, '2000-01-03') from point where series_id = $1
  on conflict do nothing`;

const REPAIR = [HOURS_SQL, DAYS_SQL, EMPTY_HOURS_SQL, EMPTY_DAYS_SQL, UNSKETCHED_SQL, DONE_SQL];
