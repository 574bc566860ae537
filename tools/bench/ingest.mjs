/** Points over HTTP against the bare binary COPY of the same points into the same table, and against an ORM's upsert. */
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource, EntitySchema } from 'typeorm';
import { BATCH, bodyOf, columnsOf, copyInto, MINUTE, sender, SERIES, upsertByTypeOrm } from './points.mjs';
import { cpuOf, databaseClock, grown } from './processes.mjs';
import { median, timed } from './server.mjs';

const BATCHES = 30;
const ROUNDS = 5;
const CLIENTS = 32;
const SMALL = 100;
const SMALL_REQUESTS = 30;
const UPSERTS = 5;

export async function measureIngest(report, server) {
  const { secret } = await server.owner.json('POST', '/api/api-keys', { name: 'bench' });
  const client = await server.connect();
  const orm = await connectOrm(server.databaseUrl);
  try {
    await client.query('create table bench_orm (like point including all)');
    const ways = await waysOf(server, { client, orm, secret });
    const memory = await grown(server.pid, async () => {
      tell(report, await rounds(ways));
    });
    if (memory) tellMemory(report, 'ingest', memory);
  } finally {
    await orm.destroy();
    await client.end();
  }
}

export function tellMemory(report, name, { before, peak, after }) {
  report(`${name}.memory before`, { value: before, unit: 'MiB' });
  report(`${name}.memory at most`, { value: peak, unit: 'MiB' });
  report(`${name}.memory after`, { value: after, unit: 'MiB' });
}

/** Each has a month of its own, so that all write into an index of the same size. */
async function waysOf(server, { client, orm, secret }) {
  const { encodeCopy } = await import('../../backend/dist/metrics/binary-copy.js');
  const months = { http: Date.UTC(2030, 0, 1), copy: Date.UTC(2030, 1, 1), small: Date.UTC(2030, 2, 1) };
  const first = Object.values(months).map((start) => bodyOf(start, 0));
  await sendAll(server.url, secret, first); // makes the series and the partitions
  const { rows } = await client.query(`select id from series where metric = 'bench.load' order by (labels->>'n')::int`);
  const ids = rows.map(({ id }) => id);
  const day = (month, round) => months[month] + (1 + round * 5) * 1440 * MINUTE;
  const clock = await databaseClock(client);
  const processors = async () => (await clock()) + (cpuOf(server.pid) ?? NaN);
  const bodies = (round) => Array.from({ length: BATCHES }, (_, batch) => bodyOf(day('http', round), batch));
  const inColumns = (round, month) =>
    Array.from({ length: BATCHES }, (_, batch) => columnsOf(ids, day(month, round), batch));
  const size = async () => {
    const { rows: sizes } = await client.query(`select pg_total_relation_size('point_2030_01')::float8 as bytes`);
    return sizes[0].bytes;
  };
  return {
    processors,
    size,
    http: (round) => sendAll(server.url, secret, bodies(round)),
    settled: () => timed(() => rolledUp(client)),
    copy: (round) =>
      copyAll(
        client,
        inColumns(round, 'copy').map((columns) => encodeCopy(columns)),
      ),
    upsert: (round) => upsertAll(orm, inColumns(round, 'copy').slice(0, UPSERTS)),
    small: (round) => sendSmall(server.url, secret, day('small', round)),
  };
}

/** Who goes first alternates. */
async function rounds(ways) {
  const found = [];
  for (let round = 0; round < ROUNDS; round++) {
    const one = {};
    const http = async () => {
      await ways.settled();
      const before = await ways.processors();
      one.http = await ways.http(round);
      one.rolled = one.http + (await ways.settled());
      one.httpCpu = (await ways.processors()) - before;
    };
    const copy = async () => {
      const before = await ways.processors();
      one.copy = await ways.copy(round);
      one.copyCpu = (await ways.processors()) - before;
    };
    for (const work of round % 2 === 0 ? [http, copy] : [copy, http]) await work();
    const before = await ways.size();
    one.again = await ways.http(round);
    one.growth = ((await ways.size()) - before) / (before / (round + 1));
    one.upsert = await ways.upsert(round);
    one.small = await ways.small(round);
    found.push(one);
  }
  return found;
}

