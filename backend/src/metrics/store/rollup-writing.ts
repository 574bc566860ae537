import type { PoolClient } from 'pg';
import { intArray, timeArray, type PointColumns } from '../binary-copy.js';
import { boundsOf, NOTE_CHANGE } from './change-notes.js';
import { noneRemoved, SeriesRemoved } from './removed-series.js';
import { encodeRollups, HOUR_MS, rollUp, rowsOf } from './rollup-rows.js';

/**
 * Writes down what points that are new come to by the hour; a job adds it to the rollups, and until then reads add it
 * themselves. In the transaction that stores them, at its end: throws where one of the series was
 * removed meanwhile. One row, however many series: writers never wait for each other. Caches are told by the same statement.
 */
export async function addToRollups(client: PoolClient, points: PointColumns): Promise<void> {
  const hours = rollUp(rowsOf(points), HOUR_MS);
  const bounds = [new Date(hours.times[0] as number), new Date(hours.times.at(-1) as number)];
  const values = [...bounds, ...encodeRollups(hours), ...boundsOf(points)];
  const { rowCount } = await client.query({ name: 'rollup_add', text: ADD_SQL, values });
  if (rowCount !== 1) throw new SeriesRemoved();
}

/**
 * Marks the hours of points that were changed or taken away. In the transaction that does so. A mark that is there already is
 * written again: a job that reads it now waits for this transaction.
 */
export async function markDirty(client: PoolClient, points: PointColumns): Promise<void> {
  const { series, times } = rollUp(rowsOf(points), HOUR_MS);
  const values = [intArray(series), timeArray(times), ...boundsOf(points)];
  const { rowCount } = await client.query({ name: 'rollup_mark', text: MARK_SQL, values });
  if (rowCount === 0) throw new SeriesRemoved();
}

const ADD_SQL = `
  with noted as (${NOTE_CHANGE('$3::int4[]', '$13::timestamptz', '$14::timestamptz')})
  insert into rollup_addition (from_ts, to_ts, series, hours, n, sum, min, max, first, first_ts, last, last_ts)
  select $1::timestamptz, $2::timestamptz, $3::int4[], $4::timestamptz[], $5::int4[], $6::float8[], $7::float8[], $8::float8[],
         $9::float8[], $10::timestamptz[], $11::float8[], $12::timestamptz[]
   where ${noneRemoved('$3')}`;

const MARK_SQL = `
  with noted as (${NOTE_CHANGE('$1::int4[]', '$3::timestamptz', '$4::timestamptz')})
  insert into rollup_dirty (series_id, ts) select * from unnest($1::int4[], $2::timestamptz[])
   where ${noneRemoved('$1')}
  on conflict (series_id, ts) do update set ts = excluded.ts`;
