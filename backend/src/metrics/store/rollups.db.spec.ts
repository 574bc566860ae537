import { Client } from 'pg';
import { Clock } from '../../platform/clock.js';
import { DatabaseUrl } from '../../platform/database/database-url.js';
import { createTestDatabase, type TestDatabase } from '../../platform/testing/test-database.js';
import type { PointColumns } from '../binary-copy.js';
import type { Step } from '../reading/buckets.js';
import { SeriesStore, type Aggregate } from '../series-store.js';
import { turnAllIntoColumns } from './columns.js';
import { bucketStatement, sourceOf, type BucketQuestion } from './bucket-sql.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A fortnight around the night in which Berlin's clocks go forward. */
const START = Date.UTC(2026, 2, 22);
const END = START + 14 * DAY;
const SERIES = [1, 2, 3];
const AGGREGATES: Aggregate[] = ['avg', 'min', 'max', 'sum', 'count', 'last'];
const STEPS: Step[] = [
  ...[1, 2, 3, 6, 12].map((hours) => ({ ms: hours * HOUR, calendar: null })),
  { ms: DAY, calendar: 'day' },
  { ms: 7 * DAY, calendar: 'week' },
  { ms: 30 * DAY, calendar: 'month' },
];
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'America/New_York'];

/** The same numbers in every run: what fails once fails again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0) % below;
  };
}

const SENDER = { kind: 'system', id: '' };
/** The store as one sender meets it. */
const by = (store: SeriesStore) => ({
  write: (points: PointColumns) => store.write([{ points, by: SENDER }]),
  add: (points: PointColumns) => store.add({ points, by: SENDER }),
  remove: (points: PointColumns) => store.remove({ points, by: SENDER }),
});

type Below = (below: number) => number;
const columns = (rows: readonly (readonly [number, number, number])[]): PointColumns => ({
  series: Int32Array.from(rows, ([series]) => series),
  times: Float64Array.from(rows, ([, time]) => time),
  values: Float64Array.from(rows, ([, , value]) => value),
});
/** Every five minutes, and of whole values: their sums are the same in any order. */
const somePoints = (below: Below, most = 60) => {
  const begin = START + below((END - START) / HOUR) * HOUR;
  return columns(
    Array.from({ length: 1 + below(most) }, () => [
      SERIES[below(SERIES.length)] as number,
      begin + below(36 * 12) * 5 * MINUTE,
      below(2000) - 1000,
    ]),
  );
};