function tell(report, found) {
  const of = (value) => median(found.map(value));
  const ratio = (name, value, target) => report(name, { value: of(value), unit: 'ratio', target });
  ratio('ingest.http, rollups right after / binary COPY', ({ http, copy }) => copy / http, '>= 0.95');
  ratio('ingest.http, rollups within / binary COPY', ({ rolled, copy }) => copy / rolled, '>= 0.8');
  ratio('ingest.http again / binary COPY', ({ again, copy }) => copy / again, '>= 0.55');
  ratio('ingest.http again, table growth', ({ growth }) => growth, '<= 0.1');
  ratio('ingest.http / upsert by TypeORM', ({ http, upsert }) => upsert / UPSERTS / (http / BATCHES), '>= 4');
  const each = CLIENTS * SMALL_REQUESTS * SMALL;
  ratio(
    'ingest.http, 100 points x 32 clients / 10,000',
    ({ http, small }) => each / small / (points / http),
    '>= 0.35',
  );
  const cpu = found.filter(({ httpCpu, copyCpu }) => httpCpu > 0 && copyCpu > 0);
  if (cpu.length > 0) {
    const value = median(cpu.map(({ httpCpu, copyCpu }) => copyCpu / httpCpu));
    report('ingest.http / binary COPY, processor time', { value, unit: 'ratio' });
  }
  report('ingest.http', { value: of(({ http }) => points / (http / 1000)), unit: 'points/s' });
  report('ingest.copy', { value: of(({ copy }) => points / (copy / 1000)), unit: 'points/s' });
  report('ingest.http, 100 points x 32 clients', { value: of(({ small }) => each / (small / 1000)), unit: 'points/s' });
}

const points = BATCH * BATCHES;

/** The bodies are made before the clock starts: a sender's own work is not the server's. */
async function sendAll(url, secret, bodies) {
  const send = sender(url, secret);
  const took = await timed(async () => {
    for (const body of bodies) await send(body);
  });
  send.close();
  return took;
}

const copyAll = (client, bodies) =>
  timed(async () => {
    for (const body of bodies) await copyInto(client, 'point', body);
  });

const upsertAll = (orm, batches) =>
  timed(async () => {
    for (const batch of batches) await upsertByTypeOrm(orm, 'bench_orm', batch);
  });

/** Every client has a hundred series of its own and sends the next point of each. */
async function sendSmall(url, secret, start) {
  const clients = Array.from({ length: CLIENTS }, (_, client) => ({
    send: sender(url, secret),
    bodies: Array.from({ length: SMALL_REQUESTS }, (_, request) => smallBody(client, start + request * MINUTE)),
  }));
  const took = await timed(() =>
    Promise.all(
      clients.map(async ({ send, bodies }) => {
        for (const body of bodies) await send(body);
      }),
    ),
  );
  for (const { send } of clients) send.close();
  return took;
}

function smallBody(client, time) {
  const numbers = Array.from({ length: SMALL }, (_, n) => n);
  const series = numbers.map((n) => ({
    metric: 'bench.load',
    labels: { n: String((client * SMALL + n) % SERIES), of: String(client) },
  }));
  return JSON.stringify({ series, points: numbers.map((n) => [n, time, Math.round(Math.sin(n + time) * 1e4) / 100]) });
}

/** Until what was written stands in the rollups. */
async function rolledUp(client) {
  for (;;) {
    const { rows } = await client.query('select exists (select from rollup_addition) as waiting');
    if (!rows[0].waiting) return;
    await wait(10);
  }
}

async function connectOrm(url) {
  const columns = {
    series_id: { type: 'int', primary: true },
    ts: { type: 'timestamptz', primary: true },
    value: { type: 'float8' },
  };
  const entities = [new EntitySchema({ name: 'bench_orm', columns })];
  return new DataSource({ type: 'postgres', url, entities }).initialize();
}
