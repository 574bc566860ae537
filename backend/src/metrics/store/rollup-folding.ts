import type { PoolClient } from 'pg';

/** Writes at once: a transaction of about a second, however many series they were of. */
const MOST_WRITES = 100;

/**
 * Adds to the rollups what some writes came to, and notes their hours for sketching; says how many, and whether these were all. In the transaction of the one
 * process that changes rollups.
 */
export async function foldSome(client: PoolClient): Promise<{ folded: number; isAll: boolean }> {
  const { rows } = await client.query<{ folded: number }>(FOLD_SQL, [MOST_WRITES]);
  const folded = rows[0]?.folded ?? 0;
  return { folded, isAll: folded < MOST_WRITES };
}

/** The parts of a write, row by row. */
export const PARTS_OF_ADDITION = `unnest(series, hours, n, sum, min, max, first, first_ts, last, last_ts)
  as known(series_id, ts, n, sum, min, max, first, first_ts, last, last_ts)`;

const COLUMNS = 'series_id, ts, n, sum, min, max, first, first_ts, last, last_ts';

const together = (ts: string, of: string) => `
  select series_id, ${ts} as ts, sum(n)::int as n, sum(sum) as sum, min(min) as min, max(max) as max,
         (array_agg(first order by first_ts))[1] as first, min(first_ts) as first_ts,
         (array_agg(last order by last_ts desc))[1] as last, max(last_ts) as last_ts from ${of} group by 1, 2`;

const addSql = (table: string, of: string) => `
  insert into ${table} as known (${COLUMNS}) ${of}
  on conflict (series_id, ts) do update set
    n = known.n + excluded.n,
    sum = known.sum + excluded.sum,
    min = least(known.min, excluded.min),
    max = greatest(known.max, excluded.max),
    first = case when excluded.first_ts < known.first_ts then excluded.first else known.first end,
    first_ts = least(known.first_ts, excluded.first_ts),
    last = case when excluded.last_ts > known.last_ts then excluded.last else known.last end,
    last_ts = greatest(known.last_ts, excluded.last_ts)`;

const FOLD_SQL = `
  with taken as (
    delete from rollup_addition where id in (select id from rollup_addition order by id limit $1) returning *
  ),
  parts as (select known.* from taken, ${PARTS_OF_ADDITION}),
  hours as (${together('ts', 'parts')}),
  noted as (insert into rollup_unsketched select series_id, ts from hours on conflict do nothing),
  days as (${addSql('rollup_1d', together(`date_bin('1 day', ts, '2000-01-03')`, 'hours'))}),
  added as (${addSql('rollup_1h', `select ${COLUMNS} from hours`)})
  select count(*)::int as folded from taken`;