describe('rollups', () => {
  let test: TestDatabase;
  let store: SeriesStore;
  let bare: Client;
  beforeEach(async () => {
    test = await createTestDatabase();
    store = new SeriesStore(new DatabaseUrl(test.url), new Clock());
    bare = new Client({ connectionString: test.url, options: '-c timezone=UTC' });
    await bare.connect();
  });
  afterEach(async () => {
    await bare.end();
    await store.onApplicationShutdown();
    await test.drop();
  });

  const ofPoints = async (question: BucketQuestion) => {
    const { text, values } = bucketStatement(question, 'points');
    return (await bare.query({ text, values: [...values], rowMode: 'array' })).rows;
  };
  const ofStore = ({ step, aggregate, timezone, ...range }: BucketQuestion) =>
    store.readBuckets(range, step, aggregate, timezone);
  const anyQuestion = (below: Below): BucketQuestion => {
    const from = START + below(4 * DAY);
    return {
      seriesIds: SERIES.filter(() => below(3) > 0),
      from,
      to: from + 2 * DAY + below(10 * DAY),
      step: STEPS[below(STEPS.length)] as Step,
      aggregate: AGGREGATES[below(AGGREGATES.length)] as Aggregate,
      timezone: ZONES[below(ZONES.length)] as string,
    };
  };
  const repairAll = async () => {
    while (await store.repairRollups());
  };
  /** Every row of both tables that differs from what the points say. */
  const wrongRows = async () => {
    const { rows } = await bare.query(
      ['hour', 'day']
        .map((width) => {
          const sums = `select series_id, date_trunc('${width}', ts) as ts, count(*)::int as n, sum(value), min(value), max(value),
            (array_agg(value order by ts))[1], min(ts), (array_agg(value order by ts desc))[1], max(ts) from point group by 1, 2`;
          const kept = `select series_id, ts, n, sum, min, max, first, first_ts, last, last_ts from rollup_1${width.charAt(0)}`;
          return `((${sums}) except all (${kept})) union all ((${kept}) except all (${sums}))`;
        })
        .join(' union all '),
    );
    return rows;
  };
  /** Points that were stored before there were rollups. */
  const asBefore = async () => {
    await bare.query(`truncate rollup_1h, rollup_1d, rollup_dirty, rollup_addition;
      insert into rollup_pending select distinct series_id from point on conflict do nothing`);
  };

  it.each([1, 2, 3, 4, 5, 6])('answer like the points themselves, through history %i', async (seed) => {
    const below = randomFrom(seed * 7919);
    const stored: PointColumns[] = [];
    if (seed % 2 === 0) {
      for (let batch = 0; batch < 10; batch++) await by(store).write(somePoints(below));
      await asBefore();
    }
    const steps: (() => Promise<unknown>)[] = [
      async () => stored.push((await by(store).add(somePoints(below))).points),
      () => by(store).write(somePoints(below, 400)),
      async () => {
        const some = stored[below(stored.length)];
        if (some) await by(store).write({ ...some, values: some.values.map((value) => value + below(2)) });
      },
      async () => {
        const [some] = stored.splice(below(stored.length), 1);
        if (some) await by(store).remove(some);
      },
      () => store.repairRollups(),
      () => turnAllIntoColumns(bare),
    ];
    for (let turn = 0; turn < 60; turn++) {
      await steps[below(steps.length)]?.();
      const question = anyQuestion(below);
      expect([question, await ofStore(question)]).toEqual([question, await ofPoints(question)]);
    }
    await repairAll();
    expect(await wrongRows()).toEqual([]);
    for (let turn = 0; turn < 40; turn++) {
      const question = anyQuestion(below);
      expect([question, await ofStore(question)]).toEqual([question, await ofPoints(question)]);
    }
  });

  it('stay right while many write, change and take away at once and two processes repair', async () => {
    const other = new SeriesStore(new DatabaseUrl(test.url), new Clock());
    const writers = [1, 2, 3, 4].map(async (seed) => {
      const below = randomFrom(seed);
      for (let turn = 0; turn < 15; turn++) {
        const points = somePoints(below, 120);
        const { points: added } = await by(store).add(points);
        if (below(3) === 0) await by(other).write({ ...added, values: added.values.map((value) => value + 1) });
        if (below(3) === 0) await by(other).remove(added);
        if (seed === 1 && turn % 4 === 3) await turnAllIntoColumns(bare);
      }
    });
    const writing = Promise.all(writers);
    let isWriting = true;
    const repairs = [store, other].map(async (one) => {
      while (isWriting) await one.repairRollups();
    });
    await writing.finally(() => (isWriting = false));
    await Promise.all(repairs);
    await repairAll();
    await other.onApplicationShutdown();
    expect((await bare.query('select from point')).rowCount).toBeGreaterThan(200);
    expect(await wrongRows()).toEqual([]);
  });

  it('count nothing twice where changed hours are made right while much waits to be added', async () => {
    const at = (nth: number) => columns([[1, START + nth * 1000, nth]]);
    for (let nth = 0; nth < 130; nth++) await by(store).write(at(nth));
    await by(store).write({ ...at(7), values: Float64Array.of(1000) });
    await repairAll();
    expect(await wrongRows()).toEqual([]);
  });

  it.each([
    ['some days', START + 2 * DAY],
    ['everything', null],
  ])('go with the points where %s is removed, also those that wait to be added', async (_, before) => {
    const points = somePoints(randomFrom(5), 400);
    await by(store).write(points);
    await repairAll();
    await by(store).write({ ...points, times: points.times.map((time) => time + MINUTE) });
    await turnAllIntoColumns(bare);
    if (before === null) expect((await store.removeSome(SERIES)).gone).toEqual(SERIES);
    else await store.removeBefore(SERIES, before);
    await repairAll();
    const { rows } = await bare.query<{ first: Date | null }>('select min(ts) as first from point');
    expect(rows[0]?.first?.getTime() ?? END).toBeGreaterThanOrEqual(before ?? END);
    expect(await wrongRows()).toEqual([]);
  });

  it('are finished by the next process where one died in the middle', async () => {
    const points = somePoints(randomFrom(3), 400);
    await by(store).write(points);
    await asBefore();
    await store.repairRollups();
    const hours = 'select count(*)::int as n from rollup_dirty';
    const { rows: before } = await bare.query<{ n: number }>(hours);
    expect(before[0]?.n).toBeGreaterThan(10);
    // It stands still before the end of its work, and there it dies.
    await bare.query('begin');
    await bare.query('lock table rollup_1d in access exclusive mode');
    let death: Error | undefined;
    const repairing = store.repairRollups().catch((error: unknown) => (death = error as Error));
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'quarterdeck points' and wait_event_type = 'Lock'`;
    while (death === undefined) {
      await bare.query(kill);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await repairing;
    expect(death.message).toContain('terminat');
    await bare.query('rollback');
    await repairAll();
    expect(await wrongRows()).toEqual([]);
  });

  it('are read where that is exact, and points where it is not', () => {
    const range = { seriesIds: [1], from: START, to: END, aggregate: 'avg' as const };
    const hours = { ms: 6 * HOUR, calendar: null };
    const day = { ms: DAY, calendar: 'day' };
    const source = (step: Step, timezone: string, rolled = true) => sourceOf({ ...range, step, timezone }, rolled);
    expect(source(day, 'UTC')).toBe('1d');
    expect(source(day, 'Europe/Berlin')).toBe('1h');
    expect(source(hours, 'Europe/Berlin')).toBe('1h');
    expect(source(day, 'Asia/Kolkata')).toBe('quarters');
    expect(source(hours, 'Asia/Kolkata')).toBe('points');
    expect(source(day, 'UTC', false)).toBe('quarters');
    expect(source({ ms: 30 * MINUTE, calendar: null }, 'UTC')).toBe('points');
    expect(sourceOf({ ...range, to: START + DAY, step: day, timezone: 'UTC' }, true)).toBe('points');
  });
});
