/** What the database can do for points: plain PostgreSQL, TimescaleDB's Apache build, or the full one. */
export type StorageTier = 'plain' | 'apache' | 'tsl';

/** Answers rows, as TypeORM's runner does. */
interface Asked {
  query(sql: string): Promise<unknown>;
}

/**
 * Creates the TimescaleDB extension where the server has loaded it and says which tier that makes. Only asks where the
 * library is preloaded: creating it elsewhere ends the connection.
 */
export async function ensureStorageTier(runner: Asked): Promise<StorageTier> {
  const [loaded] = (await runner.query(`
    select exists (select from pg_available_extensions where name = 'timescaledb')
       and exists (select from pg_settings where name like 'timescaledb.%') as ready
  `)) as { ready: boolean }[];
  if (loaded?.ready) await runner.query('create extension if not exists timescaledb');
  return offeredTier(runner);
}

/**
 * How the points of a migrated database lie. Where TimescaleDB came to a database that had points already, they stay in months
 * of plain PostgreSQL until they are moved.
 */
export async function findStorageTier(runner: Asked): Promise<StorageTier> {
  const [found] = (await runner.query(`
    select relkind = 'p' as parted from pg_class where oid = to_regclass('point')
  `)) as { parted: boolean }[];
  return found?.parted ? 'plain' : offeredTier(runner);
}

async function offeredTier(runner: Asked): Promise<StorageTier> {
  const [row] = (await runner.query(`
    select current_setting('timescaledb.license', true) as licence
      from pg_extension where extname = 'timescaledb'
  `)) as { licence: string | null }[];
  if (!row) return 'plain';
  return row.licence === 'apache' ? 'apache' : 'tsl';
}
