/** What processes take of the machine, on Linux: undefined elsewhere. */
import { readFileSync } from 'node:fs';

/** Seconds of processor time of a process's main thread, which others on the machine do not disturb. */
export function cpuOf(pid) {
  const text = read(`/proc/${pid}/schedstat`);
  return text === undefined ? undefined : Number(text.split(' ')[0]) / 1e9;
}

/** Mebibytes in memory now. */
export function memoryOf(pid) {
  const found = /VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`) ?? '');
  return found ? Number(found[1]) / 1024 : undefined;
}

/**
 * Counts the processor time that the database's processes spend, also those that end meanwhile. `ignored` are ids of
 * processes that are somebody else's.
 */
export async function databaseClock(client, ignored = []) {
  const spent = new Map();
  return async () => {
    for (const pid of await databaseProcesses(client)) {
      const cpu = cpuOf(pid);
      if (cpu !== undefined && !ignored.includes(pid)) spent.set(pid, cpu);
    }
    return spent.size === 0 ? undefined : [...spent.values()].reduce((sum, cpu) => sum + cpu, 0);
  };
}

export async function databaseProcesses(client) {
  const { rows } = await client.query(
    `select pid from pg_stat_activity where datname = current_database() and application_name in ('', 'quarterdeck points')`,
  );
  return rows.map(({ pid }) => pid);
}

/** Runs `work`; the largest memory that the process had meanwhile, in mebibytes above what it had before. */
export async function grown(pid, work) {
  const before = memoryOf(pid);
  let peak = before ?? 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid) ?? 0);
  }, 100);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  const after = memoryOf(pid);
  return before === undefined ? undefined : { before, peak: Math.max(peak, after), after };
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
