import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { metricContentsRoutes as routes } from '@quarterdeck/sdk/api/metric-contents';
import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { queryRoutes } from '@quarterdeck/sdk/api/queries';
import pg from 'pg';
import { Clock } from '../../platform/clock.js';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';
import { MetricRemovals } from './metric-removals.service.js';
import { MetricsService } from '../metrics.service.js';
import { RemovedPoints } from './removed-points.service.js';
import { SeriesStore } from '../series-store.js';

const START = Date.UTC(2026, 0, 31, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;
const TABLES = ['point', 'point_restatement', 'rollup_1h', 'rollup_1d'];

describe('metrics that are deleted', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  let now = Date.UTC(2026, 10, 1);
  let bare: pg.Client;
  beforeAll(async () => {
    app = await testApp({ QD_ROLE: 'web', QD_SECRET_KEY: 'k'.repeat(32) });
    app.app.get(Clock).now = () => now;
    bare = new pg.Client({ connectionString: app.databaseUrl });
    await bare.connect();
  });
  beforeEach(async () => {
    ours = await app.workspace();
  });
  afterAll(async () => {
    await bare.end();
    await app.stop();
  });

  const send = (metric: string, values: readonly number[], shop = 'north', workspace = ours) => {
    const points = values.map((value, minute) => [0, START + minute * MINUTE, value]);
    const body = { series: [{ metric, labels: { shop }, unit: 'orders' }], points };
    return app.client(workspace.pointsKey).request('POST', '/api/points', body);
  };
  const idsOf = async (metric: string) =>
    (
      await bare.query<{ id: number }>('select id from series where workspace_id = $1 and metric = $2 order by id', [
        ours.id,
        metric,
      ])
    ).rows.map(({ id }) => id);
  const rowsOf = async (ids: readonly number[]) => {
    let rows = 0;
    for (const table of TABLES) {
      const found = await bare.query(`select from ${table} where series_id = any($1::int[])`, [ids]);
      rows += found.rowCount ?? 0;
    }
    return rows;
  };
  const settle = async () => {
    while (await app.app.get(SeriesStore).repairRollups());
  };
  const finish = async (id: string) => {
    while (await app.app.get(MetricRemovals).continue(id));
  };
  const remove = (name: string, workspace = ours) =>
    workspace.owner.call(routes.remove, { params: { name }, body: { name } });
  const values = async (metric: string) => {
    const [answer] = await ours.editor.frames(queryRoutes.run, {
      body: {
        range: { from: START, to: START + 60 * MINUTE },
        queries: [{ source: 'metrics', kind: 'metrics', input: { metric } }],
      },
    });
    return answer?.problem?.code ?? [...(answer?.frames[0]?.fields[1]?.values ?? [])];
  };

  it('are gone at once, and their points, rollups and restatements in the background', async () => {
    await send('orders', [1, 2, 3]);
    await send('orders', [1, 5, 3]);
    await send('orders', [7], 'south');
    await settle();
    const ids = await idsOf('orders');
    expect(await rowsOf(ids)).toBe(4 + 1 + 2 + 2);
    const removal = await remove('orders');
    expect(removal).toMatchObject({ metric: 'orders', labels: null, total: 4, done: 0, finishedAt: null });
    expect(await ours.viewer.call(metricsRoutes.list, {})).toEqual([]);
    expect(await values('orders')).toBe('metric.not-found');
    expect(await rowsOf(ids)).toBeGreaterThan(0);
    await finish(removal.id);
    await settle();
    expect(await rowsOf(ids)).toBe(0);
    const [done] = await ours.viewer.call(routes.removals, {});
    expect(done).toMatchObject({ id: removal.id, done: 4, finishedAt: new Date(now).toISOString() });
  });

  it('are deleted by owners who type the name, and of no other workspace', async () => {
    const theirs = await app.workspace();
    await send('orders', [1]);
    await send('orders', [2], 'north', theirs);
    const path = '/api/metrics/orders/removal';
    expect((await ours.editor.request('POST', path, { name: 'orders' })).status).toBe(403);
    const typo = await ours.owner.request('POST', path, { name: 'order' });
    expect([typo.status, await typo.json()]).toMatchObject([422, { code: 'metric.wrong-name' }]);
    expect((await ours.owner.request('POST', '/api/metrics/none/removal', { name: 'none' })).status).toBe(404);
    const [ourId] = await idsOf('orders');
    expect((await theirs.owner.request('DELETE', `/api/metrics/orders/series/${String(ourId)}`)).status).toBe(404);
    await finish((await remove('orders', theirs)).id);
    expect(await values('orders')).toEqual([1]);
    expect(await ours.viewer.call(routes.removals, {})).toEqual([]);
  });

  it('lose one series and keep the others', async () => {
    await send('orders', [1, 2]);
    await send('orders', [3], 'south');
    const { series } = await ours.viewer.call(routes.series, {
      params: { name: 'orders' },
      query: { search: 'NORTH' },
    });
    expect(series).toMatchObject([
      { labels: { shop: 'north' }, points: 2, lastValue: 2, firstAt: new Date(START).toISOString() },
    ]);
    const [north] = series;
    const params = { name: 'orders', id: north!.id };
    expect((await ours.editor.request('DELETE', `/api/metrics/orders/series/${String(north!.id)}`)).status).toBe(403);
    const removal = await ours.owner.call(routes.removeSeries, { params });
    expect(removal).toMatchObject({ metric: 'orders', labels: { shop: 'north' }, total: 2 });
    await finish(removal.id);
    expect(await rowsOf([north!.id])).toBe(0);
    expect(await ours.viewer.call(routes.get, { params: { name: 'orders' } })).toMatchObject({
      seriesCount: 1,
      points: 1,
    });
  });

  it('begin anew with what is sent afterwards, also where their ids are still remembered', async () => {
    await send('orders', [1, 2, 3]);
    const before = await idsOf('orders');
    const removal = await remove('orders');
    expect((await send('orders', [9])).status).toBe(200);
    const after = await idsOf('orders');
    expect(after).not.toEqual(before);
    expect(await values('orders')).toEqual([9]);
    await finish(removal.id);
    expect(await values('orders')).toEqual([9]);
    expect((await send('orders', [9, 10])).status).toBe(200);
    expect(await values('orders')).toEqual([9, 10]);
  });

  it('take along what is written while they are deleted, and lose nothing that was sent afterwards', async () => {
    const metrics = app.app.get(MetricsService);
    const actor = { ...ours.actor };
    let sent = 0;
    let stop = false;
    const sender = async (shop: string) => {
      for (let round = 0; !stop; round++) {
        const points = {
          series: new Int32Array(50),
          times: Float64Array.from({ length: 50 }, (_, at) => START + round * DAY + at * MINUTE),
          values: new Float64Array(50).fill(round),
        };
        await metrics.append(actor, [{ metric: 'busy', labels: { shop } }], points);
        sent += 50;
      }
    };
    const sending = ['a', 'b', 'c', 'd'].map(sender);
    const removed: number[] = [];
    const all = new Set<number>();
    for (let deleted = 0; deleted < 6; deleted++) {
      while ((await idsOf('busy')).length < 4);
      const ids = await idsOf('busy');
      for (const id of ids) all.add(id);
      const removal = await remove('busy');
      await finish(removal.id);
      expect(await rowsOf(ids)).toBe(0);
      removed.push(...ids);
    }
    stop = true;
    await Promise.all(sending);
    expect(sent).toBeGreaterThan(0);
    await settle();
    // Nothing came back under an id that was removed, and nothing lies where nobody can reach it.
    expect(await rowsOf(removed)).toBe(0);
    const lost = await bare.query('select from point where series_id not in (select id from series)');
    expect(lost.rowCount).toBe(0);
  });

  it('wait for a write that does not know yet that they are gone', async () => {
    await send('late', [1]);
    const [id] = await idsOf('late');
    // A write as the store makes it, which stands still before its end.
    await bare.query('begin');
    await bare.query('insert into point (series_id, ts, value) values ($1, $2, 5)', [id, new Date(START + DAY)]);
    const removal = await remove('late');
    let finished = false;
    const finishing = finish(removal.id).then(() => (finished = true));
    const other = new pg.Client({ connectionString: app.databaseUrl });
    await other.connect();
    const looks = `select from pg_stat_activity where datname = current_database() and query like '%pg_snapshot_xmin%'`;
    while ((await other.query(looks)).rowCount === 0);
    expect(finished).toBe(false);
    await bare.query('commit');
    await finishing;
    await other.end();
    expect(await rowsOf([id!])).toBe(0);
  });

  it('are finished by the next run where one died in the middle, a large one in steps', async () => {
    await send('large', [1]);
    const [id] = await idsOf('large');
    await bare.query(
      `insert into point (series_id, ts, value)
       select $1, to_timestamp($2::float8 / 1000) + make_interval(secs => n), n from generate_series(1, 120000) n`,
      [id, START],
    );
    const removal = await remove('large');
    const removals = app.app.get(MetricRemovals);
    expect(await removals.continue(removal.id)).toBe(true);
    const left = async () => (await bare.query('select from point where series_id = $1', [id])).rowCount;
    expect(await left()).toBe(20_001);
    // The points are gone and it dies before that is written down: the step is done again.
    await app.app.get(SeriesStore).removeSome([id!]);
    expect(await left()).toBe(0);
    await finish(removal.id);
    const noted = await bare.query('select from removed_series where series_id = $1 and gone_at is not null', [id]);
    expect(noted.rowCount).toBe(1);
  });

  it('stay noted for as long as an id may be remembered', async () => {
    await send('noted', [1]);
    const [id] = await idsOf('noted');
    await finish((await remove('noted')).id);
    const noted = async () => (await bare.query('select from removed_series where series_id = $1', [id])).rowCount;
    now += DAY;
    await app.app.get(RemovedPoints).forget();
    expect(await noted()).toBe(1);
    now += DAY + 1;
    await app.app.get(RemovedPoints).forget();
    expect(await noted()).toBe(0);
    expect((await send('noted', [2])).status).toBe(200);
    expect(await values('noted')).toEqual([2]);
  });

  it('tell before which panels ask them, and how much would go', async () => {
    await send('orders', [1, 2]);
    const query = (input: Record<string, unknown>, kind = 'metrics') => ({ source: 'metrics' as const, kind, input });
    const place = { x: 0, y: 0, w: 12, h: 8 };
    const panel = (panelId: string, title: string, asked: ReturnType<typeof query>) => ({
      ...{ id: panelId, title, widget: 'widget-timeseries@1', place, queries: [asked] },
    });
    const formula = { formula: 'a / b', queries: { a: { metric: 'orders' }, b: { metric: 'other' } } };
    const made = await ours.owner.call(dashboardRoutes.create, {
      body: {
        title: 'Sales',
        panels: [
          panel('one', 'Orders', query({ metric: 'orders', aggregate: 'sum' })),
          panel('two', 'Share', query(formula, 'formula')),
          panel('three', 'Other', query({ metric: 'other' })),
        ],
      },
    });
    const uses = await ours.viewer.call(routes.uses, { params: { name: 'orders' } });
    expect(uses.map(({ dashboardId, panel: title, aggregate }) => [dashboardId, title, aggregate])).toEqual([
      [made.id, 'Orders', 'sum'],
      [made.id, 'Share', null],
    ]);
    const expired = (keepDays: number) =>
      ours.owner.call(routes.expired, { params: { name: 'orders' }, query: { keepDays } });
    expect(await expired(10)).toMatchObject({ points: 2, series: 1 });
    expect(await expired(3650)).toMatchObject({ points: 0, series: 0 });
    const theirs = await app.workspace();
    for (const path of ['', '/series', '/expired?keepDays=3'])
      expect((await theirs.owner.request('GET', `/api/metrics/orders${path}`)).status).toBe(404);
    expect(await theirs.owner.call(routes.uses, { params: { name: 'orders' } })).toEqual([]);
  });
});
