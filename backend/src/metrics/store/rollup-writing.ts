import type { PoolClient } from 'pg';
import { intArray, timeArray, type PointColumns } from '../binary-copy.js';
import { encodeRollups, HOUR_MS, rollUp, rowsOf } from './rollup-rows.js';

/**
 * Writes down what points that are new come to by the hour; a job adds it to the rollups, and until then reads add it
 * themselves. In the transaction that stores them. One row, however many series: writers never wait for each other.
 */
export async function addToRollups(client: PoolClient, points: PointColumns): Promise<void> {
  const hours = rollUp(rowsOf(points), HOUR_MS);
  const bounds = [new Date(hours.times[0] as number), new Date(hours.times.at(-1) as number)];
  await client.query({ name: 'rollup_add', text: ADD_SQL, values: [...bounds, ...encodeRollups(hours)] });
}

/**
 * Marks the hours of points that were changed or taken away. In the transaction that does so. A mark that is there already is
 * written again: a job that reads it now waits for this transaction.
 */
export async function markDirty(client: PoolClient, points: PointColumns): Promise<void> {
  const { series, times } = rollUp(rowsOf(points), HOUR_MS);
  await client.query({ name: 'rollup_mark', text: MARK_SQL, values: [intArray(series), timeArray(times)] });
}

const ADD_SQL = `
  insert into rollup_addition (from_ts, to_ts, series, hours, n, sum, min, max, first, first_ts, last, last_ts)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

const MARK_SQL = `
  insert into rollup_dirty (series_id, ts) select * from unnest($1::int4[], $2::timestamptz[])
  on conflict (series_id, ts) do update set ts = excluded.ts`;
