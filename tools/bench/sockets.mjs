/** Open pages: how many one process holds, what each costs, and how far apart the first and the last of them hear of news. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { cpuOf, memoryOf } from './processes.mjs';
import { median } from './server.mjs';

const SOCKETS = 5000;
const ROUNDS = 20;
const METRIC = 'bench.sockets';

export async function measureSockets(report, server) {
  const dashboardId = await watchedDashboard(server);
  const send = await sender(server);
  await send(0);
  const before = memoryOf(server.pid);
  const pages = fork(join(import.meta.dirname, 'open-pages.mjs'));
  try {
    const asked = { url: server.url, cookie: server.owner.cookie, dashboardId, count: SOCKETS };
    const { open, seconds } = await answerOf(pages, { open: asked });
    report('sockets.held by one process', { value: open, unit: 'sockets', target: `>= ${SOCKETS}` });
    report('sockets.opened', { value: open / seconds, unit: 'sockets/s' });
    const after = memoryOf(server.pid);
    if (before && after) report('sockets.memory of each', { value: ((after - before) * 1024) / open, unit: 'KiB' });
    const rounds = [];
    const cpu = cpuOf(server.pid);
    for (let round = 1; round <= ROUNDS; round++) rounds.push(await oneRound(pages, send, round));
    // What the machine does besides does not disturb it; the last page hears of news no earlier than this.
    const spent = ((cpuOf(server.pid) - cpu) / ROUNDS) * 1000;
    if (cpu !== undefined) report('sockets.fan-out, processor time of the server', { value: spent, unit: 'ms' });
    const behind = rounds.flatMap(({ heard }) => heard).sort((a, b) => a - b);
    const p99 = behind[Math.floor(behind.length * 0.99)];
    report('sockets.fan-out, first to p99', { value: p99, unit: 'ms', target: '<= 250' });
    report('sockets.stored to first heard', { value: median(rounds.map(({ first }) => first)), unit: 'ms' });
    const { lost } = await answerOf(pages, { count: true });
    report('sockets.lost meanwhile', { value: lost, unit: 'sockets', target: '<= 0' });
  } finally {
    pages.kill();
  }
}

async function watchedDashboard({ owner }) {
  const panel = {
    id: 'news',
    title: 'News',
    widget: 'widget-stat@1',
    queries: [{ source: 'metrics', input: { metric: METRIC, aggregate: 'last' } }],
    place: { x: 0, y: 0, w: 8, h: 6 },
  };
  const range = { from: 'now-1h', to: 'now' };
  return (await owner.json('POST', '/api/dashboards', { title: 'Sockets', range, panels: [panel] })).id;
}

async function sender(server) {
  const { secret } = await server.owner.json('POST', '/api/api-keys', { name: 'sockets' });
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  return async (value) => {
    const body = JSON.stringify([{ metric: METRIC, time: Date.now(), value }]);
    const reply = await fetch(`${server.url}/api/points`, { method: 'POST', headers, body });
    if (!reply.ok) throw new Error(`Sending points failed: ${await reply.text()}`);
  };
}

/** Clocks of two processes on one machine agree. */
async function oneRound(pages, send, round) {
  const heard = answerOf(pages, { listen: true });
  await send(round);
  const stored = Date.now();
  const { first, behind } = await heard;
  return { first: first - stored, heard: behind };
}

function answerOf(child, message) {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The open pages have ended.'));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer);
    });
    child.send(message);
  });
}
