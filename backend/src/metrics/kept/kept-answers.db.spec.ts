import type { Frame, TimeRange } from '@quarterdeck/sdk';
import { FormulaQuery, MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DatabaseUrl } from '../../platform/database/database-url.js';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';
import { BucketReader } from '../reading/bucket-reader.service.js';
import { MetricAnswers } from '../reading/metric-answers.service.js';
import { MetricsService, type PointColumns } from '../metrics.service.js';
import { SeriesReader } from '../series-reader.js';
import { SeriesStoreReads } from '../series-store-reads.js';
import { SeriesStore } from '../series-store.js';
import { ChangeLog } from './change-log.service.js';
import { ForgottenChanges } from './forgotten-changes.service.js';
import { KeptBuckets } from './kept-buckets.service.js';
import { KeptSeries } from './kept-series.service.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Around the night in which Berlin's clocks go forward. */
const START = Date.UTC(2026, 2, 24);
const DAYS = 8;
const METRICS = ['level', 'counted', 'changed'] as const;
const SHOPS = ['north', 'south', 'west'];
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const STEPS = ['5m', '30m', '1h', '3h', '12h', '1d', '1w', '1mo'];
const PLAIN = ['avg', 'min', 'max', 'sum', 'count', 'first', 'last', 'quantile'];

/** The same numbers in every run: what fails once fails again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0) % below;
  };
}
type Below = (below: number) => number;
const oneOf = <T>(below: Below, of: readonly T[]): T => of[below(of.length)] as T;
const sometimes = (below: Below, more: object) => (below(4) === 0 ? more : {});

/** Of whole values: their sums are the same in any order. */
function somePoints(below: Below): PointColumns {
  const begin = START + below(DAYS * 4) * 6 * HOUR;
  const rows = Array.from({ length: 1 + below(40) }, () => ({
    time: begin + below(60) * 15 * MINUTE,
    value: below(500),
  }));
  return {
    series: new Int32Array(rows.length),
    times: Float64Array.from(rows, ({ time }) => time),
    values: Float64Array.from(rows, ({ value }) => value),
  };
}

const AGGREGATES: Record<(typeof METRICS)[number], readonly string[]> = {
  level: [...PLAIN, 'delta', 'raw'],
  counted: ['increase', 'rate', 'last', 'max', 'count'],
  changed: [...PLAIN, 'increase', 'rate'],
};

function anyQuery(below: Below) {
  const metric = oneOf(below, METRICS);
  return MetricsQuery.parse({
    metric,
    ...(below(3) === 0 ? { labels: { shop: oneOf(below, SHOPS) } } : {}),
    aggregate: oneOf(below, AGGREGATES[metric]),
    ...sometimes(below, { every: oneOf(below, STEPS) }),
    ...sometimes(below, { groupBy: ['shop'] }),
    ...sometimes(below, { fill: oneOf(below, ['zero', 'previous', 'linear']) }),
    ...sometimes(below, { offset: oneOf(below, ['1h', '1d', '1w']) }),
    ...sometimes(below, { movingAverage: 1 + 2 + below(3) }),
    ...sometimes(below, { cumulative: true }),
    ...sometimes(below, { top: { count: 1 + below(2), by: 'mean' } }),
  });
}

function anyRange(below: Below): TimeRange {
  const grain = oneOf(below, [DAY, HOUR, 7 * MINUTE, 1]);
  const from = Math.floor((START + below(DAYS * DAY)) / grain) * grain;
  const to = from + Math.max(grain, Math.floor(below(6 * DAY) / grain) * grain);
  return { from, to, timezone: oneOf(below, ZONES), maxPoints: oneOf(below, [10, 60, 500]) };
}

/** A question or its refusal, without the moment at which it was answered. */
const told = (answer: Promise<Frame[]>) =>
  answer.then(
    (frames) => frames.map(({ asOf: _, ...frame }) => frame),
    (error: unknown) => String(error),
  );

