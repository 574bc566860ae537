import { findStorageTier } from '@quarterdeck/migrations';
import type { ClientBase } from 'pg';
import { gaveWay } from './transaction.js';

/** Asks what {@link findStorageTier} needs to know over a connection of `pg`. */
export const tierOf = (client: ClientBase) =>
  findStorageTier({ query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows });

/**
 * Lets chunks of points be turned into columns, a series after the other, the newest first: the order in which they are read.
 * Full TimescaleDB only; called again and again, since a database may have been of the Apache build before.
 */
export async function allowColumns(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query(
    `select from timescaledb_information.hypertables where hypertable_name = 'point' and compression_enabled`,
  );
  if (rowCount === 0) await client.query(`alter table point set (${COLUMN_ORDER})`);
}

/** Points this old lie in columns: late ones may still come and change them, but that costs more. */
export const COLUMNS_AFTER_DAYS = 14;

/** What a hypertable of points is set to, so that its chunks can be turned into columns. */
export const COLUMN_ORDER = `
  timescaledb.enable_columnstore, timescaledb.segmentby = 'series_id', timescaledb.orderby = 'ts desc'`;

/**
 * Turns a chunk into columns, or what came late to one that has been turned before. Its readers wait only at the very end. False,
 * with nothing done, where it gave way to somebody who writes into it.
 */
export async function turnIntoColumns(client: ClientBase, chunk: string): Promise<boolean> {
  try {
    await client.query('select compress_chunk($1::regclass, if_not_compressed => true)', [chunk]);
    return true;
  } catch (error) {
    if (gaveWay(error)) return false;
    throw error;
  }
}

/** All points into columns, however new; false where the database has none. For tests and measurements. */
export async function turnAllIntoColumns(client: ClientBase): Promise<boolean> {
  if ((await tierOf(client)) !== 'tsl') return false;
  await allowColumns(client);
  const { rows } = await client.query<{ chunk: string }>(`select show_chunks('point')::text as chunk`);
  for (const { chunk } of rows) while (!(await turnIntoColumns(client, chunk)));
  return true;
}
