import { Client } from 'pg';
import { DatabaseUrl } from '../../platform/database/database-url.js';
import { createTestDatabase, type TestDatabase } from '../../platform/testing/test-database.js';
import type { PointColumns } from '../binary-copy.js';
import type { Step } from '../reading/buckets.js';
import { SeriesStoreReads } from '../series-store-reads.js';
import { SeriesStore } from '../series-store.js';
import { bucketOf, MILLISECONDS, sourceOf, WHERE } from './bucket-sql.js';
import { turnAllIntoColumns } from './columns.js';
import { quantileStatement, type QuantileQuestion } from './quantile-sql.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A fortnight around the night in which Berlin's clocks go forward. */
const START = Date.UTC(2026, 2, 22);
const END = START + 14 * DAY;
const SERIES = [1, 2, 3];
const STEPS: Step[] = [
  ...[1, 6, 12].map((hours) => ({ ms: hours * HOUR, calendar: null })),
  { ms: DAY, calendar: 'day' },
  { ms: 7 * DAY, calendar: 'week' },
  { ms: 30 * DAY, calendar: 'month' },
];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York'];
const EDGES = [0, 0, 1, -1, 1e-140, -3e-9, 7e120, -1e130, 2 ** -52];

type Below = (below: number) => number;
/** The same numbers in every run: what fails once fails again. */
function randomFrom(seed: number): Below {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0) % below;
  };
}

const columns = (rows: readonly (readonly [number, number, number])[]): PointColumns => ({
  series: Int32Array.from(rows, ([series]) => series),
  times: Float64Array.from(rows, ([, time]) => time),
  values: Float64Array.from(rows, ([, , value]) => value),
});
const someValue = (below: Below): number => {
  if (below(12) === 0) return EDGES[below(EDGES.length)] as number;
  return (below(5) === 0 ? -1 : 1) * Math.exp(below(2000) / 100 - 5);
};
const somePoints = (below: Below, most = 300) => {
  const begin = START + below(13 * 24) * HOUR;
  return columns(
    Array.from({ length: 1 + below(most) }, () => [
      SERIES[below(SERIES.length)] as number,
      begin + below(24 * 60) * MINUTE,
      someValue(below),
    ]),
  );
};
const by = { kind: 'system', id: '' };

