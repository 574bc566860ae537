import { queryRoutes, type Query } from '@quarterdeck/sdk/api/queries';
import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { restatementRoutes } from '@quarterdeck/sdk/api/restatements';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';
import { Retention } from './removals/retention.service.js';

const START = Date.UTC(2026, 0, 31, 23, 58);
const MINUTE = 60_000;

describe('metrics', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace();
  });
  afterAll(() => app.stop());

  const send = (body: unknown, workspace = ours) =>
    app.client(workspace.pointsKey).request('POST', '/api/points', body);
  const ask = async (input: Record<string, unknown>, scope: object = {}, workspace = ours) => {
    const query: Query = { source: 'metrics', kind: 'metrics', input };
    const range = { from: START, to: START + 60 * MINUTE };
    const [answer] = await workspace.editor.frames(queryRoutes.run, { body: { range, ...scope, queries: [query] } });
    return answer ?? { frames: [], problem: null };
  };
  const valuesOf = async (input: Record<string, unknown>, scope?: object) =>
    (await ask(input, scope)).frames.map(({ fields }) => [...(fields[1]?.values ?? [])]);

  it('are stored from the plain form, across the end of a month', async () => {
    const body = [0, 1, 2, 3].map((minute) => ({
      metric: 'plain',
      labels: { shop: 'north' },
      time: new Date(START + minute * MINUTE).toISOString(),
      value: minute,
    }));
    const reply = await send(body);
    expect([reply.status, await reply.json()]).toEqual([200, { accepted: 4, refused: 0, errors: [] }]);
    const { frames } = await ask({ metric: 'plain' });
    expect(frames).toHaveLength(1);
    expect([...(frames[0]?.fields[0]?.values ?? [])]).toEqual([0, 1, 2, 3].map((minute) => START + minute * MINUTE));
    expect(frames[0]?.fields[1]).toMatchObject({ metric: 'plain', labels: { shop: 'north' } });
  });

  it('are stored from the columnar form, one frame per series', async () => {
    const series = [
      { metric: 'columnar', labels: { shop: 'north' }, unit: 'currency:EUR' },
      { metric: 'columnar', labels: { shop: 'south' } },
    ];
    await send({
      series,
      points: [
        [0, START, 1],
        [1, START, 10],
        [0, START + MINUTE, 2],
      ],
    });
    expect(await valuesOf({ metric: 'columnar' })).toEqual([[1, 2], [10]]);
    expect(await valuesOf({ metric: 'columnar', labels: { shop: 'south' } })).toEqual([[10]]);
    const list = await ours.viewer.call(metricsRoutes.list, {});
    expect(list.find(({ name }) => name === 'columnar')).toMatchObject({
      unit: 'currency:EUR',
      seriesCount: 2,
      lastValue: 2,
    });
  });

  it('are idempotent per series and time: the last value sent stays, also within one request', async () => {
    const at = (value: number, minute = 0) => ({ metric: 'again', time: START + minute * MINUTE, value });
    await send([at(1), at(2, 1)]);
    await send([at(1), at(2, 1)]);
    await send([at(5), at(6, 2), at(7, 2)]);
    expect(await valuesOf({ metric: 'again' })).toEqual([[5, 2, 7]]);
  });

  it('know a series by its labels in any order', async () => {
    await send([{ metric: 'order', labels: { a: '1', b: '2' }, time: START, value: 1 }]);
    await send([{ metric: 'order', labels: { b: '2', a: '1' }, time: START + MINUTE, value: 2 }]);
    expect(await valuesOf({ metric: 'order' })).toEqual([[1, 2]]);
  });

  it('take a unit that is sent later than their first points, and keep it', async () => {
    const unitOf = async () =>
      (await ours.viewer.call(metricsRoutes.list, {})).find(({ name }) => name === 'late')?.unit;
    const withUnit = (unit?: string) =>
      send({ series: [{ metric: 'late', ...(unit ? { unit } : {}) }], points: [[0, START, 1]] });
    await withUnit();
    await withUnit('ms');
    expect(await unitOf()).toBe('ms');
    await withUnit('bytes');
    await withUnit();
    expect(await unitOf()).toBe('ms');
  });

  it('are named by the query where it says how', async () => {
    await send([{ metric: 'named', labels: { shop: 'north' }, time: START, value: 1 }]);
    const nameOf = async (input: object) => (await ask({ metric: 'named', ...input })).frames[0]?.name;
    expect([await nameOf({}), await nameOf({ alias: 'Sales' })]).toEqual(['north', 'Sales']);
  });

  it('begin steps of several hours at midnight of the zone, also after its clocks have been changed', async () => {
    const midnight = Date.UTC(2026, 2, 27, 23);
    const points = Array.from({ length: 72 }, (_, hour) => [0, midnight + hour * 60 * MINUTE, 1]);
    await send({ series: [{ metric: 'hours' }], points });
    const scope = {
      range: { from: midnight, to: midnight + 71 * 60 * MINUTE },
      maxPoints: 12,
      timezone: 'Europe/Berlin',
    };
    const { frames } = await ask({ metric: 'hours', aggregate: 'count' }, scope);
    const local = (time: number) =>
      new Date(time).toLocaleTimeString('en', {
        timeZone: 'Europe/Berlin',
        hour: '2-digit',
        hour12: false,
        minute: '2-digit',
      });
    const begins = new Set([...(frames[0]?.fields[0]?.values ?? [])].map(local));
    expect([...begins].sort()).toEqual(['00:00', '06:00', '12:00', '18:00']);
  });

  it('survive many senders of the same new series at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, minute) =>
        send([{ metric: 'race', labels: { n: String(minute % 3) }, time: START + minute * MINUTE, value: minute }]),
      ),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await valuesOf({ metric: 'race' })).flat()).toHaveLength(20);
  });

  it('come in buckets of a named width where they do not fit, and say so', async () => {
    const points = Array.from({ length: 60 }, (_, minute) => [0, START + minute * MINUTE, minute]);
    await send({ series: [{ metric: 'many' }], points });
    const { frames } = await ask({ metric: 'many', aggregate: 'max' }, { maxPoints: 15 });
    expect(frames[0]).toMatchObject({ resolutionMs: 5 * MINUTE, source: 'metrics, max per 5 min' });
    expect([...(frames[0]?.fields[1]?.values ?? [])].slice(0, 3)).toEqual([1, 6, 11]);
    // Sixty points in thirteen buckets, the outer ones half empty: only the totals know their mean.
    expect(frames[0]?.fields[1]).toMatchObject({ totals: { count: 60, sum: 1770, min: 0, max: 59 } });
    const all = { maxPoints: 1, range: { from: START, to: START + 60 * MINUTE } };
    expect((await valuesOf({ metric: 'many', aggregate: 'sum' }, all)).flat().reduce((a, b) => a + b, 0)).toBe(1770);
  });

  it('are answered in the same way whatever was asked before', async () => {
    const points = Array.from({ length: 200 }, (_, second) => [0, START + second * 1000, second]);
    await send({ series: [{ metric: 'dense' }], points });
    await ask({ metric: 'dense' }, { range: { from: START, to: START + 200_000 } });
    const { frames } = await ask({ metric: 'dense' });
    expect([frames[0]?.source, frames[0]?.length]).toEqual(['metrics, raw points', 200]);
  });

  it('come no more than 100,000 at once, however many series are asked for', async () => {
    const series = Array.from({ length: 50 }, (_, place) => ({ metric: 'wide', labels: { place: String(place) } }));
    const rows = (from: number) =>
      series.flatMap((_, place) => Array.from({ length: 1001 }, (__, row) => [place, START + (from + row) * 1000, 1]));
    for (const from of [0, 1001]) await send({ series, points: rows(from) });
    const { frames } = await ask({ metric: 'wide' }, { maxPoints: 10_000 });
    expect(frames.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(100_000);
    expect(frames[0]).toMatchObject({ resolutionMs: 2000, source: 'metrics, avg per 2 s' });
  });

  it('of too many series are cut, and the notice counts all of them', async () => {
    const series = Array.from({ length: 1100 }, (_, place) => ({ metric: 'crowd', labels: { place: String(place) } }));
    await send({ series, points: series.map((_, place) => [place, START, 1]) });
    const { frames } = await ask({ metric: 'crowd' });
    expect(frames).toHaveLength(50);
    expect(frames[0]).toMatchObject({ truncated: true, notices: [{ text: expect.stringContaining('50 of 1100') }] });
  });

  it('begin days where they begin in the zone that is asked for', async () => {
    const noon = Date.UTC(2026, 2, 28, 12);
    const points = Array.from({ length: 72 }, (_, hour) => [0, noon + hour * 60 * MINUTE, 1]);
    await send({ series: [{ metric: 'days' }], points });
    const range = { from: Date.UTC(2026, 2, 27, 23), to: Date.UTC(2026, 2, 31, 22) };
    const scope = { range, maxPoints: 4, timezone: 'Europe/Berlin' };
    const { frames } = await ask({ metric: 'days', aggregate: 'count' }, scope);
    const [times, counts] = frames[0]?.fields ?? [];
    // The 29th had 23 hours: clocks went forward.
    expect([...(counts?.values ?? [])]).toEqual([11, 23, 24, 14]);
    expect(new Date(times?.values[1] ?? 0).toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(new Date(times?.values[2] ?? 0).toISOString()).toBe('2026-03-29T22:00:00.000Z');
  });

  it.each([
    ['no points at all', { points: [] }],
    ['a word for a value', [{ metric: 'bad', time: START, value: 'many' }]],
    ['no time', [{ metric: 'bad', value: 1 }]],
    ['a time in seconds that is before 1970', [{ metric: 'bad', time: -5, value: 1 }]],
    ['a metric without a name', [{ metric: '', time: START, value: 1 }]],
    ['labels that are no text', [{ metric: 'bad', labels: { a: 1 }, time: START, value: 1 }]],
    ['a series that is not there', { series: [{ metric: 'bad' }], points: [[1, START, 1]] }],
    [
      'a point with too few parts',
      {
        series: [{ metric: 'bad' }],
        points: [
          [0, START, 1],
          [0, START],
        ],
      },
    ],
    [
      'one bad point among good ones',
      {
        series: [{ metric: 'bad' }],
        points: [
          [0, START, 1],
          [0, START, null],
        ],
      },
    ],
    ['a number', 7],
    ['null', null],
  ])('are refused whole for %s', async (_, body) => {
    const reply = await send(body);
    expect([reply.status, await reply.json()]).toMatchObject([422, { code: 'points.invalid' }]);
    expect((await ours.viewer.call(metricsRoutes.list, {})).map(({ name }) => name)).not.toContain('bad');
  });

  it('are told one by one where they are at fault, and the others stored where that is asked', async () => {
    const body = [
      { metric: 'partial', time: START, value: 1 },
      { metric: 'partial', time: START, value: 'abc' },
      { metric: 'partial', time: START + 60_000, value: 3 },
    ];
    const refusal = await send(body);
    expect([refusal.status, await refusal.json()]).toMatchObject([
      422,
      { errors: [{ path: '1.value', message: 'The value is no number: value holds “abc”.' }] },
    ]);
    expect((await ours.viewer.call(metricsRoutes.list, {})).map(({ name }) => name)).not.toContain('partial');
    const reply = await app.client(ours.pointsKey).request('POST', '/api/points?partial=true', body);
    expect([reply.status, await reply.json()]).toEqual([
      200,
      {
        accepted: 2,
        refused: 1,
        errors: [
          { index: 1, path: 'value', code: 'value-unreadable', message: 'The value is no number: value holds “abc”.' },
        ],
      },
    ]);
    expect(await valuesOf({ metric: 'partial' })).toEqual([[1, 3]]);
  });

  it('are refused when the body is too large, no JSON, or of another type', async () => {
    expect((await send(`[${' '.repeat(17 * 1024 * 1024)}]`)).status).toBe(413);
    expect((await send('[{"metric"')).status).toBe(400);
    const key = app.client(ours.pointsKey);
    expect((await key.request('POST', '/api/points', 'a=1', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('are taken only with an API key', async () => {
    const body = [{ metric: 'stolen', time: START, value: 1 }];
    expect((await app.client().request('POST', '/api/points', body)).status).toBe(401);
    expect((await app.client('qd_key_wrong').request('POST', '/api/points', body)).status).toBe(401);
    expect((await ours.owner.request('POST', '/api/points', body)).status).toBe(403);
  });

  it('of another workspace do not exist, even under the same name', async () => {
    const theirs = await app.workspace();
    await send([{ metric: 'private', time: START, value: 1 }]);
    expect((await ask({ metric: 'private' }, {}, theirs)).problem).toMatchObject({ code: 'metric.not-found' });
    await send([{ metric: 'private', time: START, value: 2 }], theirs);
    expect((await ask({ metric: 'private' }, {}, theirs)).frames[0]?.fields[1]?.values).toEqual(Float64Array.of(2));
    expect(await valuesOf({ metric: 'private' })).toEqual([[1]]);
  });

  it('tell which labels they carry with which values, and only to their workspace', async () => {
    const point = { metric: 'labelled/rides', time: START, value: 1 };
    await send([
      { ...point, labels: { borough: 'Queens', kind: 'day' } },
      { ...point, labels: { borough: 'Bronx', kind: 'day' } },
      { ...point },
    ]);
    const params = { name: 'labelled/rides' };
    expect(await ours.viewer.call(metricsRoutes.labels, { params })).toEqual([
      { name: 'borough', values: ['Bronx', 'Queens'], valueCount: 2 },
      { name: 'kind', values: ['day'], valueCount: 1 },
    ]);
    const theirs = await app.workspace();
    const refused = { status: 404, problem: { code: 'metric.not-found' } };
    await expect(theirs.viewer.call(metricsRoutes.labels, { params })).rejects.toMatchObject(refused);
  });

  describe('say what they are', () => {
    const definitionOf = async (wanted: string) => {
      const found = (await ours.viewer.call(metricsRoutes.list, {})).find(({ name }) => name === wanted);
      return [found?.unit, found?.kind, found?.additivity, found?.defaultAggregate, found?.description];
    };
    const say = (key: object) => send({ series: [{ metric: 'defined', ...key }], points: [[0, START, 1]] });
    const describe = (body: object, name = 'defined', client = ours.editor) =>
      client.request('PATCH', `/api/metrics/${encodeURIComponent(name)}`, body);

    it('as their sender says, once, and as a plain level that may be added up where nobody says anything', async () => {
      await say({});
      expect(await definitionOf('defined')).toEqual(['', 'gauge', 'additive', 'avg', '']);
      await say({ kind: 'counter', additivity: 'averaged', defaultAggregate: 'last', description: 'Rides so far' });
      await say({ kind: 'delta', additivity: 'unique', unit: 'rides' });
      expect(await definitionOf('defined')).toEqual(['rides', 'counter', 'averaged', 'last', 'Rides so far']);
    });

    it('as an editor says, whatever senders say afterwards', async () => {
      const reply = await describe({ kind: 'gauge', unit: '', description: ' Rides at hand ' });
      expect([reply.status, await reply.json()]).toMatchObject([
        200,
        { name: 'defined', kind: 'gauge', seriesCount: 1 },
      ]);
      await say({ kind: 'counter', unit: 'km', additivity: 'unique' });
      expect(await definitionOf('defined')).toEqual(['', 'gauge', 'averaged', 'last', 'Rides at hand']);
    });

    it('to nobody else, and only in words that there are', async () => {
      const theirs = await app.workspace();
      expect((await describe({ kind: 'delta' }, 'defined', ours.viewer)).status).toBe(403);
      expect((await describe({ kind: 'delta' }, 'defined', theirs.owner)).status).toBe(404);
      expect((await describe({ kind: 'delta' }, 'never sent')).status).toBe(404);
      for (const bad of [{}, { kind: 'level' }, { unit: 7 }, { description: 'x'.repeat(1001) }]) {
        expect([bad, (await describe(bad)).status]).toEqual([bad, 422]);
      }
      expect((await send({ series: [{ metric: 'odd', kind: 'level' }], points: [[0, START, 1]] })).status).toBe(422);
      expect(await definitionOf('defined')).toEqual(['', 'gauge', 'averaged', 'last', 'Rides at hand']);
    });
  });

  it('are kept as many days as owners say, and what is older is deleted with all that was made of it', async () => {
    const day = 24 * 60 * MINUTE;
    const today = Math.floor(Date.now() / day) * day;
    const days = [40, 31, 30, 29, 0];
    const points = days.map((ago) => ({ metric: 'kept', time: today - ago * day, value: ago }));
    await send([...points, { metric: 'kept for ever', time: today - 40 * day, value: 1 }]);
    await send(points.map((point) => ({ ...point, value: point.value + 1 })));
    const params = { name: 'kept' };
    const keep = (client: TestClient, keepDays: number | null) =>
      client.call(metricsRoutes.keep, { params, body: { keepDays } });
    await expect(keep(ours.editor, 30)).rejects.toMatchObject({ status: 403 });
    await expect(keep((await app.workspace()).owner, 30)).rejects.toMatchObject({ status: 404 });
    await expect(keep(ours.owner, 0)).rejects.toMatchObject({ status: 422 });
    expect(await keep(ours.owner, 30)).toMatchObject({ name: 'kept', keepDays: 30 });
    await app.app.get(Retention).apply();
    const scope = { range: { from: today - 50 * day, to: today + day }, maxPoints: 100 };
    expect(await valuesOf({ metric: 'kept' }, scope)).toEqual([[31, 30, 1]]);
    expect(await valuesOf({ metric: 'kept', aggregate: 'count', every: '1d' }, scope)).toEqual([[1, 1, 1]]);
    expect(await valuesOf({ metric: 'kept for ever' }, scope)).toEqual([[1]]);
    const { restatements } = await ours.viewer.call(restatementRoutes.list, { query: { metric: 'kept' } });
    expect(restatements).toHaveLength(3);
    expect(await keep(ours.owner, null)).toMatchObject({ keepDays: null });
  });

  it('that no day could sum up are refused, and those beside them are not stored either', async () => {
    const reply = await send([
      { metric: 'huge', time: START, value: 1 },
      { metric: 'huge', time: START + MINUTE, value: -1e301 },
    ]);
    expect([reply.status, await reply.json()]).toMatchObject([
      422,
      { code: 'points.invalid', errors: [{ path: '1.value', message: expect.stringContaining('±1e300') }] },
    ]);
    expect((await ours.viewer.call(metricsRoutes.list, {})).map(({ name }) => name)).not.toContain('huge');
  });
});

describe('new series', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ QD_MOST_SERIES: '20' });
  });
  afterAll(() => app.stop());

  it('are so many in a day that somebody meant them; beyond it the label with the most values is named', async () => {
    const [ours, theirs] = [await app.workspace(), await app.workspace()];
    const send = (from: number, count: number, workspace = ours) => {
      const series = Array.from({ length: count }, (_, nth) => ({
        metric: 'visits',
        labels: { country: `c${String(nth % 3)}`, request: String(from + nth) },
      }));
      const body = { series, points: series.map((_, place) => [place, START, 1]) };
      return app.client(workspace.pointsKey).request('POST', '/api/points', body);
    };
    expect((await send(0, 15)).status).toBe(200);
    const refused = await send(15, 6);
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      {
        code: 'series.too-many',
        detail: expect.stringMatching(/20 new series within a day.*“request” has the most values, 21/),
      },
    ]);
    expect((await send(0, 15)).status).toBe(200);
    expect((await send(0, 20, theirs)).status).toBe(200);
    const [metric] = await ours.viewer.call(metricsRoutes.list, {});
    expect(metric).toMatchObject({ name: 'visits', seriesCount: 15 });
    await app.database.asSystem(() => app.database.sql(`update series set created_at = now() - interval '25 hours'`));
    expect((await send(15, 6)).status).toBe(200);
  });
});
