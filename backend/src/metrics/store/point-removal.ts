import type { PoolClient } from 'pg';
import { inTransaction } from './transaction.js';

const TABLES = ['point', 'point_restatement', 'rollup_1h', 'rollup_1d', 'rollup_dirty'];

/**
 * Removes points from before an instant (null: all of them) and all that was made of them, however long that takes. What waits
 * to be added to their rollups is marked instead: then it is made right from the points, which are gone.
 */
export function removeBefore(client: PoolClient, seriesIds: readonly number[], before: Date | null): Promise<void> {
  return inTransaction(client, async () => {
    await client.query('set local statement_timeout = 0');
    for (const table of TABLES) {
      const text = `delete from ${table} where series_id = any($1::int4[]) and ts < coalesce($2::timestamptz, 'infinity')`;
      await client.query(text, [seriesIds, before]);
    }
    await client.query(MARK_WAITING_SQL, [seriesIds, before]);
  });
}

const MARK_WAITING_SQL = `
  insert into rollup_dirty (series_id, ts)
  select distinct part.series_id, part.ts from rollup_addition, unnest(series, hours) as part(series_id, ts)
   where part.series_id = any($1::int4[]) and part.ts < coalesce($2::timestamptz, 'infinity')
  on conflict do nothing`;
