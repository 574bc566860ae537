/** Points to measure with, and the ways in which they are sent. */
import { Agent, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copyStreams from 'pg-copy-streams';

export const MINUTE = 60_000;
export const BATCH = 10_000;
export const SERIES = 1000;

const timeOf = (start, batch, row) => start + (batch * (BATCH / SERIES) + Math.floor(row / SERIES)) * MINUTE;
const valueOf = (batch, row) => Math.round(Math.sin(batch + row) * 10_000) / 100;

/** Ten minutes of a thousand series, minute by minute, as the body of `POST /api/points`. */
export function bodyOf(start, batch, metric = 'bench.load') {
  const series = Array.from({ length: SERIES }, (_, n) => ({ metric, labels: { n: String(n) } }));
  const points = Array.from({ length: BATCH }, (_, row) => [
    row % SERIES,
    timeOf(start, batch, row),
    valueOf(batch, row),
  ]);
  return JSON.stringify({ series, points });
}

/** The same points in columns, whose series have these ids. */
export const columnsOf = (ids, start, batch) => ({
  series: Int32Array.from({ length: BATCH }, (_, row) => ids[row % SERIES]),
  times: Float64Array.from({ length: BATCH }, (_, row) => timeOf(start, batch, row)),
  values: Float64Array.from({ length: BATCH }, (_, row) => valueOf(batch, row)),
});

/** Sends bodies over one connection; `secret` is an API key. */
export const sender = (url, secret) => poster(`${url}/api/points`, { authorization: `Bearer ${secret}` });

/** Posts JSON over one connection, without asking for compression; resolves with the bytes of the answer. */
export function poster(address, headers) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const options = { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } };
  const post = (body) =>
    new Promise((resolve, reject) => {
      const call = request(address, options, (reply) => {
        const parts = [];
        reply.on('data', (part) => parts.push(part));
        reply.on('end', () => {
          const bytes = Buffer.concat(parts);
          if (reply.statusCode < 300) resolve(bytes);
          else reject(new Error(`${address}: ${String(reply.statusCode)} ${bytes.toString()}`));
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  return Object.assign(post, { close: () => agent.destroy() });
}

export async function copyInto(client, table, bytes) {
  const copy = client.query(copyStreams.from(`copy ${table} (series_id, ts, value) from stdin (format binary)`));
  await pipeline(Readable.from([bytes]), copy);
}

/** A thousand rows at a time, as TypeORM writes them. */
export async function upsertByTypeOrm(orm, table, { series, times, values }) {
  for (let from = 0; from < series.length; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, nth) => {
      const row = from + nth;
      return { series_id: series[row], ts: new Date(times[row]), value: values[row] };
    });
    const into = orm.createQueryBuilder().insert().into(table).values(rows);
    await into.orUpdate(['value'], ['series_id', 'ts']).updateEntity(false).execute();
  }
}