describe('answers that are kept', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  /** As another process has it: nothing of what it does is told to the one under test. */
  let elsewhere: SeriesStore;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace();
    elsewhere = new SeriesStore(new DatabaseUrl(app.databaseUrl), new Clock());
  });
  afterAll(async () => {
    await elsewhere.onApplicationShutdown();
    await app.stop();
  });

  /** Reads everything anew. */
  const anew = () => {
    const [store, database, clock] = [app.app.get(SeriesStore), app.app.get(Database), app.app.get(Clock)];
    const [log, reads] = [new ChangeLog(store), new SeriesStoreReads(store)];
    const kept = new KeptBuckets(log);
    const reader = new SeriesReader(database, store, reads, clock, kept, new KeptSeries(log));
    return new MetricAnswers(reader, new BucketReader(reader, reads, clock, kept), clock);
  };
  const metrics = () => app.app.get(MetricsService);
  const ask = async (query: MetricsQuery, range: TimeRange) =>
    (await metrics().recall(ours.actor, query, range)) ?? metrics().query(ours.actor, query, range);
  const idsOf = async (metric: string) => {
    const rows = await app.database.within(ours.actor, () =>
      app.database.sql<{ id: number }>('select id from series where metric = $1 order by id', [metric]),
    );
    return rows.map(({ id }) => id);
  };
  const send = (metric: string, shop: string, points: PointColumns) =>
    metrics().append(ours.actor, [{ metric, labels: { shop } }], points);
  const sendElsewhere = async (id: number, points: PointColumns) => {
    const by = { kind: 'system', id: '' };
    await elsewhere.write([{ points: { ...points, series: points.series.map(() => id) }, by }]);
  };
  /** Takes away what stands in a span, as an import does that is undone. */
  const remove = async (id: number, below: Below) => {
    const from = START + below(DAYS * 24) * HOUR;
    const rows = await elsewhere.readRaw({ seriesIds: [id], from, to: from + 6 * HOUR }, 30);
    const points = {
      series: Int32Array.from(rows, ([series]) => series),
      times: Float64Array.from(rows, ([, time]) => time),
      values: Float64Array.from(rows, ([, , value]) => value),
    };
    if (rows.length > 0) await elsewhere.remove({ points, by: { kind: 'system', id: '' } });
  };
  const change = async (below: Below) => {
    const metric = oneOf(below, METRICS);
    const id = oneOf(below, await idsOf(metric));
    await oneOf(below, [
      () => send(metric, oneOf(below, SHOPS), somePoints(below)),
      () => sendElsewhere(id, somePoints(below)),
      () => sendElsewhere(id, somePoints(below)),
      () => remove(id, below),
      () => (below(6) === 0 ? elsewhere.removeBefore([id], START + below(3) * DAY) : Promise.resolve()),
      () => elsewhere.repairRollups(),
      () => send(metric, `new ${String(below(8))}`, somePoints(below)),
      () =>
        app.database.within(ours.actor, () =>
          app.database.sql('update metrics set unit = $1 where name = $2', [oneOf(below, ['EUR', 'kg', '']), metric]),
        ),
    ])();
  };

  it('are those of the same questions without them, whatever changed through whichever process', async () => {
    const below = randomFrom(20261120);
    for (const metric of METRICS) {
      for (const shop of SHOPS) await send(metric, shop, somePoints(below));
    }
    for (const [metric, kind] of [
      ['counted', 'counter'],
      ['changed', 'delta'],
    ] as const) {
      await ours.editor.call(metricsRoutes.describe, { params: { name: metric }, body: { kind } });
    }
    const questions = Array.from({ length: 60 }, () => ({ query: anyQuery(below), range: anyRange(below) }));
    let answered = 0;
    for (let round = 0; round < 60; round++) {
      const asked = Array.from({ length: 6 }, () => oneOf(below, questions));
      // Some change while others ask; what they are answered then may be either.
      await Promise.all([change(below), ...asked.slice(3).map(({ query, range }) => told(ask(query, range)))]);
      for (const { query, range } of asked) {
        // A little further, as a range that follows the clock.
        const moved = { ...range, to: range.to + below(2) * below(90) * MINUTE };
        const [kept, read] = [await told(ask(query, moved)), await told(anew().query(ours.actor, query, moved))];
        expect({ query, moved, answer: kept }).toEqual({ query, moved, answer: read });
        if (typeof kept !== 'string' && kept.some(({ length }) => length > 0)) answered += 1;
      }
    }
    // Or they would be equal because there is nothing.
    expect(answered).toBeGreaterThan(150);
  }, 120_000);

  it('of formulas know of changes to each of their metrics', async () => {
    const query = FormulaQuery.parse({
      formula: 'a / b',
      queries: { a: { metric: 'over', aggregate: 'sum' }, b: { metric: 'under', aggregate: 'sum' } },
    });
    const range = { from: START, to: START + HOUR, timezone: 'UTC', maxPoints: 10 };
    const one = (metric: string, value: number) =>
      metrics().append(ours.actor, [{ metric, labels: {} }], {
        series: Int32Array.of(0),
        times: Float64Array.of(START),
        values: Float64Array.of(value),
      });
    const value = async () => {
      const recalled = await metrics().recall(ours.actor, query, range);
      const [frame] = recalled ?? (await metrics().formula(ours.actor, query, range));
      return [recalled !== undefined, frame?.fields[1]?.values[0]];
    };
    await one('over', 6);
    await one('under', 2);
    expect(await value()).toEqual([false, 3]);
    expect(await value()).toEqual([true, 3]);
    await one('under', 3);
    expect(await value()).toEqual([false, 2]);
  });

  it('read nothing but the newest buckets of a range that moved on', async () => {
    const points = Array.from({ length: 2000 }, (_, at) => START + at * 5 * MINUTE);
    await metrics().append(ours.actor, [{ metric: 'moving', labels: {} }], {
      series: new Int32Array(points.length),
      times: Float64Array.from(points),
      values: Float64Array.from(points, (_, at) => at),
    });
    const query = MetricsQuery.parse({ metric: 'moving', aggregate: 'sum', every: '1h' });
    const range = (to: number) => ({ from: START, to, timezone: 'UTC', maxPoints: 1000 });
    const store = app.app.get(SeriesStore);
    const read: number[] = [];
    const readBuckets = store.readBuckets.bind(store);
    store.readBuckets = (asked, ...how) => {
      read.push(asked.to - asked.from);
      return readBuckets(asked, ...how);
    };
    await ask(query, range(START + 5 * DAY));
    await ask(query, range(START + 5 * DAY + 30 * MINUTE));
    await ask(query, range(START + 5 * DAY + 30 * MINUTE));
    await sendElsewhere((await idsOf('moving'))[0] as number, {
      series: Int32Array.of(0),
      times: Float64Array.of(START + DAY),
      values: Float64Array.of(7),
    });
    await ask(query, range(START + 5 * DAY));
    store.readBuckets = readBuckets;
    expect(read).toEqual([5 * DAY, 30 * MINUTE, HOUR]);
  });

  it('are not those of another workspace that asks the same', async () => {
    const theirs = await app.workspace();
    const query = MetricsQuery.parse({ metric: 'moving', aggregate: 'sum', every: '1h' });
    const range = { from: START, to: START + 5 * DAY, timezone: 'UTC', maxPoints: 1000 };
    expect(await metrics().recall(theirs.actor, query, range)).toBeUndefined();
    await expect(metrics().query(theirs.actor, query, range)).rejects.toMatchObject({ code: 'metric.not-found' });
  });

  it('are not kept where something changed while they were read', async () => {
    const [id = 0] = await idsOf('moving');
    const [store, log] = [app.app.get(SeriesStore), new ChangeLog(app.app.get(SeriesStore))];
    const kept = new KeptBuckets(log);
    const step = { ms: HOUR, calendar: null };
    const shape = { workspaceId: ours.id, step, zone: 'UTC', how: 'sum', width: 6 };
    const points = { seriesIds: [id], from: START, to: START + DAY };
    const read = () => kept.read(points, shape, (range) => store.readBuckets(range, step, 'sum', 'UTC'));
    await log.look();
    await kept.read(points, shape, async (range) => {
      const rows = await store.readBuckets(range, step, 'sum', 'UTC');
      const [times, values] = [Float64Array.of(START), Float64Array.of(1_000_000)];
      await sendElsewhere(id, { series: Int32Array.of(0), times, values });
      await log.look();
      return rows;
    });
    expect((await read())[0]?.[2]).toBeGreaterThan(1_000_000);
  });

  it('forget notes that everybody has seen, and only those', async () => {
    const store = app.app.get(SeriesStore);
    const look = store.lookForChanges.bind(store);
    const xids = async () => {
      const sql = 'select xid::text from point_change order by point_change.xid';
      const rows = await app.database.asSystem(() => app.database.sql<{ xid: string }>(sql));
      return rows.map(({ xid }) => BigInt(xid));
    };
    let later = 0;
    store.lookForChanges = async (...asked) => {
      const noted = await look(...asked);
      return { ...noted, at: noted.at + later };
    };
    const old = (await xids()).at(-1) ?? 0n;
    while (BigInt((await look(undefined, [])).horizon) <= old);
    const forgotten = app.app.get(ForgottenChanges);
    await forgotten.forget();
    expect(await xids()).toContain(old);
    later = 10 * MINUTE;
    await send('level', 'late', somePoints(randomFrom(1)));
    const young = (await xids()).at(-1) ?? 0n;
    await forgotten.forget();
    expect(await xids()).not.toContain(old);
    expect(await xids()).toContain(young);
    // Who has not looked for so long starts from nothing.
    const told: unknown[] = [];
    app.app.get(ChangeLog).onChange((change) => told.push(change));
    await app.app.get(ChangeLog).look();
    expect(told).toEqual(['anything']);
    store.lookForChanges = look;
  });
});
