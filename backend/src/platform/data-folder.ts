import { accessSync, chmodSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { StartupError } from './startup-error.js';

/** The user a child process runs as. */
export interface Account {
  uid: number;
  gid: number;
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Creates the data folder where there is none; called before anything writes into it. As root it is open to passers-by, because the database
 * in it runs as another user and must get through; what is secret in it is closed file by file.
 */
export function makeDataFolder(dataDir: string): void {
  const mode = isRoot() ? 0o755 : 0o700;
  try {
    const first = mkdirSync(dataDir, { recursive: true, mode });
    if (first) openUp(first, dataDir, mode);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `The data folder ${dataDir} cannot be written to (${code}): ` +
        'start Quarterdeck as the user it belongs to, or choose another one with QD_DATA_DIR.',
      { cause: error },
    );
  }
}

/** The first folder on the way to a path (or the path itself) that this account may not pass through; undefined when it may. */
export function barrierFor(account: Account, path: string): string | undefined {
  let way = realpathSync(path);
  const steps = [way];
  while (dirname(way) !== way) steps.unshift((way = dirname(way)));
  return steps.find((step) => !mayPass(account, step));
}

/** mkdir obeys the umask of the shell; a strict one would lock the database out of the folders just made. */
function openUp(first: string, last: string, mode: number): void {
  let folder = first;
  chmodSync(folder, mode);
  for (const name of relative(first, last).split(sep).filter(Boolean)) chmodSync((folder = join(folder, name)), mode);
}

function mayPass({ uid, gid }: Account, path: string): boolean {
  const stat = statSync(path);
  if (stat.uid === uid) return (stat.mode & 0o100) !== 0;
  return (stat.mode & (stat.gid === gid ? 0o010 : 0o001)) !== 0;
}
