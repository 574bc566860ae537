import type { Pool, PoolClient } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.js';
import { NOTE_CHANGE } from './change-notes.js';
import { inTransaction } from './transaction.js';

/** The notes before the sketches: who is sketching these hours holds their notes, and is waited for. */
const TABLES = [
  'point',
  'point_restatement',
  'rollup_1h',
  'rollup_1d',
  'rollup_dirty',
  'rollup_pending',
  'rollup_unsketched',
  'rollup_1h_sketch',
  'rollup_1d_sketch',
];
/** Without a time of its own. */
const TIMELESS = 'rollup_pending';
/** A transaction of a second or so. */
const MOST_POINTS = 100_000;
const LOOK_AGAIN_MS = 20;
const LONGEST_WAIT_MS = 60_000;

/** How many points a step removed, and which series have nothing left. */
export interface RemovalStep {
  readonly points: number;
  readonly gone: readonly number[];
}

/**
 * Removes points from before an instant and all that was made of them, however long that takes. What waits to be added to
 * their rollups is marked instead: then it is made right from the points, which are gone.
 */
export function removeBefore(client: PoolClient, seriesIds: readonly number[], before: Date): Promise<void> {
  return inTransaction(client, async () => {
    await removeRows(client, seriesIds, before);
  });
}

/**
 * Removes these series with all that was made of them; where they have very many points only the first series, and where
 * that alone has too many only its oldest points.
 */
export function removeSome(client: PoolClient, seriesIds: readonly number[]): Promise<RemovalStep> {
  return inTransaction(client, async () => {
    const { rows } = await client.query<{ many: boolean }>(MANY_SQL, [seriesIds, MOST_POINTS]);
    if (!rows[0]?.many) return { points: await removeRows(client, seriesIds, null), gone: seriesIds };
    const first = seriesIds.slice(0, 1);
    const { rows: ends } = await client.query<{ ts: Date }>(END_SQL, [...first, MOST_POINTS]);
    const [end] = ends;
    if (!end) return { points: await removeRows(client, first, null), gone: first };
    await client.query('set local statement_timeout = 0');
    const removed = await client.query('delete from point where series_id = $1 and ts < $2', [...first, end.ts]);
    await client.query(NOTE_SQL, [first, end.ts]);
    return { points: removed.rowCount ?? 0, gone: [] };
  });
}

/**
 * Resolves when every transaction that is running now has ended: those that write are the ones which may not have seen that a
 * series is removed. Throws after a minute.
 */
export async function earlierWritesEnded(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
  const next = rows[0]?.next;
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += LOOK_AGAIN_MS) {
    const answer = await pool.query<{ ended: boolean }>(ENDED_SQL, [next]);
    if (answer.rows[0]?.ended) return;
    await pause(LOOK_AGAIN_MS);
  }
  throw new Error(
    'A transaction has been running for a minute: points of removed series are removed when it has ended.',
  );
}

/** `before` null: all of them. Says how many points those were. */
async function removeRows(client: PoolClient, seriesIds: readonly number[], before: Date | null): Promise<number> {
  await client.query('set local statement_timeout = 0');
  // The job that makes rollups right must not do so from points that this transaction takes away.
  await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.rollups]);
  let points = 0;
  for (const table of TABLES) {
    if (table === TIMELESS && before) continue;
    const older = table === TIMELESS ? '' : `and ts < coalesce($2::timestamptz, 'infinity')`;
    const values = table === TIMELESS ? [seriesIds] : [seriesIds, before];
    const removed = await client.query(`delete from ${table} where series_id = any($1::int4[]) ${older}`, values);
    if (table === 'point') points = removed.rowCount ?? 0;
  }
  await client.query(MARK_WAITING_SQL, [seriesIds, before]);
  await client.query(NOTE_SQL, [seriesIds, before]);
  return points;
}

const NOTE_SQL = NOTE_CHANGE('$1::int4[]', `'-infinity'`, '$2::timestamptz');

const MANY_SQL =
  'select count(*) > $2 as many from (select from point where series_id = any($1::int4[]) limit $2 + 1) as some_points';
const END_SQL = 'select ts from point where series_id = $1 order by ts offset $2 limit 1';
const ENDED_SQL = 'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as ended';

const MARK_WAITING_SQL = `
  insert into rollup_dirty (series_id, ts)
  select distinct part.series_id, part.ts from rollup_addition, unnest(series, hours) as part(series_id, ts)
   where part.series_id = any($1::int4[]) and part.ts < coalesce($2::timestamptz, 'infinity')
  on conflict do nothing`;
