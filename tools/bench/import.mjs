/** A CSV file of five million rows through the import, against the bare binary COPY of the same points; and the memory it takes. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copyStreams from 'pg-copy-streams';
import { timed } from './server.mjs';

const ROWS = 5_000_000;
const CHUNK = 5000;
const BATCH = 20_000;
const SECOND = 1000;
const MEBIBYTE = 1024 * 1024;
/** Each has three months of its own, as long as each other, so that both write into indexes of the same size. */
const IMPORTED = Date.UTC(2031, 2, 2);
const COPIED = Date.UTC(2031, 6, 2);

export async function measureImport(report, server) {
  await importRows(server, IMPORTED - 100 * SECOND, 100); // makes the series and the partitions, and warms up
  await importRows(server, COPIED - 100 * SECOND, 100);
  await importRows(server, COPIED + ROWS * SECOND, 100); // COPY makes no partitions for the month in which it ends
  const before = resident(server.pid);
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, resident(server.pid))), 20);
  const importMs = await timed(() => importRows(server, IMPORTED, ROWS));
  clearInterval(watch);
  const copyMs = await timed(() => copyRows(server, COPIED));
  report('import.rows / binary COPY', { value: copyMs / importMs, unit: 'ratio' });
  report('import.rows', { value: ROWS / (importMs / 1000), unit: 'rows/s' });
  report('import.memory', { value: (peak - before) / MEBIBYTE, unit: 'MiB more', target: '<= 150' });
}

const valueOf = (row) => Math.round(Math.sin(row) * 10_000) / 100;

function* fileOf(start, rows) {
  yield 'time,value\n';
  for (let row = 0; row < rows; row += CHUNK) {
    const lines = Array.from({ length: Math.min(CHUNK, rows - row) }, (_, n) => {
      const time = new Date(start + (row + n) * SECOND).toISOString();
      return `${time.slice(0, 19).replace('T', ' ')},${valueOf(row + n)}\n`;
    });
    yield lines.join('');
  }
}

async function importRows({ url, owner }, start, rows) {
  const mapping = {
    ...{ delimiter: ',', quote: '"', header: true, decimalComma: false, labels: [] },
    ...{ timeColumn: 0, timeFormat: 'iso', timezone: 'UTC', values: [{ column: 1, metric: 'bench.import' }] },
  };
  const { id } = await owner.json('POST', '/api/imports', { fileName: 'bench.csv', fileBytes: 0, mapping });
  const headers = { cookie: owner.cookie, 'content-type': 'text/csv' };
  const call = request(`${url}/api/imports/${id}/content`, { method: 'PUT', headers });
  const answered = new Promise((resolve, reject) => call.once('response', resolve).once('error', reject));
  await pipeline(Readable.from(fileOf(start, rows)), call);
  const reply = await answered;
  const answer = JSON.parse(Buffer.concat(await reply.toArray()).toString());
  if (answer.added !== rows)
    throw new Error(`The import stored other points than it was sent: ${JSON.stringify(answer)}`);
}

async function copyRows(server, start) {
  const { encodeCopy } = await import('../../backend/dist/metrics/binary-copy.js');
  const client = await server.connect();
  try {
    const { rows } = await client.query(`select id from series where metric = 'bench.import'`);
    for (let first = 0; first < ROWS; first += BATCH) {
      const points = {
        series: new Int32Array(BATCH).fill(rows[0].id),
        times: Float64Array.from({ length: BATCH }, (_, n) => start + (first + n) * SECOND),
        values: Float64Array.from({ length: BATCH }, (_, n) => valueOf(first + n)),
      };
      const copy = client.query(copyStreams.from('copy point (series_id, ts, value) from stdin (format binary)'));
      await pipeline(Readable.from([encodeCopy(points)]), copy);
    }
  } finally {
    await client.end();
  }
}

/** The memory of the server's process, in bytes. Linux only, as are the figures that are published. */
const resident = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
