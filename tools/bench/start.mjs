/** How long a start takes, built already: on an empty data folder and on one that is there; and what idling costs. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { median, startProduct, temporaryFolder } from './server.mjs';

const SETTLE_MS = 5000;

export async function measureStart(report) {
  const dataDir = temporaryFolder();
  try {
    const cold = await startProduct({ QD_DATA_DIR: dataDir });
    report('start.cold', { value: cold.readyMs, unit: 'ms' });
    await cold.stop();
    const warm = [];
    for (let run = 0; run < 3; run++) {
      const product = await startProduct({ QD_DATA_DIR: dataDir });
      warm.push(product.readyMs);
      if (run === 2) await measureIdle(report, product.pid);
      await product.stop();
    }
    report('start.warm', { value: median(warm), unit: 'ms' });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Private memory: pages that PostgreSQL's processes share are counted once. Linux only. */
async function measureIdle(report, pid) {
  if (process.platform !== 'linux') return;
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  report('idle.memory.server', { value: proportional(pid), unit: 'MiB' });
  const children = descendantsOf(pid).map(proportional);
  report('idle.memory.database', { value: children.reduce((sum, one) => sum + one, 0), unit: 'MiB' });
}

function proportional(pid) {
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kilobytes ?? 0) / 1024;
}

function descendantsOf(pid) {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)]);
  const found = [pid];
  for (const one of found) found.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child));
  return found.slice(1);
}

function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
  } catch {
    return 0; // it has ended in the meantime
  }
}
