import type { NewDerivedMetric } from '@quarterdeck/sdk/api/derived-metrics';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';
import { describeResource } from '../platform/testing/describe-resource.js';
import { DerivedBuckets } from './derived-buckets.service.js';
import { RecordsService, readRecords } from './records.service.js';

/** No job runs by itself: each step is taken by the test. */
const BY_HAND = { QD_ROLE: 'web', QD_SECRET_KEY: 'a key of thirty-two letters, no less' };
const HOUR = 3_600_000;
const AT = Date.UTC(2026, 2, 28, 22);

interface Row {
  readonly time: number;
  readonly body: Record<string, unknown>;
}

describe('derived metrics', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  let buckets: DerivedBuckets;
  let records: RecordsService;
  beforeAll(async () => {
    app = await testApp(BY_HAND);
    ours = await app.workspace('Ours');
    buckets = app.app.get(DerivedBuckets);
    records = app.app.get(RecordsService);
  });
  afterAll(() => app.stop());

  const settleAll = async () => {
    while (await buckets.step());
  };
  const send = async (stream: string, rows: readonly unknown[]) => {
    const reply = await ours.editor.request('POST', `/api/records/${stream}`, rows);
    expect(reply.status).toBe(200);
  };
  const drop = (stream: string, key: string) => ours.editor.request('DELETE', `/api/records/${stream}/${key}`);
  const derive = async (wish: Partial<NewDerivedMetric> & { metric: string; stream: string }) => {
    const reply = await ours.editor.request('POST', '/api/derived-metrics', { aggregate: 'count', ...wish });
    const made = (await reply.json()) as { id: string; code: string };
    return { status: reply.status, made };
  };
  const points = async (metric: string) => {
    const rows = await app.database.asSystem(() =>
      app.database.sql<{ labels: object; ts: Date; value: number }>(
        `select labels, ts, value from series join point on series_id = series.id
          where workspace_id = $1 and metric = $2 order by ts, labels::text`,
        [ours.id, metric],
      ),
    );
    return rows.map(({ labels, ts, value }) => `${ts.toISOString().slice(0, 16)} ${JSON.stringify(labels)} ${value}`);
  };

  it('are made of the records that there are, and of those that come', async () => {
    await send('orders', [
      { key: 'a', time: AT, body: { total: '10.10', country: 'FR' } },
      { key: 'b', time: AT + 1, body: { total: 0.2, country: 'FR' } },
      { key: 'c', time: AT + 2, body: { total: 5, country: 'DE' } },
      { key: 'd', time: AT + HOUR, body: { total: null, country: 'DE' } },
    ]);
    const sum = { stream: 'orders', field: 'total', labels: ['country'] };
    await derive({ ...sum, metric: 'orders.sum', aggregate: 'sum', unit: 'currency:EUR' });
    await derive({ stream: 'orders', metric: 'orders.count' });
    await settleAll();
    expect(await points('orders.sum')).toEqual([
      '2026-03-28T22:00 {"country":"DE"} 5',
      '2026-03-28T22:00 {"country":"FR"} 10.3',
    ]);
    expect(await points('orders.count')).toEqual(['2026-03-28T22:00 {} 3', '2026-03-28T23:00 {} 1']);
    await send('orders', [{ key: 'a', time: AT + HOUR, body: { total: 1, country: 'FR' } }]);
    await drop('orders', 'c');
    await settleAll();
    expect(await points('orders.sum')).toEqual([
      '2026-03-28T22:00 {"country":"FR"} 0.2',
      '2026-03-28T23:00 {"country":"FR"} 1',
    ]);
    expect(await points('orders.count')).toEqual(['2026-03-28T22:00 {} 1', '2026-03-28T23:00 {} 2']);
    const metrics = (await (await ours.viewer.request('GET', '/api/metrics')).json()) as Record<string, unknown>[];
    expect(metrics.find(({ name }) => name === 'orders.sum')).toMatchObject({
      ...{ unit: 'currency:EUR', kind: 'delta', additivity: 'additive', defaultAggregate: 'sum' },
    });
  });

  it('keep what they were as restatements', async () => {
    const reply = await ours.viewer.request('GET', '/api/restatements?metric=orders.count');
    const { restatements } = (await reply.json()) as { restatements: unknown[] };
    expect(restatements.length).toBeGreaterThan(0);
  });

  it('have days that begin where their zone says, whatever the clocks do', async () => {
    const paris = (text: string, key: string) => ({ key, time: text, body: {} });
    await send('days', [
      paris('2026-03-28T22:59:00Z', 'a'),
      paris('2026-03-28T23:00:00Z', 'b'),
      paris('2026-03-29T21:59:00Z', 'c'),
      paris('2026-03-29T22:00:00Z', 'd'),
    ]);
    await derive({ stream: 'days', metric: 'days.count', every: 'day', timezone: 'Europe/Paris' });
    await settleAll();
    expect(await points('days.count')).toEqual([
      '2026-03-27T23:00 {} 1',
      '2026-03-28T23:00 {} 2',
      '2026-03-29T22:00 {} 1',
    ]);
  });

  it('are made anew when they are defined anew, and go when they are deleted', async () => {
    await send('anew', [
      { key: 'a', time: AT, body: { n: 2 } },
      { key: 'b', time: AT + HOUR, body: { n: 3 } },
    ]);
    const { made } = await derive({ stream: 'anew', metric: 'anew.value', labels: ['n'] });
    await settleAll();
    expect(await points('anew.value')).toHaveLength(2);
    const path = `/api/derived-metrics/${made.id}`;
    const patch = {
      aggregate: 'sum',
      field: 'n',
      every: 'day',
      conditions: [{ field: 'n', test: 'above', values: ['2'] }],
    };
    const changed = await ours.editor.request('PUT', path, patch);
    expect(await changed.json()).toMatchObject({ aggregate: 'sum', every: 'day', labels: [], waiting: null });
    await settleAll();
    expect(await points('anew.value')).toEqual(['2026-03-28T00:00 {} 3']);
    expect(await (await ours.viewer.request('GET', path)).json()).toMatchObject({ waiting: 0, problem: null });
    expect((await ours.editor.request('DELETE', '/api/streams/anew')).status).toBe(409);
    expect((await ours.editor.request('DELETE', path)).status).toBe(204);
    expect((await derive({ stream: 'anew', metric: 'anew.value' })).made.code).toBe('derived-metric.name-taken');
    await settleAll();
    expect(await points('anew.value')).toEqual([]);
    expect((await ours.editor.request('DELETE', '/api/streams/anew')).status).toBe(204);
  });

  it('never take the name of a metric that somebody sends', async () => {
    await app.client(ours.pointsKey).request('POST', '/api/points', [{ metric: 'sent', time: AT, value: 1 }]);
    const refused = await derive({ stream: 'orders', metric: 'sent' });
    expect([refused.status, refused.made.code]).toEqual([409, 'derived-metric.name-taken']);
  });

  it('are right after a worker died between any two steps', async () => {
    await send('fragile', [{ key: 'a', time: AT, body: { who: 'ada' } }]);
    await derive({ stream: 'fragile', metric: 'fragile.count', labels: ['who'] });
    await settleAll();
    const expired = () =>
      app.database.asSystem(() => app.database.sql(`update derived_dirty set claimed_until = now() - interval '1 s'`));
    await send('fragile', [{ key: 'b', time: AT, body: { who: 'bob' } }]);
    // Dies with the claim in its hands: for a minute nobody else takes it, then somebody does.
    expect(await buckets.claim()).toBeDefined();
    expect(await buckets.claim()).toBeUndefined();
    await expired();
    // Dies after it wrote points of a label that is gone when the next one comes.
    const second = await buckets.claim();
    if (!second) throw new Error('The mark was lost.');
    await buckets.settle(second);
    expect(await points('fragile.count')).toHaveLength(2);
    await drop('fragile', 'b');
    await settleAll();
    expect(await points('fragile.count')).toEqual(['2026-03-28T22:00 {"who":"ada"} 1']);
    // Comes back late and writes what is old: what it wrote is made right again.
    await send('fragile', [{ key: 'a', time: AT, body: { who: 'eve' } }]);
    const late = await buckets.claim();
    if (!late) throw new Error('The mark was lost.');
    await expired();
    await send('fragile', [{ key: 'a', time: AT, body: { who: 'ada' } }]);
    await settleAll();
    await app.app.get(RecordsService).require(ours.actor, 'fragile');
    await buckets.settle(late);
    await buckets.finish(late);
    await settleAll();
    expect(await points('fragile.count')).toEqual(['2026-03-28T22:00 {"who":"ada"} 1']);
  });

  it('tell why they cannot be made, and go on with the others', async () => {
    const many = await testApp({ ...BY_HAND, QD_MOST_SERIES: '3' });
    try {
      const { editor, actor } = await many.workspace('Many');
      const rows = Array.from({ length: 5 }, (_, nth) => ({ key: nth, time: AT, body: { nth } }));
      await editor.request('POST', '/api/records/wide', rows);
      const wish = { stream: 'wide', aggregate: 'count' };
      await editor.request('POST', '/api/derived-metrics', { ...wish, metric: 'wide.each', labels: ['nth'] });
      await editor.request('POST', '/api/derived-metrics', { ...wish, metric: 'wide.all' });
      const steps = many.app.get(DerivedBuckets);
      while (await steps.step());
      const list = (await (await editor.request('GET', '/api/derived-metrics?stream=wide')).json()) as unknown[];
      expect(list).toMatchObject([
        { metric: 'wide.all', problem: null, waiting: 0 },
        { metric: 'wide.each', problem: expect.stringContaining('new series'), waiting: 1 },
      ]);
      expect(actor.workspaceId).toBeTruthy();
    } finally {
      await many.stop();
    }
  });

  it('equal a naive model after every random history', async () => {
    const random = seeded(20_261_120);
    for (let history = 0; history < 4; history++) {
      const stream = `history${String(history)}`;
      await records.ensure(ours.actor, { name: stream });
      const wishes = [
        { metric: `${stream}.sum`, aggregate: 'sum', field: 'n', labels: ['who'] },
        { metric: `${stream}.last`, aggregate: 'last', field: 'n', every: 'day', timezone: 'Asia/Kolkata' },
        { metric: `${stream}.distinct`, aggregate: 'distinct', field: 'who', every: 'day' },
        { metric: `${stream}.average`, aggregate: 'average', field: 'n' },
        { metric: `${stream}.few`, conditions: [{ field: 'n', test: 'at-least', values: ['50'] }] },
      ] as const;
      const late = random(20);
      const model = new Map<string, Row>();
      for (let step = 0; step < 40; step++) {
        if (step === late)
          for (const wish of wishes) expect((await derive({ stream, ...wish } as never)).status).toBe(201);
        await change(stream, model, random);
        if (random(3) === 0) await buckets.step();
      }
      await settleAll();
      for (const wish of wishes)
        expect([wish.metric, await points(wish.metric)]).toEqual([wish.metric, naive(model, wish)]);
    }
  });

  /** A batch of upserts, which may move in time and change labels, or a few deletions. */
  const change = async (stream: string, model: Map<string, Row>, random: (below: number) => number) => {
    if (random(4) === 0) {
      for (const key of [...model.keys()].slice(0, random(4))) {
        await drop(stream, key);
        model.delete(key);
      }
      return;
    }
    const batch = Array.from({ length: 1 + random(6) }, () => {
      const body: Record<string, unknown> = { n: random(100) };
      if (random(5) > 0) body.who = ['ada', 'bob', 'eve'][random(3)];
      if (random(8) === 0) body.n = 'none';
      return { key: `k${String(random(25))}`, time: AT + random(30) * (HOUR / 2) + random(2), body };
    });
    const found = await records.require(ours.actor, stream);
    await app.database.asSystem(() => records.put(found, readRecords(batch).records));
    for (const { key, time, body } of batch) {
      model.delete(key);
      model.set(key, { time, body });
    }
  };

  describeResource('derived metrics', () => app, {
    path: async ({ editor }) => {
      await editor.request('POST', '/api/records/resource', [{ key: 'a', time: AT, body: {} }]);
      return '/api/derived-metrics';
    },
    creator: 'editor',
    body: () => ({ metric: `m${String(Math.random()).slice(2)}`, stream: 'resource', aggregate: 'count' }),
    badBodies: [
      {},
      { metric: 'x', stream: 'resource', aggregate: 'sum' },
      { metric: 'x', stream: 'resource', aggregate: 'median', field: 'n' },
      { metric: 'x', stream: 'resource', aggregate: 'count', timezone: 'Mars/Olympus' },
      { metric: 'x', stream: 'resource', aggregate: 'count', conditions: [{ field: 'n', test: 'above' }] },
    ],
    can: { update: () => ({ aggregate: 'distinct', field: 'who' }) },
  });
});

