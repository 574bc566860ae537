import type { PoolClient } from 'pg';
import type { PointColumns } from '../binary-copy.js';
import { intArray, timeArray } from '../binary-copy.js';
import { DAY_MS, encodeRollups, HOUR_MS, rollUp, rowsOf } from './rollup-rows.js';

/** Adds points that are new to their hours and days. In the transaction that stores them, after everything else. */
export async function addToRollups(client: PoolClient, points: PointColumns): Promise<void> {
  const hours = rollUp(rowsOf(points), HOUR_MS);
  await client.query({ name: 'rollup_1h_add', text: addSql('rollup_1h'), values: encodeRollups(hours) });
  const days = encodeRollups(rollUp(hours, DAY_MS));
  await client.query({ name: 'rollup_1d_add', text: addSql('rollup_1d'), values: days });
}

/**
 * Marks the hours of points that were changed or taken away. In the transaction that does so, before
 * {@link addToRollups}. A mark that is there already is written again: a job that reads it now waits for this transaction.
 */
export async function markDirty(client: PoolClient, points: PointColumns): Promise<void> {
  const { series, times } = rollUp(rowsOf(points), HOUR_MS);
  await client.query({ name: 'rollup_mark', text: MARK_SQL, values: [intArray(series), timeArray(times)] });
}

const COLUMNS = 'series_id, ts, n, sum, min, max, first, first_ts, last, last_ts';

const addSql = (table: string) => `
  insert into ${table} as known (${COLUMNS})
  select * from unnest($1::int4[], $2::timestamptz[], $3::int4[], $4::float8[], $5::float8[], $6::float8[],
                       $7::float8[], $8::timestamptz[], $9::float8[], $10::timestamptz[])
  on conflict (series_id, ts) do update set
    n = known.n + excluded.n,
    sum = known.sum + excluded.sum,
    min = least(known.min, excluded.min),
    max = greatest(known.max, excluded.max),
    first = case when excluded.first_ts < known.first_ts then excluded.first else known.first end,
    first_ts = least(known.first_ts, excluded.first_ts),
    last = case when excluded.last_ts > known.last_ts then excluded.last else known.last end,
    last_ts = greatest(known.last_ts, excluded.last_ts)`;

const MARK_SQL = `
  insert into rollup_dirty (series_id, ts) select * from unnest($1::int4[], $2::timestamptz[])
  on conflict (series_id, ts) do update set ts = excluded.ts`;
