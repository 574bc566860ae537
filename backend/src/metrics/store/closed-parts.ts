import type { ClientBase } from 'pg';
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.js';
import { allowColumns, COLUMNS_AFTER_DAYS, tierOf, turnIntoColumns } from './columns.js';

/**
 * Tends one month or chunk of points that is over for a fortnight, and says which; undefined where none is left. Full TimescaleDB
 * turns it into columns; of plain PostgreSQL a month is vacuumed, so that reading its index is enough, and its index is built
 * anew, which gives back a quarter of its room. One process at a time. What it was at when it died is found again.
 */
export async function tendClosedPart(client: ClientBase, now: number): Promise<string | undefined> {
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [LOCK]);
  if (!rows[0]?.alone) return undefined;
  try {
    // However long it takes: nobody waits for it.
    await client.query('set statement_timeout = 0');
    const over = new Date(now - COLUMNS_AFTER_DAYS * DAY_MS);
    const tier = await tierOf(client);
    if (tier === 'tsl') return await turnChunk(client, over);
    return tier === 'plain' ? await tidyMonth(client, over) : undefined;
  } finally {
    await client.query(`reset statement_timeout; select pg_advisory_unlock(${String(LOCK)})`);
  }
}

const LOCK = ADVISORY_LOCKS.upkeep;
const DAY_MS = 24 * 3_600_000;

async function turnChunk(client: ClientBase, over: Date): Promise<string | undefined> {
  await allowColumns(client);
  const { rows } = await client.query<{ chunk: string }>(CHUNK_SQL, [over]);
  const [next] = rows;
  return next && (await turnIntoColumns(client, next.chunk)) ? next.chunk : undefined;
}

/** Building an index anew beside the old one cannot happen in a transaction: what a killed one left is removed first. */
async function tidyMonth(client: ClientBase, over: Date): Promise<string | undefined> {
  const { rows } = await client.query<{ month: string; halves: string[] }>(MONTH_SQL, [over]);
  const [next] = rows;
  if (!next) return undefined;
  for (const half of next.halves) await client.query(`drop index ${half}`);
  await client.query(`vacuum (analyze) ${next.month}`);
  await client.query(`reindex table concurrently ${next.month}`);
  await client.query(`comment on table ${next.month} is 'tidied'`);
  return next.month;
}

const CHUNK_SQL = `
  select format('%I.%I', chunk_schema, chunk_name) as chunk from timescaledb_information.chunks
   where hypertable_name = 'point' and not is_compressed and range_end <= $1 order by range_start limit 1`;

/** A month that is tidied bears a comment that says so. */
const MONTH_SQL = `
  select part.oid::regclass::text as month,
         array(select indexrelid::regclass::text from pg_index where indrelid = part.oid and not indisvalid) as halves
    from pg_inherits join pg_class part on part.oid = inhrelid
   where inhparent = 'point'::regclass and obj_description(part.oid, 'pg_class') is null
     and to_timestamp(substring(part.relname from '[0-9]+_[0-9]+$'), 'YYYY_MM') + interval '1 month' <= $1
   order by part.relname limit 1`;
