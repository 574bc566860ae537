import { migrations } from '@quarterdeck/migrations';
import { Client } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { StartupError } from '../startup-error.js';
import { ADVISORY_LOCKS } from './advisory-locks.js';
import { SnakeCaseNames } from './naming.js';
import { ensureTenantRole } from './tenant-role.js';

const OLDEST_POSTGRES = 150_000;

export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  migrations,
  migrationsTableName: 'migrations',
  namingStrategy: new SnakeCaseNames(),
  synchronize: false,
  applicationName: 'quarterdeck',
});

/**
 * Brings a database to this version's schema; called at every start before anything else touches the tables. Safe with
 * several processes at once. Throws a StartupError for an unreachable database, one that is too old, one that a newer
 * version has migrated, and for missing rights.
 */
export async function migrate(url: string): Promise<void> {
  const lock = await connect(url);
  try {
    await requireVersion(lock);
    await lock.query('select pg_advisory_lock($1)', [ADVISORY_LOCKS.migration]);
    await requireNoNewerSchema(lock);
    await ensureTenantRole(lock);
    const source = await new DataSource(dataSourceOptions(url)).initialize();
    try {
      await source.runMigrations({ transaction: 'each' });
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const { hostname, port, pathname } = new URL(url);
    const why = cause instanceof Error ? cause.message || (cause as { code?: string }).code : String(cause);
    throw new StartupError(
      `The database at ${hostname}:${port || '5432'}${pathname} cannot be reached (${why ?? 'no answer'}): check QD_DATABASE_URL and that the server runs.`,
      { cause },
    );
  }
}

async function requireVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  );
  const [version] = rows;
  if (Number(version?.number) >= OLDEST_POSTGRES) return;
  throw new StartupError(`PostgreSQL ${version?.name ?? ''} is too old: use version 15 or newer.`);
}

async function requireNoNewerSchema(client: Client): Promise<void> {
  const { rows } = await client.query<{ found: string | null }>(`select to_regclass('migrations')::text as found`);
  if (!rows[0]?.found) return;
  const known = migrations.map((migration) => migration.name);
  const newer = await client.query<{ name: string }>('select name from migrations where name <> all($1)', [known]);
  if (newer.rows.length === 0) return;
  throw new StartupError(
    `This database belongs to a newer Quarterdeck (it has the migration ${newer.rows[0]?.name ?? ''}): start that version, or restore a backup from before the upgrade.`,
  );
}
