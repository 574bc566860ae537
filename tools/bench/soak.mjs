/**
 * Minutes at 80 % of the ingest limit with dashboards open: nothing may be lost or doubled, and the memory ends where it began.
 * `QD_SOAK_SECONDS` makes it shorter for a try.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { BATCH, bodyOf, MINUTE, sender } from './points.mjs';
import { memoryOf } from './processes.mjs';
import { median } from './server.mjs';

const SECONDS = Number(process.env.QD_SOAK_SECONDS ?? 600);
const SHARE = 0.8;
const TRIED_SECONDS = 5;
const DASHBOARDS = 20;
const START = Date.UTC(2034, 0, 1);

export async function measureSoak(report, server) {
  const { secret } = await server.owner.json('POST', '/api/api-keys', { name: 'soak' });
  const send = sender(server.url, secret);
  const load = { sent: 0, send: () => send(bodyOf(START, load.sent++)) };
  const limit = await limitOf(load);
  report('soak.limit', { value: limit * BATCH, unit: 'points/s' });

  const stop = new AbortController();
  const open = Promise.all(Array.from({ length: DASHBOARDS }, () => look(server, stop.signal)));
  const memory = [];
  const { late } = await pace(load, limit * SHARE, () => memory.push(memoryOf(server.pid) ?? 0));
  stop.abort();
  const looks = (await open).reduce((sum, count) => sum + count, 0);
  send.close();

  const tenth = Math.max(1, Math.floor(memory.length / 10));
  // What is kept and compiled once is there after the first tenth.
  const [began, ended] = [median(memory.slice(tenth, 2 * tenth)), median(memory.slice(-tenth))];
  report('soak.memory at the end / at the beginning', { value: ended / began, unit: 'ratio', target: '<= 1.1' });
  report('soak.memory at the end', { value: ended, unit: 'MiB' });
  report('soak.questions answered', { value: looks, unit: 'questions' });
  report('soak.behind its pace at the end', { value: late, unit: 's' });
  await countAll(report, server, load.sent * BATCH);
}

/** Batches a second, one after another. */
async function limitOf(load) {
  const began = performance.now();
  const before = load.sent;
  while (performance.now() - began < TRIED_SECONDS * 1000) await load.send();
  return (load.sent - before) / ((performance.now() - began) / 1000);
}

/** Sends so many batches a second and notes the memory every second; says how late the last one was. */
async function pace(load, perSecond, note) {
  const began = performance.now();
  const all = Math.ceil(perSecond * SECONDS);
  let noted = -1;
  for (let nth = 0; nth < all; nth++) {
    const due = began + (nth / perSecond) * 1000;
    if (due > performance.now()) await sleep(due - performance.now());
    await load.send();
    const second = Math.floor((performance.now() - began) / 1000);
    if (second > noted) note();
    noted = second;
  }
  return { late: Math.max(0, (performance.now() - began) / 1000 - SECONDS) };
}

/** A dashboard that asks again every second; answers how often it was answered. */
async function look({ owner }, signal) {
  let answered = 0;
  for (let nth = 0; !signal.aborted; nth++) {
    const query = { source: 'metrics', input: { metric: 'bench.load', labels: { n: String(nth % 1000) } } };
    const range = { from: START, to: START + 1440 * MINUTE };
    await owner
      .request('POST', '/api/queries', { range, maxPoints: 500, queries: [query] })
      .then((reply) => reply.text());
    answered++;
    await sleep(1000);
  }
  return answered;
}

async function countAll(report, server, sent) {
  const client = await server.connect();
  try {
    const { rows } = await client.query('select count(*)::float8 as stored from point where ts >= $1 and ts < $2', [
      new Date(START),
      new Date(Date.UTC(2036, 0, 1)),
    ]);
    const { stored } = rows[0];
    report('soak.points', { value: sent, unit: 'points' });
    report('soak.lost', { value: sent - stored, unit: 'points', target: '<= 0' });
    report('soak.doubled', { value: (await rolledUp(client)) - stored, unit: 'points', target: '<= 0' });
  } finally {
    await client.end();
  }
}

/** The points as the rollups count them, once those are made: a point is there once, but it might be counted twice. */
async function rolledUp(client) {
  for (;;) {
    const { rows } = await client.query(
      `select (select count(*) from rollup_addition) + (select count(*) from rollup_dirty) as waiting,
              (select coalesce(sum(n), 0)::float8 from rollup_1h where ts >= $1 and ts < $2) as n`,
      [new Date(START), new Date(Date.UTC(2036, 0, 1))],
    );
    if (Number(rows[0].waiting) === 0) return rows[0].n;
    await sleep(100);
  }
}
