import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { commandOf, isAlive, processesIn, until, workingFolderOf } from '../process-facts.js';
import { StartupError } from '../startup-error.js';
import { cleanEnvironment, type Cluster } from './postgres-cluster.js';
import { postgresSettings } from './postgres-settings.js';
import { totalMemory } from './total-memory.js';

/** What PostgreSQL writes into postmaster.pid, the one place that says how a running server is doing. */
export interface PostmasterFile {
  pid: number;
  folder: string;
  port: number;
  ready: boolean;
}

/** How long a fast shutdown may take before it is cut short; what was committed is on disk either way. */
const SHUTDOWN_MS = 30_000;
const LOG_LIMIT = 10_000_000;

/** A server that has come up. */
export interface PostgresProcess {
  pid: number;
  port: number;
  /** Resolves when the server has ended, whoever ended it. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL on a port and waits until it answers, however long its recovery takes. */
export async function launchPostgres(cluster: Cluster, port: number, throwaway: boolean): Promise<PostgresProcess> {
  rotateLog(cluster.logFile);
  const logStart = statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = spawnPostgres(cluster, port, throwaway);
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // If this process leaves without stopping the server (an uncaught error), the server must not stay behind.
  const takeAlong = (): boolean => child.kill('SIGINT');
  process.once('exit', takeAlong);
  void exited.then(() => process.off('exit', takeAlong));
  await readiness(cluster, child, exited, logStart);
  const pid = child.pid ?? 0;
  return { pid, port, exited, stop: () => stopPostgres(cluster, pid) };
}

/** Stops a server, ours or one left behind: open transactions are rolled back, what was committed is written. */
export async function stopPostgres({ binaries, folder }: Cluster, pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  if (process.platform === 'win32') await promisify(execFile)(binaries.pgCtl, ['stop', '-m', 'fast', '-D', folder]);
  else process.kill(pid, 'SIGINT');
  if (await until(() => !isAlive(pid), SHUTDOWN_MS)) return;
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid), SHUTDOWN_MS);
}

/**
 * Clears away what a killed Quarterdeck left: a server that still runs without its owner, backends that outlive a killed
 * server for a moment, and a postmaster.pid whose number now belongs to a stranger.
 */
export async function stopOrphan(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const left = readPostmaster(cluster.folder);
  if (left && isPostgresOf(left, cluster.folder)) {
    log('Quarterdeck was not shut down the last time; closing the database it left running …');
    await stopPostgres(cluster, left.pid);
  }
  // Two servers writing the same files would ruin them, so the new one waits for the last backend of the old one.
  const backends = (): number[] => processesIn(cluster.folder, 'postgres');
  if (!(await until(() => backends().length === 0, SHUTDOWN_MS))) {
    throw new StartupError(
      `Processes of an earlier database still work in ${cluster.folder} (${backends().join(', ')}): end them and start again.`,
    );
  }
  // Where backends cannot be counted, PostgreSQL needs the file to find them itself.
  if (process.platform === 'linux') rmSync(join(cluster.folder, 'postmaster.pid'), { force: true });
}

/** The server that runs on this folder and answers, if one does. */
export function runningPostgres(folder: string): PostmasterFile | undefined {
  const found = readPostmaster(folder);
  return found?.ready && isPostgresOf(found, folder) ? found : undefined;
}

function spawnPostgres(
  { binaries, folder, logFile, account }: Cluster,
  port: number,
  throwaway: boolean,
): ChildProcess {
  const settings = Object.entries(postgresSettings(totalMemory(), throwaway)).map(
    ([name, value]) => `${name}=${value}`,
  );
  const log = openSync(logFile, 'a', 0o600);
  try {
    // Detached: Ctrl-C in the terminal reaches only this process, which closes its connections first.
    return spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...settings.flatMap((one) => ['-c', one])], {
      ...cleanEnvironment,
      ...account,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

async function readiness(
  cluster: Cluster,
  child: ChildProcess,
  exited: Promise<void>,
  logStart: number,
): Promise<void> {
  const state = { ended: false, reason: '' };
  child.once('error', ({ message }) => (state.reason = `FATAL: ${message}`));
  void exited.then(() => (state.ended = true));
  for (;;) {
    const file = readPostmaster(cluster.folder);
    if (file?.pid === child.pid && file?.ready) return;
    if (state.ended) throw new LaunchError(cluster, state.reason || readFrom(cluster.logFile, logStart));
    await sleep(10);
  }
}

/** PostgreSQL ended before it was ready. */
export class LaunchError extends StartupError {
  /** Somebody else took the port between our looking and its listening. */
  readonly portTaken: boolean;

  constructor({ logFile }: Cluster, said: string) {
    const lines = said.trim().split('\n');
    const why = lines.findLast((line) => /\b(FATAL|PANIC|ERROR):/.test(line)) ?? lines.at(-1) ?? '';
    const reason = why.replace(/^.*?\b(FATAL|PANIC|ERROR): */, '') || 'it said nothing';
    super(`The database cannot be started (${reason}); ${logFile} says more.`);
    this.portTaken = said.includes('could not create any TCP/IP sockets');
  }
}

function readPostmaster(folder: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const [pid, dataFolder = '', , port, , , , status = ''] = lines;
  return { pid: Number(pid), folder: dataFolder, port: Number(port), ready: status.trim() === 'ready' };
}

/** Numbers are given again: only a living postgres whose data folder is this one counts. */
function isPostgresOf({ pid, folder: noted }: PostmasterFile, folder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  if (process.platform === 'win32') return noted.length > 0;
  const program = basename(commandOf(pid).split(' -D ')[0] ?? '');
  return program === 'postgres' && (workingFolderOf(pid) ?? noted) === folder;
}

function rotateLog(logFile: string): void {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(logFile, `${logFile}.1`);
}

/** What was appended to a file since it had this size. */
function readFrom(path: string, start: number): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(0, statSync(path).size - start));
    readSync(file, bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  } finally {
    closeSync(file);
  }
}
