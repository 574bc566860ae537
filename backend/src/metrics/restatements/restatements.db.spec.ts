import { queryRoutes } from '@quarterdeck/sdk/api/queries';
import { restatementRoutes } from '@quarterdeck/sdk/api/restatements';
import { Clock } from '../../platform/clock.js';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';

const START = Date.UTC(2026, 0, 31, 12);
const MINUTE = 60_000;

describe('restatements', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  let now = Date.UTC(2026, 10, 1);
  beforeAll(async () => {
    app = await testApp();
    app.app.get(Clock).now = () => now;
    ours = await app.workspace();
  });
  afterAll(() => app.stop());

  const send = (metric: string, values: readonly number[], workspace = ours) => {
    const points = values.map((value, minute) => [0, START + minute * MINUTE, value]);
    const body = { series: [{ metric, labels: { shop: 'north' }, unit: 'orders' }], points };
    return app.client(workspace.pointsKey).request('POST', '/api/points', body);
  };
  const list = (query: object = {}, workspace = ours) => workspace.viewer.call(restatementRoutes.list, { query });
  const valuesAt = async (metric: string, asKnownAt?: number, more: object = {}) => {
    const known = asKnownAt === undefined ? {} : { asKnownAt: new Date(asKnownAt).toISOString() };
    const [answer] = await ours.editor.frames(queryRoutes.run, {
      body: {
        range: { from: START, to: START + 60 * MINUTE },
        queries: [{ source: 'metrics', kind: 'metrics', input: { metric, ...known, ...more } }],
      },
    });
    expect(answer?.problem ?? null).toBeNull();
    const frame = answer?.frames[0];
    return { source: frame?.source, values: [...(frame?.fields[1]?.values ?? [])] };
  };

  it('tell what a number was, what it became, when and through whom; repetitions are none', async () => {
    await send('orders', [1, 2, 3]);
    now += 60_000;
    await send('orders', [1, 5, 3]);
    now += 60_000;
    await send('orders', [1, 7, 3, 4]);
    const { restatements, next } = await list({ metric: 'orders' });
    expect(next).toBeNull();
    expect(restatements.map(({ oldValue, newValue }) => [oldValue, newValue])).toEqual([
      [5, 7],
      [2, 5],
    ]);
    expect(restatements[0]).toMatchObject({
      metric: 'orders',
      labels: { shop: 'north' },
      unit: 'orders',
      time: new Date(START + MINUTE).toISOString(),
      knownSince: new Date(now - 60_000).toISOString(),
      replacedAt: new Date(now).toISOString(),
      by: { kind: 'api-key', name: 'Test' },
      importId: null,
    });
  });

  it('let a query be answered as it was known, by points, buckets and what is combined', async () => {
    expect((await valuesAt('orders')).values).toEqual([1, 7, 3, 4]);
    const source = `metrics, raw points, as known at ${new Date(now - 60_000).toISOString()}`;
    expect(await valuesAt('orders', now - 60_000)).toEqual({ source, values: [1, 5, 3] });
    expect((await valuesAt('orders', now - 120_000)).values).toEqual([1, 2, 3]);
    expect((await valuesAt('orders', now - 180_000)).values).toEqual([]);
    const sums = { every: '1h', combine: 'sum', aggregate: 'sum' };
    expect((await valuesAt('orders', now - 120_000, sums)).values).toEqual([6]);
    expect((await valuesAt('orders', undefined, sums)).values).toEqual([15]);
  });

  it('are found by when they were made, page by page', async () => {
    await send(
      'many',
      Array.from({ length: 150 }, () => 1),
    );
    now += 60_000;
    const before = now;
    await send(
      'many',
      Array.from({ length: 150 }, () => 2),
    );
    const first = await list({ metric: 'many' });
    const second = await list({ metric: 'many', cursor: first.next ?? '' });
    expect([first.restatements.length, second.restatements.length, second.next]).toEqual([100, 50, null]);
    expect(new Set([...first.restatements, ...second.restatements].map(({ id }) => id)).size).toBe(150);
    const at = new Date(before).toISOString();
    expect((await list({ to: at })).restatements.map(({ metric }) => metric)).toEqual(['orders', 'orders']);
    expect((await list({ metric: 'orders', from: at })).restatements).toEqual([]);
    const [pointsFrom, pointsTo] = [2, 4].map((minute) => new Date(START + minute * MINUTE).toISOString());
    const within = (await list({ metric: 'many', pointsFrom, pointsTo })).restatements;
    expect(within.map(({ time }) => Date.parse(time) - START).sort()).toEqual([2 * MINUTE, 3 * MINUTE]);
  });

  it('of another workspace do not exist', async () => {
    const theirs = await app.workspace();
    expect((await list({}, theirs)).restatements).toEqual([]);
    await send('orders', [1], theirs);
    expect((await list({ metric: 'orders' }, theirs)).restatements).toEqual([]);
    expect((await app.client().request('GET', '/api/restatements')).status).toBe(401);
  });
});
