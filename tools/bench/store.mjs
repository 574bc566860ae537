/**
 * The series store against the bare thing, without HTTP: how much of a binary COPY is left with rollups made within, what
 * sending everything again costs, and what a year of minutes costs to read. On Linux in seconds of processor time of the
 * database's processes, which others on the machine do not disturb; elsewhere by the clock.
 */
import { copyInto } from './points.mjs';
import { databaseClock, databaseProcesses } from './processes.mjs';
import { median } from './server.mjs';

const BATCH = 10_000;
const BATCHES = 20;
const ROUNDS = 3;
const SERIES = 1000;
const FIRST_ID = 1_500_000_000;
const MINUTE = 60_000;
const YEAR = 365 * 1440;

export async function measureStore(report, { databaseUrl, connect }) {
  const { SeriesStore } = await import('../../backend/dist/metrics/series-store.js');
  const store = new SeriesStore({ value: databaseUrl }, { now: () => Date.now() });
  const client = await connect();
  try {
    await measureWriting(report, store, client);
    await measureReading(report, store, client);
  } finally {
    await store.onApplicationShutdown();
    await client.end();
  }
}

async function measureWriting(report, store, client) {
  const { encodeCopy } = await import('../../backend/dist/metrics/binary-copy.js');
  await client.query('create table bench_point (like point including all)');
  const productsOwn = await databaseProcesses(client);
  await store.write(delivery(batchOf(0, 0)));
  const rates = { write: [], rolled: [], replay: [] };
  const growth = [];
  for (let round = 1; round <= ROUNDS; round++) {
    await client.query('truncate bench_point');
    const batches = Array.from({ length: BATCHES }, (_, nth) => batchOf(round, nth));
    const others = Array.from({ length: BATCHES }, (_, nth) => batchOf(round + ROUNDS, nth));
    const bare = await cost(client, () => each(batches, (batch) => copyInto(client, 'bench_point', encodeCopy(batch))));
    const write = () => each(batches, (batch) => store.write(delivery(batch)));
    rates.write.push(bare / (await cost(client, write, productsOwn)));
    rates.rolled.push(bare / (await cost(client, () => each(others, (batch) => store.write(delivery(batch))))));
    const before = await sizeOf(client);
    rates.replay.push(bare / (await cost(client, () => each(batches, (batch) => store.write(delivery(batch))))));
    growth.push((await sizeOf(client)) / before - 1);
  }
  const ratio = (values, target) => ({ value: median(values), unit: 'ratio', target });
  report('store.write, rollups made right after / COPY', ratio(rates.write, '>= 0.95'));
  report('store.write, their making included / COPY', ratio(rates.rolled, '>= 0.8'));
  report('store.write again / binary COPY', ratio(rates.replay, '>= 0.55'));
  report('store.write again, table growth', ratio(growth, '<= 0.1'));
}

async function measureReading(report, store, client) {
  const series = FIRST_ID - 1;
  const start = Date.UTC(2032, 0, 1);
  for (let from = 0; from < YEAR; from += 50_000) {
    const length = Math.min(50_000, YEAR - from);
    const times = Float64Array.from({ length }, (_, at) => start + (from + at) * MINUTE);
    const values = times.map((time) => Math.round(Math.sin(time / 1e7) * 1000) / 10);
    await store.write(delivery({ series: new Int32Array(length).fill(series), times, values }));
  }
  await client.query('vacuum analyze point, rollup_1h, rollup_1d');
  await client.query('set plan_cache_mode = force_custom_plan; set jit = off');
  const range = { seriesIds: [series], from: start, to: start + YEAR * MINUTE };
  const step = { ms: 9 * 60 * MINUTE, calendar: null };
  const raw = `select series_id, extract(epoch from bucket)::float8 * 1000, value from (
      select series_id, date_bin('9 hours', ts, '2000-01-03') as bucket, avg(value) as value
        from point where series_id = any($1::int[]) and ts >= $2 and ts < $3 group by 1, 2
    ) as buckets order by series_id, bucket`;
  const values = [[series], new Date(range.from), new Date(range.to)];
  const ratios = [];
  for (let run = 0; run < 15; run++) {
    const bare = await cost(client, () => client.query({ text: raw, values, rowMode: 'array' }));
    ratios.push((await cost(client, () => store.readBuckets(range, step, 'avg', 'UTC'))) / bare);
  }
  report('store.year of minutes to 974 buckets / raw', { value: median(ratios), unit: 'ratio', target: '<= 0.1' });
}

const delivery = (points) => [{ points, by: { kind: 'system', id: '' } }];

const each = async (batches, work) => {
  for (const batch of batches) await work(batch);
};

/** A round lies in months of its own, each batch ten minutes of a thousand series. */
function batchOf(round, nth) {
  const start = Date.UTC(2033, round, 1) + nth * 10 * MINUTE;
  return {
    series: Int32Array.from({ length: BATCH }, (_, row) => FIRST_ID + (row % SERIES)),
    times: Float64Array.from({ length: BATCH }, (_, row) => start + Math.floor(row / SERIES) * MINUTE),
    values: Float64Array.from({ length: BATCH }, (_, row) => Math.round(Math.sin(nth + row) * 10_000) / 100),
  };
}

async function sizeOf(client) {
  const { rows } = await client.query(
    `select sum(pg_total_relation_size(inhrelid))::float8 as bytes from pg_inherits where inhparent = 'point'::regclass`,
  );
  return rows[0].bytes;
}

/** Seconds of processor time that the database's processes spend on it, without those that `ignored` names; or of the clock. */
async function cost(client, work, ignored = []) {
  const clock = await databaseClock(client, ignored);
  const [before, began] = [await clock(), performance.now()];
  await work();
  const took = (performance.now() - began) / 1000;
  const after = await clock();
  return before === undefined || after === undefined ? took : after - before;
}
