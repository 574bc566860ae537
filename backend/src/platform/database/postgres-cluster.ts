import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { barrierFor, isRoot, type Account } from '../data-folder.js';
import { StartupError } from '../startup-error.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';

/** A database on disk with all that is needed to run it. */
export interface Cluster {
  folder: string;
  logFile: string;
  password: string;
  binaries: PostgresBinaries;
  /** Whom PostgreSQL runs as when this process is root, which PostgreSQL refuses to be. */
  account: Account | undefined;
}

export const SUPERUSER = 'quarterdeck';

/** What Debian, Alpine and macOS alike keep for programs that should own nothing else. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

/** The system's own variables would override what is said here (PGPORT, PGDATA, LANG …). Windows cannot run without its own. */
export const cleanEnvironment = process.platform === 'win32' ? {} : { env: { LC_ALL: 'C', TZ: 'UTC' } };

export const clusterFolder = (dataDir: string): string => join(dataDir, 'postgres');

/** Opens the database of a data folder, and creates it on the first start. The caller holds the server lock. */
export async function prepareCluster(dataDir: string, log: (line: string) => void): Promise<Cluster> {
  const folder = clusterFolder(dataDir);
  const exists = existsSync(folder); // it gets its name when it is whole
  const account = accountFor(exists ? folder : undefined);
  requireReachable(dataDir, account);
  const binaries = postgresBinaries(account, dataDir);
  const cluster = { folder, logFile: join(dataDir, 'postgres.log'), binaries, account, password: '' };
  if (exists) requireSameMajor(cluster);
  else await createCluster(dataDir, cluster, log);
  return { ...cluster, password: readPassword(dataDir) };
}

/** The password of the database in a data folder; only its owner can read it. */
export function readPassword(dataDir: string): string {
  const path = passwordFile(dataDir);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new StartupError(
      `The password of the database cannot be read from ${path} (${(error as NodeJS.ErrnoException).code}): ` +
        'start Quarterdeck as the user who created this data folder, or choose another one with QD_DATA_DIR.',
      { cause: error },
    );
  }
}

const passwordFile = (dataDir: string): string => join(dataDir, 'postgres.password');

/** As root: whoever owns the database already, else nobody. As a plain user: that user. */
function accountFor(existing: string | undefined): Account | undefined {
  const owner = existing === undefined ? undefined : statSync(existing);
  if (isRoot()) return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
  if (owner && process.getuid && owner.uid !== process.getuid()) {
    throw new StartupError(
      `The database in ${existing} belongs to another user (number ${owner.uid}): ` +
        'start Quarterdeck as that user, or choose another data folder with QD_DATA_DIR.',
    );
  }
  return undefined;
}

function requireReachable(dataDir: string, account: Account | undefined): void {
  const barrier = account && barrierFor(account, dataDir);
  if (!barrier) return;
  throw new StartupError(
    `Started by root, the database runs as an unprivileged user, who cannot pass through ${barrier} to the data folder: ` +
      'choose another one, such as QD_DATA_DIR=/var/lib/quarterdeck, or start Quarterdeck as a plain user.',
  );
}

function requireSameMajor({ folder, binaries }: Cluster): void {
  const written = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (written === binaries.major) return;
  throw new StartupError(
    `The database in ${folder} was written by PostgreSQL ${written}, but this Quarterdeck carries PostgreSQL ${binaries.major}: ` +
      'start the Quarterdeck that wrote it, or choose another data folder with QD_DATA_DIR.',
  );
}

/** Works beside the final place and renames at the end, so that an interrupted first start leaves nothing half made. */
async function createCluster(dataDir: string, cluster: Cluster, log: (line: string) => void): Promise<void> {
  log('Creating the database …');
  const unfinished = `${cluster.folder}.new`;
  const pwfile = `${passwordFile(dataDir)}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  if (!existsSync(passwordFile(dataDir))) {
    writeFileSync(passwordFile(dataDir), `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  }
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(pwfile, readPassword(dataDir), { mode: 0o600 });
  if (cluster.account) {
    for (const path of [unfinished, pwfile]) chownSync(path, cluster.account.uid, cluster.account.gid);
  }
  try {
    await initdb(cluster, unfinished, pwfile);
  } finally {
    rmSync(pwfile, { force: true });
  }
  renameSync(unfinished, cluster.folder);
}

async function initdb({ binaries, account, logFile }: Cluster, folder: string, pwfile: string): Promise<void> {
  const access = ['-U', SUPERUSER, `--pwfile=${pwfile}`, '--auth=scram-sha-256'];
  const language = ['-E', 'UTF8', '--locale=C', '--locale-provider=libc'];
  try {
    await promisify(execFile)(binaries.initdb, ['-D', folder, ...access, ...language], {
      ...cleanEnvironment,
      ...account,
      windowsHide: true,
    });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr ?? '';
    appendFileSync(logFile, said);
    const why = said.trim().split('\n').at(-1) ?? '';
    throw new StartupError(
      `The database cannot be created (${why || (error as Error).message}); ${logFile} says more.`,
      {
        cause: error,
      },
    );
  }
}
