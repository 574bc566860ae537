import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startOf } from '../process-facts.js';
import { StartupError } from '../startup-error.js';

interface Owner {
  pid: number;
  /** When that process started: after a restart of the machine the number may belong to somebody else. */
  start?: string | undefined;
}

/**
 * Claims a data folder for this process and answers how to give it back. Two servers on one folder would fight over
 * one database; a lock whose owner was killed is taken over.
 */
export function takeServerLock(dataDir: string): () => void {
  const path = join(dataDir, 'server.lock');
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }), { mode: 0o644 });
  try {
    // A link appears whole or not at all, so nobody ever reads half a lock.
    while (!linked(mine, path)) {
      const owner = serverOwner(dataDir);
      if (owner) throw alreadyRunning(owner.pid);
      discard(path, mine);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** The living process that serves this data folder, if there is one. The command line asks before it opens the database. */
export function serverOwner(dataDir: string): Owner | undefined {
  const owner = readOwner(join(dataDir, 'server.lock'));
  if (!owner || !isAlive(owner.pid)) return undefined;
  return owner.start === startOf(owner.pid) ? owner : undefined;
}

function alreadyRunning(pid: number): StartupError {
  return new StartupError(
    `Quarterdeck is already running with this data folder (process ${pid}): ` +
      'use that one, stop it first, or choose another folder with QD_DATA_DIR.',
  );
}

/** Moves a dead lock aside before deleting it, and puts it back when another starter was quicker and it is a living one. */
function discard(path: string, mine: string): void {
  const aside = `${mine}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const owner = readOwner(aside);
  if (owner && isAlive(owner.pid) && owner.start === startOf(owner.pid)) linked(aside, path);
  rmSync(aside);
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (gone || error instanceof SyntaxError) return undefined; // a lock torn by a power cut has no owner
    throw error;
  }
}
