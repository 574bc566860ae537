import { existsSync, realpathSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { makeDataFolder } from '../data-folder.js';
import { until } from '../process-facts.js';
import { StartupError } from '../startup-error.js';
import { clusterFolder, prepareCluster, readPassword, SUPERUSER, type Cluster } from './postgres-cluster.js';
import { launchPostgres, LaunchError, runningPostgres, stopOrphan, type PostgresProcess } from './postgres-process.js';
import { serverOwner, takeServerLock } from './server-lock.js';

/** A running database of our own. */
export interface EmbeddedPostgres {
  /** Connects as its superuser; holds the password, so it is never logged. */
  url: string;
  port: number;
  /** Closes the database and gives the data folder back; called last, after all connections are closed. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  /** Progress and notes for the person at the terminal. */
  log?: (line: string) => void;
  /** For tests: fast, and lost in a power cut. */
  throwaway?: boolean;
  /** Called when the database died and could not be brought back; the server should leave. */
  onLost?: (error: unknown) => void;
}

const PORT_ATTEMPTS = 5;
/** A database that dies again within this time is not restarted once more. */
const STABLE_MS = 10_000;
const STARTING_MS = 60_000;

/**
 * Starts the database of a data folder: creates it on the first start, takes over after a crash. Called by `main.ts` when
 * QD_DATABASE_URL is unset. Throws a StartupError for everything a person can mend.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  makeDataFolder(options.dataDir);
  const dataDir = realpathSync(options.dataDir);
  const release = takeServerLock(dataDir);
  try {
    const cluster = await prepareCluster(dataDir, options.log ?? ignore);
    await stopOrphan(cluster, options.log ?? ignore);
    const server = await launchOnFreePort(cluster, options.throwaway ?? false);
    return keepAlive(cluster, server, options, release);
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * The database of a data folder for the command line: the running server's, or one started for as long as the command
 * takes. `stop` leaves a server alone that somebody else started.
 */
export async function attachEmbeddedPostgres({ dataDir }: { dataDir: string }): Promise<EmbeddedPostgres> {
  if (!existsSync(clusterFolder(dataDir))) {
    throw new StartupError(
      `There is no database in ${dataDir} yet: start Quarterdeck once, or name its data folder with QD_DATA_DIR.`,
    );
  }
  const folder = realpathSync(clusterFolder(dataDir));
  if (!serverOwner(dataDir)) return startEmbeddedPostgres({ dataDir });
  if (!(await until(() => runningPostgres(folder) !== undefined || !serverOwner(dataDir), STARTING_MS))) {
    throw new StartupError('Quarterdeck is just starting and its database does not answer yet: try again in a minute.');
  }
  const running = runningPostgres(folder);
  if (!running) return startEmbeddedPostgres({ dataDir });
  return { url: urlOf(readPassword(dataDir), running.port), port: running.port, stop: () => Promise.resolve() };
}

async function launchOnFreePort(cluster: Cluster, throwaway: boolean): Promise<PostgresProcess> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchPostgres(cluster, await freePort(), throwaway);
    } catch (error) {
      if (!(error instanceof LaunchError && error.portTaken) || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

/** Brings a database that was killed (by the system short of memory, say) back on its port, where the pools look for it. */
function keepAlive(
  cluster: Cluster,
  first: PostgresProcess,
  { log = ignore, throwaway = false, onLost = ignore }: EmbeddedPostgresOptions,
  release: () => void,
): EmbeddedPostgres {
  let server = first;
  let stopping = false;
  let revival = Promise.resolve();
  const watch = (since: number): void => {
    void server.exited.then(() => {
      if (!stopping) revival = revive(since).catch(onLost);
    });
  };
  const revive = async (since: number): Promise<void> => {
    if (Date.now() - since < STABLE_MS)
      throw new StartupError(`The database keeps ending; ${cluster.logFile} says why.`);
    log('The database ended unexpectedly; starting it again …');
    await stopOrphan(cluster, ignore);
    server = await launchPostgres(cluster, first.port, throwaway);
    watch(Date.now());
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    await revival;
    await server.stop();
    release();
  };
  watch(0);
  return { url: urlOf(cluster.password, first.port), port: first.port, stop };
}

const urlOf = (password: string, port: number): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function ignore(): void {
  // The caller did not ask to be told.
}
