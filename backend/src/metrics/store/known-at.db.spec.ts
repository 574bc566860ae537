import { findStorageTier } from '@quarterdeck/migrations';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrate } from '../../platform/database/migrate.js';
import { DatabaseUrl } from '../../platform/database/database-url.js';
import { createTestDatabase, type TestDatabase } from '../../platform/testing/test-database.js';
import type { PointColumns } from '../binary-copy.js';
import { SeriesStore } from '../series-store.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECOND = 1000;
const START = Date.UTC(2026, 4, 31, 22);
const PLACES = 60;
/** When the first change happens; each takes a second. */
const BEGIN = Date.UTC(2026, 10, 1);
const SERIES = [1, 2];
const HISTORIES = 5;
const CHANGES = 120;
const QUESTIONS = 2000;
const AT_ONCE = 25;

interface Version {
  readonly at: number;
  /** Undefined from when the point was taken away. */
  readonly value: number | undefined;
}

/** The same numbers in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0) % below;
  };
}

/** Every value that every point ever had, and when: as simple as it can be said. */
class Model {
  private readonly points = new Map<string, Version[]>();

  note(at: number, series: number, time: number, value: number | undefined): void {
    const key = `${String(series)} ${String(time)}`;
    this.points.set(key, [...(this.points.get(key) ?? []), { at, value }]);
  }

  known(at: number, series: number, from: number, to: number): [number, number][] {
    const found: [number, number][] = [];
    for (let time = from; time < to; time += MINUTE) {
      const versions = this.points.get(`${String(series)} ${String(time)}`) ?? [];
      const value = versions.findLast((version) => version.at <= at)?.value;
      if (value !== undefined) found.push([time, value]);
    }
    return found;
  }
}

describe('points as they were known', () => {
  let test: TestDatabase;
  let store: SeriesStore;
  let now = BEGIN;
  beforeEach(async () => {
    test = await createTestDatabase();
    store = new SeriesStore(new DatabaseUrl(test.url), { now: () => now, date: () => new Date(now) });
  });
  afterEach(async () => {
    await store.onApplicationShutdown();
    await test.drop();
  });

  const by = { kind: 'user', id: 'ada' };
  const columns = (series: number, rows: readonly [number, number][]): PointColumns => ({
    series: new Int32Array(rows.length).fill(series),
    times: Float64Array.from(rows, ([time]) => time),
    values: Float64Array.from(rows, ([, value]) => value),
  });

  /** Some points are sent, of which some are there; or some that are there are taken away. */
  async function change(model: Model, below: (below: number) => number): Promise<void> {
    const series = SERIES[below(SERIES.length)] as number;
    if (below(4) === 0) {
      const taken = model.known(now, series, START, START + PLACES * MINUTE).filter(() => below(4) === 0);
      for (const [time] of taken) model.note(now, series, time, undefined);
      if (taken.length > 0) await store.remove({ points: columns(series, taken), by });
      return;
    }
    const sent = new Map(Array.from({ length: 1 + below(8) }, () => [START + below(PLACES) * MINUTE, below(9)]));
    for (const [time, value] of sent) model.note(now, series, time, value);
    await store.write([{ points: columns(series, [...sent]), by }]);
  }

  async function ask(model: Model, below: (below: number) => number): Promise<void> {
    const series = SERIES[below(SERIES.length)] as number;
    const from = START + below(PLACES) * MINUTE;
    const to = from + (1 + below(PLACES)) * MINUTE;
    const at = BEGIN + below(CHANGES + 10) * SECOND;
    const known = model.known(at, series, from, to);
    const range = { seriesIds: [series], from, to, asKnownAt: at };
    if (below(2) === 0) {
      const rows = await store.readRaw(range, PLACES);
      expect(rows.map(([, time, value]) => [time, value])).toEqual(known);
      return;
    }
    const rows = await store.readBuckets(range, { ms: HOUR, calendar: null }, 'last', 'UTC');
    const sums = new Map<number, number[]>();
    for (const [time, value] of known) {
      const hour = Math.floor(time / HOUR) * HOUR;
      sums.set(hour, [...(sums.get(hour) ?? []), value]);
    }
    expect(rows.map(([, hour, last, count, sum]) => [hour, last, count, sum])).toEqual(
      [...sums].map(([hour, of]) => [hour, of.at(-1), of.length, of.reduce((a, b) => a + b, 0)]),
    );
  }

  it.each(Array.from({ length: HISTORIES }, (_, nth) => nth + 1))(
    `are those of a naive model: 2,000 questions about history %i`,
    async (seed) => {
      const below = randomFrom(seed * 104_729);
      const model = new Model();
      now = BEGIN;
      for (let turn = 0; turn < CHANGES; turn++, now += SECOND) await change(model, below);
      for (let asked = 0; asked < QUESTIONS; asked += AT_ONCE) {
        await Promise.all(Array.from({ length: AT_ONCE }, () => ask(model, below)));
      }
    },
  );

  it('were known always where they were stored before that was kept, and are kept through the upgrade', async () => {
    await store.onApplicationShutdown();
    const source = await new DataSource(dataSourceOptions(test.url)).initialize();
    const has = async () => {
      const rows: unknown = await source.query(`select to_regclass('point_restatement') as found`);
      return (rows as { found: string | null }[])[0]?.found !== null;
    };
    while (await has()) await source.undoLastMigration({ transaction: 'each' });
    const isPlain = (await findStorageTier(source)) === 'plain';
    if (isPlain)
      await source.query(`
      create table point_2026_05 partition of point for values from ('2026-05-01Z') to ('2026-06-01Z')`);
    await source.query(`
      insert into point (series_id, ts, value) values (7, '2026-05-31T22:00:00Z', 1)`);
    await source.destroy();
    await migrate(test.url);
    store = new SeriesStore(new DatabaseUrl(test.url), { now: () => now, date: () => new Date(now) });
    const range = { seriesIds: [7], from: START, to: START + HOUR };
    expect(await store.readRaw({ ...range, asKnownAt: 0 }, 9)).toEqual([[7, START, 1, 1]]);
    const sent: [number, number][] = [
      [START, 2],
      [START + MINUTE, 3],
    ];
    await store.write([{ points: columns(7, sent), by }]);
    expect((await store.readRaw(range, 9)).map(([, , value]) => value)).toEqual([2, 3]);
    expect((await store.readRaw({ ...range, asKnownAt: 0 }, 9)).map(([, , value]) => value)).toEqual([1]);
  });
});