describe('sketches of values', () => {
  let test: TestDatabase;
  let store: SeriesStore;
  let reads: SeriesStoreReads;
  let bare: Client;
  let now = END + DAY;
  beforeEach(async () => {
    now = END + DAY;
    test = await createTestDatabase();
    store = new SeriesStore(new DatabaseUrl(test.url), { now: () => now, date: () => new Date(now) });
    reads = new SeriesStoreReads(store);
    bare = new Client({ connectionString: test.url, options: '-c timezone=UTC' });
    await bare.connect();
  });
  afterEach(async () => {
    await bare.end();
    await store.onApplicationShutdown();
    await test.drop();
  });

  const write = (points: PointColumns) => store.write([{ points, by }]);
  const repairAll = async () => {
    while (await store.repairRollups());
  };
  const count = async (table: string) =>
    (await bare.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;
  const anyQuestion = (below: Below): QuantileQuestion => {
    const from = START + below(4 * DAY);
    return {
      seriesIds: SERIES.filter(() => below(3) > 0),
      from,
      to: from + 2 * DAY + below(10 * DAY),
      step: STEPS[below(STEPS.length)] as Step,
      timezone: ZONES[below(ZONES.length)] as string,
      q: below(1001) / 1000,
    };
  };
  const sketched = (question: QuantileQuestion) =>
    store.read(quantileStatement(question, sourceOf(question, true) as '1h' | '1d'));

  /** For each bucket the quantile, the greater of the two values that it lies between, and how many there are. */
  const exact = async ({ seriesIds, from, to, q, ...cut }: QuantileQuestion) => {
    const bucket = bucketOf({ ...cut, from, to });
    const text = `select series_id, ${MILLISECONDS(bucket.begin)}, value, n, greatest(abs(low), abs(high)) from (
      select series_id, ${bucket.of} as bucket, count(*)::float8 as n,
             percentile_cont(${String(q)}) within group (order by value) as value,
             (array_agg(value order by value))[1 + floor(${String(q)} * (count(*) - 1))] as low,
             (array_agg(value order by value))[1 + ceil(${String(q)} * (count(*) - 1))] as high
        from point ${WHERE} group by 1, 2) as buckets order by series_id, bucket`;
    const values = [seriesIds, new Date(from), new Date(to), ...bucket.values];
    return (await bare.query<number[]>({ text, values, rowMode: 'array' })).rows;
  };
  async function expectClose(question: QuantileQuestion): Promise<void> {
    const [near, right] = [await sketched(question), await exact(question)];
    const keys = (rows: readonly (readonly (number | undefined)[])[]) => rows.map(([id, time, , n]) => [id, time, n]);
    expect([question, keys(near)]).toEqual([question, keys(right)]);
    right.forEach(([, , value = 0, , greater = 0], at) => {
      const off = Math.abs((near[at]?.[2] ?? NaN) - value);
      if (!(off <= 0.01 * greater * (1 + 1e-9)))
        throw new Error(`${JSON.stringify(question)}: ${String(off)} off ${String(value)}`);
    });
  }

  it.each([1, 2, 3, 4])('tell quantiles within 1 % at every moment of history %i', async (seed) => {
    const below = randomFrom(seed * 7919);
    const stored: PointColumns[] = [];
    const steps: (() => Promise<unknown>)[] = [
      async () => stored.push((await store.add({ points: somePoints(below), by })).points),
      () => write(somePoints(below, 900)),
      async () => {
        const some = stored[below(stored.length)];
        if (some) await write({ ...some, values: some.values.map((value) => value + below(2)) });
      },
      async () => {
        const [some] = stored.splice(below(stored.length), 1);
        if (some) await store.remove({ points: some, by });
      },
      () => store.repairRollups(),
      repairAll,
      () => turnAllIntoColumns(bare),
    ];
    for (let turn = 0; turn < 50; turn++) {
      await steps[below(steps.length)]?.();
      await expectClose(anyQuestion(below));
    }
    await repairAll();
    expect(await count('rollup_unsketched')).toBe(0);
    for (let turn = 0; turn < 40; turn++) await expectClose(anyQuestion(below));
  });

  it('are made of hours that are over, and of what comes late afterwards', async () => {
    now = START + 90 * MINUTE;
    const at = (minute: number, value: number) => columns([[1, START + minute * MINUTE, value]]);
    await write(columns([...Array(85).keys()].map((minute) => [1, START + minute * MINUTE, minute] as const)));
    await repairAll();
    expect([await count('rollup_1h_sketch'), await count('rollup_unsketched')]).toEqual([1, 1]);
    await write(at(0.5, 1000));
    await store.repairRollups();
    now += HOUR;
    await repairAll();
    expect([await count('rollup_1h_sketch'), await count('rollup_unsketched')]).toEqual([2, 0]);
    const { rows } = await bare.query<{ n: number }>(
      'select sum(n)::int as n from rollup_1d_sketch, unnest(counts) as bin(n)',
    );
    expect(rows[0]?.n).toBe(86);
  });

  it('go with the points', async () => {
    await write(somePoints(randomFrom(5), 900));
    await repairAll();
    await store.removeBefore([1], END);
    await store.removeSome([2, 3]);
    await repairAll();
    const left = ['rollup_1h_sketch', 'rollup_1d_sketch', 'rollup_unsketched'].map(count);
    expect(await Promise.all(left)).toEqual([0, 0, 0]);
  });

  it('are asked where a range holds more points than are read at once', async () => {
    const times = Array.from({ length: 60_000 }, (_, nth) => START + nth * 20 * 1000);
    await write(columns(times.map((time, nth) => [1, time, 1 + (nth % 1000)])));
    await repairAll();
    const day: Step = { ms: DAY, calendar: 'day' };
    const range = { seriesIds: [1], from: START, to: END };
    expect(await reads.sketchesFor(range, day, 'Europe/Berlin')).toBe('1h');
    expect(await reads.sketchesFor(range, day, 'UTC')).toBe('1d');
    const long = await reads.readSketches({ ...range, step: day, q: 0.95, timezone: 'Europe/Berlin' }, '1h');
    const right = await reads.readOwn(range, day, 0.95, 'Europe/Berlin');
    expect(long.map(([, time]) => time)).toEqual(right.map(([, time]) => time));
    long.forEach(([, , value], at) => {
      expect(Math.abs(value / (right[at]?.[2] ?? NaN) - 1)).toBeLessThanOrEqual(0.01);
    });
    const exactly = [
      [{ ...range, to: START + 3 * DAY }, 'Europe/Berlin'],
      [range, 'Asia/Kolkata'],
      [{ ...range, asKnownAt: now }, 'UTC'],
    ] as const;
    for (const [of, zone] of exactly) expect(await reads.sketchesFor(of, day, zone)).toBeUndefined();
  });
});