/** The same numbers in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Wish {
  readonly aggregate?: string;
  readonly labels?: readonly string[];
  readonly conditions?: readonly unknown[];
  readonly every?: string;
  readonly timezone?: string;
}

/** What a person would count with a pencil, in the form of `points`. */
function naive(model: ReadonlyMap<string, Row>, wish: Wish): string[] {
  const shift = wish.timezone === 'Asia/Kolkata' ? 5.5 * HOUR : 0;
  const width = wish.every === 'day' ? 24 * HOUR : HOUR;
  const groups = new Map<string, [string, Row][]>();
  for (const [key, row] of model) {
    if (wish.conditions && !(typeof row.body.n === 'number' && row.body.n >= 50)) continue;
    const begin = Math.floor((row.time + shift) / width) * width - shift;
    const labels = wish.labels && row.body.who !== undefined ? { who: row.body.who } : {};
    const group = `${new Date(begin).toISOString().slice(0, 16)} ${JSON.stringify(labels)}`;
    groups.set(group, [...(groups.get(group) ?? []), [key, row]]);
  }
  const lines = [...groups].flatMap(([group, rows]) => {
    const value = valueOf(wish.aggregate ?? 'count', rows);
    return value === undefined ? [] : [`${group} ${String(value)}`];
  });
  return lines.sort((a, b) => (a.split(' ', 2).join(' ') < b.split(' ', 2).join(' ') ? -1 : 1));
}

function valueOf(aggregate: string, rows: [string, Row][]): number | undefined {
  const ordered = [...rows].sort(([a, one], [b, other]) => one.time - other.time || (a < b ? -1 : 1));
  const numbers = ordered.flatMap(([, { body }]) => (typeof body.n === 'number' ? [body.n] : []));
  if (aggregate === 'count') return rows.length;
  if (aggregate === 'distinct') return new Set(rows.flatMap(([, { body }]) => body.who ?? [])).size || undefined;
  if (numbers.length === 0) return undefined;
  const sum = numbers.reduce((one, other) => one + other, 0);
  return aggregate === 'sum' ? sum : aggregate === 'average' ? sum / numbers.length : numbers.at(-1);
}
