import type { QueryRunner } from 'typeorm';

/** What the database can do for points: plain PostgreSQL, TimescaleDB's Apache build, or the full one. */
export type StorageTier = 'plain' | 'apache' | 'tsl';

/**
 * Creates the TimescaleDB extension where the server has loaded it and says which tier that makes. Only asks where the
 * library is preloaded: creating it elsewhere ends the connection.
 */
export async function ensureStorageTier(runner: QueryRunner): Promise<StorageTier> {
  const [loaded] = (await runner.query(`
    select exists (select from pg_available_extensions where name = 'timescaledb')
       and exists (select from pg_settings where name like 'timescaledb.%') as ready
  `)) as { ready: boolean }[];
  if (loaded?.ready) await runner.query('create extension if not exists timescaledb');
  return findStorageTier(runner);
}

/** Reads the tier of a database that has been migrated. */
export async function findStorageTier(runner: { query(sql: string): Promise<unknown> }): Promise<StorageTier> {
  const [row] = (await runner.query(`
    select current_setting('timescaledb.license', true) as licence
      from pg_extension where extname = 'timescaledb'
  `)) as { licence: string | null }[];
  if (!row) return 'plain';
  return row.licence === 'apache' ? 'apache' : 'tsl';
}
