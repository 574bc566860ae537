import { queryRoutes, type Query } from '@quarterdeck/sdk/api/queries';
import fc from 'fast-check';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';
import { stepNamed } from './buckets.js';
import { bucketOf, gridOf } from '../language/bucket-grid.js';

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 5, 12);

type Rows = readonly (readonly [time: number, value: number | null])[];

describe('the query language', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace();
  });
  afterAll(() => app.stop());

  const send = (body: object) => app.client(ours.pointsKey).request('POST', '/api/points', body);
  /** One series per entry, with its points. */
  const store = async (metric: string, series: readonly [labels: object, points: Rows][], more: object = {}) => {
    const reply = await send({
      series: series.map(([labels]) => ({ metric, labels, ...more })),
      points: series.flatMap(([, points], place) => points.map(([time, value]) => [place, time, value])),
    });
    expect(reply.status).toBe(200);
  };
  const hour = { from: START, to: START + HOUR };
  const run = async (query: Omit<Query, 'source'>, scope: object = {}) => {
    const body = { range: hour, ...scope, queries: [{ source: 'metrics' as const, ...query }] };
    const [answer] = await ours.editor.frames(queryRoutes.run, { body });
    return answer ?? { frames: [], problem: null };
  };
  const ask = (input: Record<string, unknown>, scope?: object) => run({ kind: 'metrics', input }, scope);
  const compute = (formula: string, queries: Record<string, object>, more: object = {}, scope?: object) =>
    run({ kind: 'formula', input: { formula, queries, ...more } }, scope);
  type Answer = Awaited<ReturnType<typeof run>>;
  const rowsOf = ({ frames, problem }: Answer) => {
    expect(problem).toBeNull();
    return frames.map(({ fields: [times, values] }) =>
      [...(times?.values ?? [])].map((time, at) => [time, values?.values[at]] as const),
    );
  };
  const valuesOf = (answer: Answer) => rowsOf(answer).map((rows) => rows.map(([, value]) => value));
  const labelsOf = ({ frames }: Answer) => frames.map(({ fields }) => fields[1]?.labels);
  const each = (values: readonly number[], every = 10 * MINUTE): Rows =>
    values.map((value, at) => [START + at * every, value]);

  it('combines series over their labels', async () => {
    await store('sales', [
      [{ shop: 'north', kind: 'tea' }, each([1, 2, 3])],
      [{ shop: 'north', kind: 'rum' }, each([10, 20])],
      [{ shop: 'south', kind: 'tea' }, each([100])],
    ]);
    const every = { metric: 'sales', every: '10m' };
    const byShop = await ask({ ...every, groupBy: ['shop'] });
    expect(labelsOf(byShop)).toEqual([{ shop: 'north' }, { shop: 'south' }]);
    expect(valuesOf(byShop)).toEqual([[11, 22, 3], [100]]);
    expect(byShop.frames[0]).toMatchObject({
      name: 'north',
      resolutionMs: 10 * MINUTE,
      source: 'metrics, avg per 10 min, sum of series by shop',
    });
    expect(valuesOf(await ask({ ...every, combine: 'avg' }))).toEqual([[37, 11, 3]]);
    expect(valuesOf(await ask({ ...every, combine: 'max' }))).toEqual([[100, 20, 3]]);
    expect(valuesOf(await ask({ ...every, combine: 'min' }))).toEqual([[1, 2, 3]]);
    expect(valuesOf(await ask({ ...every, combine: 'count' }))).toEqual([[3, 2, 1]]);
  });

  it('leaves out series by their labels', async () => {
    await store('fleet', [
      [{ port: 'Kiel' }, each([1])],
      [{ port: 'Bergen' }, each([2])],
      [{}, each([3])],
    ]);
    expect(valuesOf(await ask({ metric: 'fleet', except: { port: 'Kiel' } }))).toEqual([[2], [3]]);
    expect(valuesOf(await ask({ metric: 'fleet', except: { port: ['Kiel', 'Bergen'] } }))).toEqual([[3]]);
  });

  it('finds common buckets for series that report at different seconds', async () => {
    const shifted = each([1, 1, 1, 1], MINUTE).map(([time, value]) => [time + 17 * SECOND, value] as const);
    await store('uneven', [
      [{ n: '1' }, each([1, 1, 1, 1], MINUTE)],
      [{ n: '2' }, shifted],
    ]);
    const answer = await ask({ metric: 'uneven', combine: 'sum' });
    expect(valuesOf(answer)).toEqual([[2, 2, 2, 2]]);
    expect(answer.frames[0]?.resolutionMs).toBe(MINUTE);
  });

  it('takes quantiles and the first point of a bucket', async () => {
    await store('spread', [[{}, Array.from({ length: 101 }, (_, at) => [START + at * SECOND, at] as const)]]);
    const per = { metric: 'spread', every: '5m' };
    expect(valuesOf(await ask({ ...per, aggregate: 'quantile', q: 0.9 }))).toEqual([[90]]);
    expect(valuesOf(await ask({ ...per, aggregate: 'quantile' }))).toEqual([[95]]);
    expect(valuesOf(await ask({ ...per, aggregate: 'first' }))).toEqual([[0]]);
    expect((await ask({ ...per, aggregate: 'quantile', q: 0.5 })).frames[0]?.source).toContain(
      '50th percentile per 5 min',
    );
  });

  it('reads counters from the point before, and through a new beginning', async () => {
    const points: Rows = [
      [START - MINUTE, 90],
      [START + MINUTE, 100],
      [START + 9 * MINUTE, 130],
      [START + 11 * MINUTE, 20],
      [START + 19 * MINUTE, 25],
      [START + 35 * MINUTE, 25],
    ];
    await store('served', [[{}, points]], { kind: 'counter', unit: 'requests' });
    const per = { metric: 'served', every: '10m' };
    const increase = await ask({ ...per, aggregate: 'increase' });
    expect(rowsOf(increase)).toEqual([
      [
        [START, 40],
        [START + 10 * MINUTE, 25],
        [START + 30 * MINUTE, 0],
      ],
    ]);
    // 40 in ten minutes, 25 in ten minutes, and nothing in sixteen.
    const rate = await ask({ ...per, aggregate: 'rate' });
    expect(valuesOf(rate)).toEqual([[40 / 600, 25 / 600, 0]]);
    expect(rate.frames[0]?.fields[1]?.unit).toBe('requests/s');
    expect(valuesOf(await ask({ ...per, aggregate: 'increase', cumulative: true }))).toEqual([[40, 65, 65]]);
  });

  it('takes the change of a level, and the rate of what happened', async () => {
    await store('level', [[{}, each([5, 3, 8])]]);
    expect(valuesOf(await ask({ metric: 'level', aggregate: 'delta', every: '10m' }))).toEqual([[-2, 5]]);
    await store('happened', [[{}, each([60, 120])]], { kind: 'delta' });
    expect(valuesOf(await ask({ metric: 'happened', aggregate: 'rate', every: '10m' }))).toEqual([[0.1, 0.2]]);
    expect(valuesOf(await ask({ metric: 'happened', aggregate: 'increase', every: '10m' }))).toEqual([[60, 120]]);
  });

  it('fills gaps, and nothing that is still to come', async () => {
    const points: Rows = [
      [START + 10 * MINUTE, 10],
      [START + 40 * MINUTE, 40],
    ];
    await store('holes', [[{}, points]]);
    const per = { metric: 'holes', every: '10m' };
    expect(valuesOf(await ask({ ...per, fill: 'none' }))).toEqual([[10, 40]]);
    expect(valuesOf(await ask({ ...per, fill: 'zero' }))).toEqual([[0, 10, 0, 0, 40, 0]]);
    expect(valuesOf(await ask({ ...per, fill: 'previous' }))).toEqual([[10, 10, 10, 40, 40]]);
    expect(valuesOf(await ask({ ...per, fill: 'linear' }))).toEqual([[10, 20, 30, 40]]);
    const now = Math.floor(Date.now() / HOUR) * HOUR;
    await store('present', [[{}, [[now - HOUR, 1]]]]);
    const range = { from: now - 2 * HOUR, to: now + 10 * HOUR };
    expect(valuesOf(await ask({ metric: 'present', every: '1h', fill: 'zero' }, { range }))).toEqual([[0, 1, 0]]);
  });

  it('keeps the highest and the lowest', async () => {
    const shops = [5, 1, 4, 2, 3].map((value, at): [object, Rows] => [
      { shop: `s${String(at)}` },
      each([value, value + at]),
    ]);
    await store('ranked', shops);
    const first = async (input: object) =>
      labelsOf(await ask({ metric: 'ranked', every: '10m', ...input })).map((labels) => labels?.shop);
    expect(await first({ top: { count: 2 } })).toEqual(['s0', 's2']);
    expect(await first({ top: { count: 2, by: 'last' } })).toEqual(['s4', 's2']);
    expect(await first({ bottom: { count: 1 } })).toEqual(['s1']);
    expect(await first({ top: { count: 1 }, bottom: { count: 1 } })).toEqual(['s0', 's1']);
  });

  it('ranks and combines more series than can be shown', async () => {
    const many = Array.from({ length: 300 }, (_, at): [object, Rows] => [{ n: String(at) }, each([at])]);
    await store('crowd', many);
    expect(valuesOf(await ask({ metric: 'crowd', every: '10m', combine: 'sum' }))).toEqual([[(299 * 300) / 2]]);
    expect(valuesOf(await ask({ metric: 'crowd', every: '10m', top: { count: 2 } }))).toEqual([[299], [298]]);
    const cut = await ask({ metric: 'crowd', every: '10m' });
    expect([cut.frames.length, cut.frames[0]?.truncated]).toEqual([50, true]);
    expect(cut.frames[0]?.notices?.[0]?.text).toContain('50 of 300 series');
  });

  it('smooths with values from before the range, and runs totals from its beginning', async () => {
    await store('smooth', [[{}, Array.from({ length: 12 }, (_, at) => [START + (at - 6) * 10 * MINUTE, at] as const)]]);
    const per = { metric: 'smooth', every: '10m' };
    expect(valuesOf(await ask({ ...per, movingAverage: 3 }))).toEqual([[5, 6, 7, 8, 9, 10]]);
    expect(valuesOf(await ask({ ...per, movingAverage: '30m' }))).toEqual([[5, 6, 7, 8, 9, 10]]);
    expect(valuesOf(await ask({ ...per, aggregate: 'sum', cumulative: true }))).toEqual([[6, 13, 21, 30, 40, 51]]);
  });

  it('lays an earlier time under today, an hour or a day of the calendar ago', async () => {
    await store('weekly', [
      [{}, Array.from({ length: 200 }, (_, at) => [Date.UTC(2026, 2, 25) + at * HOUR, at] as const)],
    ]);
    const range = { from: Date.UTC(2026, 2, 29, 10), to: Date.UTC(2026, 2, 29, 13) };
    const value = (time: number) => (time - Date.UTC(2026, 2, 25)) / HOUR;
    const asked = (offset: string, timezone: string) =>
      ask({ metric: 'weekly', every: '1h', offset }, { range, timezone });
    expect(rowsOf(await asked('3h', 'UTC'))[0]?.[0]).toEqual([range.from, value(range.from) - 3]);
    expect(rowsOf(await asked('1d', 'UTC'))[0]?.[0]).toEqual([range.from, value(range.from) - 24]);
    // The clocks went forward on the 29th: a day before was 23 hours ago.
    expect(rowsOf(await asked('1d', 'Europe/Berlin'))[0]?.[0]).toEqual([range.from, value(range.from) - 23]);
    const odd = await ask({ metric: 'weekly', every: '1h', offset: '90m' }, { range });
    expect(odd.problem).toMatchObject({
      code: 'query.offset',
      detail: expect.stringContaining('Choose buckets of 30 min'),
    });
  });

  it('draws every point of very many without losing an extreme', async () => {
    const points = Array.from({ length: 5000 }, (_, at) => [START + at * 100, Math.sin(at / 50)] as const);
    const spiked = points.map(([time, value], at) => [time, at === 3333 ? 99 : at === 1234 ? -99 : value] as const);
    await store('spiky', [[{}, spiked]]);
    const answer = await ask({ metric: 'spiky', aggregate: 'raw' }, { maxPoints: 200 });
    const [values] = valuesOf(answer);
    expect([values?.length]).toEqual([expect.any(Number)]);
    expect(values?.length).toBeLessThanOrEqual(200);
    expect([Math.min(...(values as number[])), Math.max(...(values as number[]))]).toEqual([-99, 99]);
    expect(answer.frames[0]).toMatchObject({
      source: 'metrics, raw points, thinned',
      notices: [{ level: 'info', text: expect.stringContaining('5000 points') }],
    });
    expect(answer.frames[0]?.fields[1]).toMatchObject({ totals: { count: 5000, min: -99, max: 99 } });
  });

  it('uses the aggregate that the metric says where the query says none', async () => {
    const points: Rows = [
      [START, 1],
      [START + MINUTE, 3],
    ];
    await store('told', [[{}, points]], { defaultAggregate: 'max' });
    await store('untold', [[{}, points]]);
    expect(valuesOf(await ask({ metric: 'told', every: '10m' }))).toEqual([[3]]);
    expect(valuesOf(await ask({ metric: 'untold', every: '10m' }))).toEqual([[2]]);
    expect(valuesOf(await ask({ metric: 'told', every: '10m', aggregate: 'min' }))).toEqual([[1]]);
  });

  describe('a formula', () => {
    beforeAll(async () => {
      const shops = (values: readonly (readonly number[])[]): [object, Rows][] =>
        values.map((one, at) => [{ shop: ['north', 'south'][at] }, each(one)]);
      await store(
        'orders',
        shops([
          [10, 20, 30],
          [1, 2],
        ]),
        { kind: 'delta', unit: 'orders' },
      );
      await store(
        'visits',
        shops([
          [100, 100, 0],
          [10, 10],
        ]),
        { kind: 'delta', unit: 'visits' },
      );
      await store('income', [[{}, each([50, 60, 70])]], { kind: 'delta', unit: 'currency:EUR' });
      await store('dollars', [[{}, each([5, 6, 7])]], { kind: 'delta', unit: 'currency:USD' });
    });
    const sum = (metric: string, more: object = {}) => ({ metric, aggregate: 'sum', every: '10m', ...more });

    it('computes line by line where labels agree, and time by time', async () => {
      const answer = await compute('a / b * 100', { a: sum('orders'), b: sum('visits') });
      expect(labelsOf(answer)).toEqual([{ shop: 'north' }, { shop: 'south' }]);
      expect(valuesOf(answer)).toEqual([
        [10, 20, NaN],
        [10, 20],
      ]);
      expect(answer.frames[0]).toMatchObject({
        name: 'north',
        resolutionMs: 10 * MINUTE,
        source: 'metrics, a / b * 100 per 10 min',
        notices: [{ level: 'info', text: '1 value is missing: the formula divides by zero there.' }],
      });
      expect(answer.frames[0]?.fields[1]?.unit).toBe('percent');
    });

    it('takes one line for all of the other part', async () => {
      const share = await compute('a / b', { a: sum('orders'), b: sum('orders', { combine: 'sum' }) });
      expect(valuesOf(share)).toEqual([
        [10 / 11, 20 / 22, 1],
        [1 / 11, 2 / 22],
      ]);
      const north = sum('orders', { labels: { shop: 'north' } });
      const south = sum('orders', { labels: { shop: 'south' } });
      const answer = await compute('a - b', { a: north, b: south }, { alias: 'North more' });
      expect([answer.frames[0]?.name, labelsOf(answer), valuesOf(answer)]).toEqual(['North more', [{}], [[9, 18]]]);
    });

    it('says which lines have no partner', async () => {
      await store('cost', [[{ shop: 'north' }, each([1])]], { kind: 'delta', unit: 'orders' });
      const answer = await compute('a - b', { a: sum('orders'), b: sum('cost') });
      expect(valuesOf(answer)).toEqual([[9]]);
      expect(answer.frames[0]?.notices?.[0]?.text).toContain('1 series of “a” without a partner in “b”');
    });

    it('says that no line has a partner, instead of showing nothing', async () => {
      await store('elsewhere', [[{ shop: 'west' }, each([1])]], { kind: 'delta', unit: 'orders' });
      const { problem } = await compute('a - b', { a: sum('orders'), b: sum('elsewhere') });
      expect(problem).toMatchObject({
        code: 'formula.no-partners',
        detail: expect.stringContaining('Group the metrics by'),
      });
    });

    it('refuses to put many beside many', async () => {
      await store('wide', [
        [{ shop: 'north', kind: 'x' }, each([1])],
        [{ shop: 'north', kind: 'y' }, each([1])],
      ]);
      await store('broad', [
        [{ shop: 'north', size: 'x' }, each([1])],
        [{ shop: 'north', size: 'y' }, each([1])],
      ]);
      const { problem } = await compute('a / b', { a: sum('wide'), b: sum('broad') });
      expect(problem).toMatchObject({
        code: 'formula.many-to-many',
        detail: expect.stringContaining('Group both by shop'),
      });
    });

    it('compares with an earlier time', async () => {
      const answer = await compute('a - b', { a: sum('income'), b: sum('income', { offset: '10m' }) });
      expect(rowsOf(answer)).toEqual([
        [
          [START + 10 * MINUTE, 10],
          [START + 20 * MINUTE, 10],
        ],
      ]);
    });

    it('is refused with what is meant where units do not fit', async () => {
      const { problem } = await compute('a + b', { a: sum('income'), b: sum('dollars') });
      expect(problem).toMatchObject({
        code: 'formula.units',
        fault: 'settings',
        field: 'formula',
        detail: expect.stringContaining('Write a + b * rate instead'),
        proposal: { text: 'a + b * rate' },
      });
      const counted = await compute('a + b', { a: sum('income'), b: sum('orders', { combine: 'sum' }) });
      expect(counted.problem).toMatchObject({ proposal: { text: 'a / b', input: { formula: 'a / b' } } });
      const inside = await compute('a', { a: { metric: 'orders', cumulative: true } });
      expect(inside.problem).toMatchObject({ code: 'query.units', field: 'queries.a.cumulative' });
    });

    it('that cannot be read says where', async () => {
      const { problem } = await compute('a / c', { a: sum('income') });
      expect(problem).toMatchObject({ code: 'formula.unreadable', field: 'formula', position: 4 });
      expect((await compute('a', { a: { metric: 'never' } })).problem).toMatchObject({ code: 'metric.not-found' });
      expect((await compute('', { a: sum('income') })).problem).toMatchObject({ code: 'query.invalid' });
    });

    it('sees only what the workspace has', async () => {
      const theirs = await app.workspace();
      const query: Query = {
        source: 'metrics',
        kind: 'formula',
        input: { formula: 'a', queries: { a: sum('income') } },
      };
      const [answer] = await theirs.editor.frames(queryRoutes.run, { body: { range: hour, queries: [query] } });
      expect(answer?.problem).toMatchObject({ code: 'metric.not-found' });
    });
  });

  describe('cuts time as the clocks of a zone do', () => {
    const BERLIN_SPRING = Date.UTC(2026, 2, 29, 1);
    const BERLIN_AUTUMN = Date.UTC(2026, 9, 25, 1);
    const HOWE_AUTUMN = Date.UTC(2026, 3, 4, 15);
    const HOWE_SPRING = Date.UTC(2026, 9, 3, 15, 30);
    it.each([
      ['Europe/Berlin', BERLIN_SPRING],
      ['Europe/Berlin', BERLIN_AUTUMN],
      ['Australia/Lord_Howe', HOWE_AUTUMN],
      ['Australia/Lord_Howe', HOWE_SPRING],
      ['Asia/Kathmandu', BERLIN_SPRING],
      ['UTC', BERLIN_SPRING],
    ])('%s around %d', async (timezone, change) => {
      const metric = `clock ${timezone} ${String(change)}`;
      const from = change - 2 * DAY;
      const to = change + 2 * DAY;
      const times = Array.from({ length: (to - from) / (5 * MINUTE) }, (_, at) => from + at * 5 * MINUTE);
      await store(metric, [[{}, times.map((time) => [time, 1] as const)]]);
      for (const every of ['15m', '30m', '1h', '2h', '6h', '12h', '1d', '1w', '1mo']) {
        const step = stepNamed(every);
        const counts = new Map<number, number>();
        for (const time of times) {
          const bucket = bucketOf(time, step, timezone);
          counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
        }
        const answer = await ask(
          { metric, aggregate: 'sum', every },
          { range: { from, to }, timezone, maxPoints: 10_000 },
        );
        expect([every, rowsOf(answer)[0]]).toEqual([every, [...counts]]);
        expect([every, [...gridOf({ from, to }, step, timezone)]]).toEqual([every, [...counts.keys()]]);
      }
    });
  });

  it('answers like a plain evaluation of the same question', async () => {
    let run = 0;
    const values = fc.array(fc.option(fc.integer({ min: -50, max: 50 })), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(values, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('sum', 'avg', 'min', 'max', 'count'),
        fc.constantFrom('none', 'zero', 'previous'),
        fc.constantFrom(undefined, 2, 3),
        async (series, combine, fill, movingAverage) => {
          const metric = `random ${String(run++)}`;
          const stored = series.map((one, at): [object, Rows] => [
            { n: String(at) },
            one.flatMap((value, place) => (value === null ? [] : [[START + place * 10 * MINUTE, value] as const])),
          ]);
          if (stored.every(([, points]) => points.length === 0)) return;
          await store(metric, stored);
          const present = series.filter((one) => one.some((value) => value !== null));
          const answer = await ask({ metric, every: '10m', combine, fill, movingAverage });
          const expected = naive(present, combine, fill, movingAverage);
          expect(rowsOf(answer)[0]?.map(([time, value]) => [(time - START) / (10 * MINUTE), value])).toEqual(
            expected.flatMap((value, at) => (value === null ? [] : [[at, expect.closeTo(value, 9)]])),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('counts what counters rose by like a plain evaluation', async () => {
    let run = 0;
    const readings = fc.array(fc.option(fc.nat(20)), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(readings, async (cells) => {
        const metric = `counted ${String(run++)}`;
        const points = cells.flatMap((value, at) =>
          value === null ? [] : [[START + at * 10 * MINUTE, value] as const],
        );
        if (points.length === 0) return;
        await store(metric, [[{}, points]], { kind: 'counter' });
        const [rows = []] = rowsOf(await ask({ metric, every: '10m', aggregate: 'increase' }));
        expect(rows.map(([time, value]) => [(time - START) / (10 * MINUTE), value])).toEqual(
          risen(cells).flatMap((value, at) => (value === null ? [] : [[at, value]])),
        );
      }),
      { numRuns: 25 },
    );
  });
});

/** What a counter rose by in each cell, through its new beginnings. */
function risen(readings: Cells): Cells {
  let before: number | undefined;
  return readings.map((reading) => {
    if (reading === null) return null;
    const rise = before === undefined ? null : reading < before ? reading : reading - before;
    before = reading;
    return rise;
  });
}

type Cells = readonly (number | null)[];

/** The same in the plainest way: cell by cell. */
function naive(series: readonly Cells[], combine: string, fill: string, movingAverage = 1): Cells {
  // A mean looks at what was before the range: nothing here.
  const before = new Array<null>(movingAverage - 1).fill(null);
  const filled = series.map((one) =>
    [...before, ...one].map((value, at) => {
      if (value !== null || fill === 'none') return value;
      if (fill === 'zero') return 0;
      return [...before, ...one].slice(0, at).findLast((before) => before !== null) ?? null;
    }),
  );
  const combined = (filled[0] ?? []).map((_, at) => {
    const there = filled.map((one) => one[at] ?? null).filter((value) => value !== null);
    if (there.length === 0) return null;
    const sum = there.reduce((a, b) => a + b, 0);
    return (
      { sum, avg: sum / there.length, min: Math.min(...there), max: Math.max(...there), count: there.length }[
        combine
      ] ?? null
    );
  });
  const averaged = combined.map((value, at) => {
    if (value === null) return null;
    const window = combined.slice(Math.max(0, at - movingAverage + 1), at + 1).filter((one) => one !== null);
    return window.reduce((a, b) => a + b, 0) / window.length;
  });
  return averaged.slice(before.length);
}
