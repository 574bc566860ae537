/** Throwaway PostgreSQL servers for tests. */
import './register-typescript.mjs';
import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const { startEmbeddedPostgres } = await import('../database/embedded-postgres.ts');
const { serverOwner } = await import('../database/server-lock.ts');
const { prepareCluster } = await import('../database/postgres-cluster.ts');
const { stopOrphan } = await import('../database/postgres-process.ts');
const { barrierFor, isRoot } = await import('../data-folder.ts');

const PREFIX = 'quarterdeck-test-';

/** Starts a server in a folder of its own; `stop` removes both. */
export async function startTestServer() {
  const dataDir = mkdtempSync(join(temporaryFolder(), PREFIX));
  if (isRoot()) chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, throwaway: true });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

/** Removes servers of test runs that were killed. */
export async function sweepAbandonedServers() {
  const folder = temporaryFolder();
  for (const name of readdirSync(folder).filter((each) => each.startsWith(PREFIX))) {
    const dataDir = realpathSync(join(folder, name));
    // Without a lock it is not abandoned: another run makes it at this moment.
    if (!existsSync(join(dataDir, 'server.lock')) || serverOwner(dataDir)) continue;
    await removeAbandoned(dataDir).catch((error) => console.warn(`${dataDir} could not be removed: ${error.message}`));
  }
}

/** Drops the databases of one test run from a server that is not ours. */
export async function dropTestDatabases(url, run) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('select datname from pg_database where datname like $1', [`qd_test_${run}_%`]);
    for (const { datname } of rows) {
      await client.query(`alter database "${datname}" is_template false`);
      await client.query(`drop database "${datname}" with (force)`);
    }
  } finally {
    await client.end();
  }
}

async function removeAbandoned(dataDir) {
  const ignore = () => undefined;
  if (existsSync(join(dataDir, 'postgres'))) await stopOrphan(await prepareCluster(dataDir, ignore), ignore);
  rmSync(dataDir, { recursive: true, force: true });
}

/** As root the server runs as nobody, who may be kept out of a private folder for temporary files. */
function temporaryFolder() {
  const folders = [tmpdir(), '/tmp', '/var/tmp'];
  if (!isRoot()) return folders[0];
  return folders.find((folder) => existsSync(folder) && !barrierFor({ uid: 65534, gid: 65534 }, folder)) ?? folders[0];
}
