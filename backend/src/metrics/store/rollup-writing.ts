import type { PoolClient } from 'pg';
import { encodeRow, intArray, timeArray, timeField, type PointColumns } from '../binary-copy.js';
import { boundsOf, CHANGE_COLUMNS, NOTE_CHANGE } from './change-notes.js';
import type { BinaryCopy } from './copy-together.js';
import { noneRemoved, SeriesRemoved } from './removed-series.js';
import { encodeRollups, HOUR_MS, rollUp } from './rollup-rows.js';

/**
 * What points that are new come to by the hour; a job adds it to the rollups, and until then reads add it themselves. Goes
 * into the transaction that stores them. One row, however many series: writers never wait for each other.
 */
export function additionOf(points: PointColumns): BinaryCopy {
  const hours = rollUp(points, HOUR_MS);
  return { into: INTO, body: encodeRow([...boundFields(hours), ...encodeRollups(hours)]) };
}

/** Tells caches of these series, in the transaction that stores the points. */
export function noteOf(points: PointColumns, series: Int32Array): BinaryCopy {
  return { into: `point_change (${CHANGE_COLUMNS})`, body: encodeRow([intArray(series), ...boundFields(points)]) };
}

/**
 * Marks the hours of points that were changed or taken away. In the transaction that does so. A mark that is there already is
 * written again: a job that reads it now waits for this transaction. All mark in the same order, so that writers never wait
 * for each other in a circle.
 */
export async function markDirty(client: PoolClient, points: PointColumns): Promise<void> {
  const { series, times } = rollUp(points, HOUR_MS);
  const values = [intArray(series), timeArray(times), ...boundsOf(points)];
  const { rowCount } = await client.query({ name: 'rollup_mark', text: MARK_SQL, values });
  if (rowCount === 0) throw new SeriesRemoved();
}

const boundFields = (of: Pick<PointColumns, 'times'>) => boundsOf(of).map((end) => timeField(end.getTime()));

const INTO = 'rollup_addition (from_ts, to_ts, series, hours, n, sum, min, max, first, first_ts, last, last_ts)';

const MARK_SQL = `
  with noted as (${NOTE_CHANGE('$1::int4[]', '$3::timestamptz', '$4::timestamptz')})
  insert into rollup_dirty (series_id, ts) select * from unnest($1::int4[], $2::timestamptz[])
   where ${noneRemoved('$1')}
  on conflict (series_id, ts) do update set ts = excluded.ts`;
