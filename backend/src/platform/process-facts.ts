import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process runs. One that has ended and only waits to be collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statOf(pid)?.state !== 'Z';
}

/** When a process started, as an opaque word: tells two processes with the same number apart. Undefined without /proc. */
export function startOf(pid: number): string | undefined {
  const stat = statOf(pid);
  return stat && `${read('/proc/sys/kernel/random/boot_id').trim()}/${stat.start}`;
}

/** The command line of a process; empty when it cannot be known. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return ''; // ps exits with 1 when there is no such process
  }
}

/** The processes of a program that work in this folder. Only Linux can tell; elsewhere there are none. */
export function processesIn(folder: string, program: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const here = pids.filter((pid) => workingFolderOf(pid) === folder && isAlive(pid));
  return here.filter((pid) => commandOf(pid).includes(program));
}

/** Waits until a condition holds; answers whether it did in time. */
export async function until(holds: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** The working folder of a process; undefined when it is gone, belongs to somebody else or the system cannot tell. */
export function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function statOf(pid: number): { state: string; start: string } | undefined {
  // The name stands in parentheses and may hold anything, so fields are counted from the last one: state is the 3rd, start the 22nd.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  const [state, start] = [fields[0], fields[19]];
  return state && start ? { state, start } : undefined;
}

/** A file of /proc; empty when the process has gone meanwhile or there is no /proc. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
