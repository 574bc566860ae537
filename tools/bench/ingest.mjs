/** New points over HTTP, one connection, against the bare binary COPY of the same points into the same table. */
import { Agent, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copyStreams from 'pg-copy-streams';
import { median } from './server.mjs';

const BATCH = 10_000;
const BATCHES = 30;
const ROUNDS = 5;
const SERIES = 1000;
const MINUTE = 60_000;

export async function measureIngest(report, server) {
  const { encodeCopy } = await import('../../backend/dist/metrics/binary-copy.js');
  const { secret } = await server.owner.json('POST', '/api/api-keys', { name: 'bench' });
  const send = sender(server.url, secret);
  const client = await server.connect();
  try {
    await send(bodyOf(Date.UTC(2030, 0, 1), 0)); // makes the series, and both months' partitions
    await send(bodyOf(Date.UTC(2030, 1, 1), 0));
    const { rows } = await client.query(
      `select id from series where metric = 'bench.load' order by (labels->>'n')::int`,
    );
    const ids = rows.map(({ id }) => id);
    const rates = { http: [], copy: [], ratio: [] };
    for (let round = 0; round < ROUNDS; round++) {
      // Each kind has a month of its own, so that both write into an index of the same size; who goes first alternates.
      const http = () => viaHttp(send, Date.UTC(2030, 0, 2 + round * 5));
      const copy = () => viaCopy(client, encodeCopy, ids, Date.UTC(2030, 1, 2 + round * 5));
      const [first, second] = round % 2 === 0 ? [http, copy] : [copy, http];
      const one = await first();
      const two = await second();
      const [httpRate, copyRate] = round % 2 === 0 ? [one, two] : [two, one];
      rates.http.push(httpRate);
      rates.copy.push(copyRate);
      rates.ratio.push(httpRate / copyRate);
    }
    report('ingest.http / binary COPY', { value: median(rates.ratio), unit: 'ratio' });
    report('ingest.http', { value: median(rates.http), unit: 'points/s' });
    report('ingest.copy', { value: median(rates.copy), unit: 'points/s' });
  } finally {
    await client.end();
  }
}

const rate = (ms) => (BATCH * BATCHES) / (ms / 1000);

/** The bodies are made before the clock starts: a sender's own work is not the server's. */
async function viaHttp(send, start) {
  const bodies = Array.from({ length: BATCHES }, (_, batch) => bodyOf(start, batch));
  const began = performance.now();
  for (const body of bodies) await send(body);
  return rate(performance.now() - began);
}

async function viaCopy(client, encodeCopy, ids, start) {
  const bodies = Array.from({ length: BATCHES }, (_, batch) => encodeCopy(columnsOf(ids, start, batch)));
  const began = performance.now();
  for (const body of bodies) {
    const copy = client.query(copyStreams.from('copy point (series_id, ts, value) from stdin (format binary)'));
    await pipeline(Readable.from([body]), copy);
  }
  return rate(performance.now() - began);
}

const timeOf = (start, batch, row) => start + (batch * (BATCH / SERIES) + Math.floor(row / SERIES)) * MINUTE;
const valueOf = (batch, row) => Math.round(Math.sin(batch + row) * 10_000) / 100;

function bodyOf(start, batch) {
  const series = Array.from({ length: SERIES }, (_, n) => ({ metric: 'bench.load', labels: { n: String(n) } }));
  const points = Array.from({ length: BATCH }, (_, row) => [
    row % SERIES,
    timeOf(start, batch, row),
    valueOf(batch, row),
  ]);
  return JSON.stringify({ series, points });
}

const columnsOf = (ids, start, batch) => ({
  series: Int32Array.from({ length: BATCH }, (_, row) => ids[row % SERIES]),
  times: Float64Array.from({ length: BATCH }, (_, row) => timeOf(start, batch, row)),
  values: Float64Array.from({ length: BATCH }, (_, row) => valueOf(batch, row)),
});

function sender(url, secret) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  return (body) =>
    new Promise((resolve, reject) => {
      const call = request(`${url}/api/points`, { method: 'POST', agent, headers }, (reply) => {
        reply.resume();
        reply.on('end', () =>
          reply.statusCode === 200 ? resolve() : reject(new Error(`points: ${reply.statusCode}`)),
        );
      });
      call.on('error', reject);
      call.end(body);
    });
}
