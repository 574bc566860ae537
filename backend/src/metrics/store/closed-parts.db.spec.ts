import { Client } from 'pg';
import { DatabaseUrl } from '../../platform/database/database-url.js';
import { createTestDatabase, type TestDatabase } from '../../platform/testing/test-database.js';
import { SeriesStore } from '../series-store.js';
import { tierOf } from './columns.js';

const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 0, 5);
const by = { kind: 'system', id: '' };

describe('months and chunks of points that are over', () => {
  let test: TestDatabase;
  let store: SeriesStore;
  let bare: Client;
  let now = START + 70 * DAY;
  beforeAll(async () => {
    test = await createTestDatabase();
    store = new SeriesStore(new DatabaseUrl(test.url), { now: () => now, date: () => new Date(now) });
    bare = new Client({ connectionString: test.url, options: '-c timezone=UTC' });
    await bare.connect();
  });
  afterAll(async () => {
    await bare.end();
    await store.onApplicationShutdown();
    await test.drop();
  });

  const tendAll = async () => {
    const tended: string[] = [];
    for (let part = await store.tendClosedPart(); part; part = await store.tendClosedPart()) tended.push(part);
    return tended;
  };
  const write = (value: number, from = 0) => {
    const times = Float64Array.from({ length: 70 }, (_, day) => START + (from + day) * DAY);
    return store.write([{ points: { series: new Int32Array(70).fill(1), times, values: times.map(() => value) }, by }]);
  };
  const values = async () => {
    const rows = await store.readRaw({ seriesIds: [1], from: START, to: START + 70 * DAY }, 99);
    return [...new Set(rows.map(([, , value]) => value))].concat(rows.length);
  };

  it('are tended once, a fortnight after their end, and hold the same points, which may still change', async () => {
    await write(1);
    const tier = await tierOf(bare);
    const tended = await tendAll();
    expect(await tendAll()).toEqual([]);
    if (tier === 'plain') expect(tended).toEqual(['point_2026_01', 'point_2026_02']);
    expect(tended.length).toBe({ plain: 2, apache: 0, tsl: 8 }[tier]);
    expect(await values()).toEqual([1, 70]);
    await write(2);
    expect(await values()).toEqual([2, 70]);
    now += 31 * DAY;
    expect((await tendAll()).length).toBe({ plain: 1, apache: 0, tsl: 3 }[tier]);
    expect(await values()).toEqual([2, 70]);
  });

  it('are left to the process that is at it', async () => {
    await write(3, 100);
    now += 400 * DAY;
    await bare.query('select pg_advisory_lock(7340141)');
    expect(await store.tendClosedPart()).toBeUndefined();
    await bare.query('select pg_advisory_unlock(7340141)');
    expect((await tendAll()).length > 0).toBe((await tierOf(bare)) !== 'apache');
  });
});
