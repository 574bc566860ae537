import { connect, createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import { Clock } from '../platform/clock.js';
import { DatabaseUrl } from '../platform/database/database-url.js';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database.js';
import type { PointColumns } from './binary-copy.js';
import { SeriesStore } from './series-store.js';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 15);

/** A way to the database that breaks, once, when this text is sent over it. */
async function breakingAt(url: string, text: string): Promise<{ url: string; close(): void }> {
  const { hostname, port } = new URL(url);
  let broken = false;
  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far])
      socket.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy()));
    far.pipe(near);
    near.on('data', (chunk) => {
      if (broken || !chunk.includes(text)) return void far.write(chunk);
      broken = true;
      near.destroy();
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const way = new URL(url);
  way.port = String((proxy.address() as AddressInfo).port);
  return { url: way.href, close: () => void proxy.close() };
}

const pointsAt = (series: number, times: readonly number[]): PointColumns => ({
  series: new Int32Array(times.length).fill(series),
  times: Float64Array.from(times),
  values: Float64Array.from(times, (_, place) => place),
});
const SENDER = { kind: 'system', id: '' };
const sentAt = (...of: Parameters<typeof pointsAt>) => [{ points: pointsAt(...of), by: SENDER }];
const storeAt = (url: string) => new SeriesStore(new DatabaseUrl(url), new Clock());
const rangeOf = (series: number) => ({ seriesIds: [series], from: START, to: START + 24 * HOUR });

/** For all sessions of the database that begin from now on. */
const setting = (client: Client, name: string, value: string) =>
  client.query(
    `do $$ begin execute format('alter database %I set ${name} = %L', current_database(), '${value}'); end $$`,
  );

describe('the series store', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  it.each([
    ['points are being written', 'copy point'],
    ['it makes room for a month', "relkind = 'p'"],
  ])('refuses points when the connection breaks while %s, and takes the next ones', async (_, text) => {
    const way = await breakingAt(test.url, text);
    const store = storeAt(way.url);
    await expect(store.write(sentAt(1, [START]))).rejects.toThrow('terminated');
    await store.write(sentAt(1, [START]));
    expect(await store.readRaw(rangeOf(1), 10)).toEqual([[1, START, 0, 1]]);
    await store.onApplicationShutdown();
    way.close();
  });

  it('gives up reading what takes too long, and says so', async () => {
    const admin = new Client({ connectionString: test.url });
    await admin.connect();
    await admin.query('begin');
    await admin.query('lock table point in access exclusive mode');
    const store = storeAt(`${test.url}?statement_timeout=50`);
    await expect(store.readRaw(rangeOf(1), 10)).rejects.toMatchObject({ code: 'metric.too-slow' });
    await admin.end();
    await store.onApplicationShutdown();
  });

  /** Another writer takes the same two points the other way round, so that the store has to give way; then it ends. */
  async function crossedBy<T>(
    series: number,
    write: (store: SeriesStore, points: PointColumns) => Promise<T>,
    end: 'commit' | 'rollback',
  ): Promise<{ result: T; values: number[] }> {
    // Who looks for a deadlock first gives way. On a busy machine that must be the store, and not before there is one.
    const other = new Client({ connectionString: test.url, options: '-c deadlock_timeout=1min' });
    await other.connect();
    await setting(other, 'deadlock_timeout', '3s');
    const store = storeAt(test.url);
    await store.write(sentAt(3, [START + series]));
    const insert = (time: number) =>
      other.query('insert into point (series_id, ts, value) values ($1, $2, 7) on conflict do nothing', [
        series,
        new Date(time),
      ]);
    await other.query('begin');
    await insert(START + 1);
    const written = write(store, pointsAt(series, [START, START + 1]));
    for (let waiting = 0; waiting === 0;) {
      waiting = (await other.query('select from pg_locks where not granted')).rowCount ?? 0;
    }
    await insert(START);
    await other.query(end);
    const result = await written;
    const values = (await store.readRaw(rangeOf(series), 10)).map(([, , value]) => value);
    await other.end();
    await store.onApplicationShutdown();
    return { result, values };
  }

  it('stores points also where another writer takes the same ones in another order', async () => {
    expect((await crossedBy(4, (store, points) => store.write([{ points, by: SENDER }]), 'commit')).values).toEqual([
      0, 1,
    ]);
  });

  it('calls no points new that it stored while another writer was in the way, even where it met none', async () => {
    const { result, values } = await crossedBy(5, (store, points) => store.add({ points, by: SENDER }), 'rollback');
    expect(result).toMatchObject({ met: 0, replaced: 0, allNew: false });
    expect(values).toEqual([0, 1]);
  });

  it('cuts hours where hours begin, whatever the zone of the database', async () => {
    const admin = new Client({ connectionString: test.url });
    await admin.connect();
    await setting(admin, 'timezone', 'Asia/Kolkata');
    await admin.end();
    const store = storeAt(test.url);
    await store.write(sentAt(2, [START, START + HOUR - 1, START + HOUR]));
    const buckets = await store.readBuckets(rangeOf(2), { ms: HOUR, calendar: null }, 'count', 'UTC');
    expect(buckets.map((row) => row.slice(0, 4))).toEqual([
      [2, START, 2, 2],
      [2, START + HOUR, 1, 1],
    ]);
    await store.onApplicationShutdown();
  });
});
