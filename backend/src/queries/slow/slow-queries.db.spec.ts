import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { queryRoutes } from '@quarterdeck/sdk/api/queries';
import { slowQueryRoutes } from '@quarterdeck/sdk/api/slow-queries';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';

const RANGE = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 3) };
const question = (metric: string) => ({ source: 'metrics' as const, kind: 'metrics', input: { metric } });

describe('slow queries', () => {
  let test: TestApp;
  let home: TestWorkspace;
  beforeAll(async () => {
    // Every question is slow enough.
    test = await testApp({ QD_SLOW_QUERY_MS: '0' });
  });
  beforeEach(async () => {
    home = await test.workspace();
  });
  afterAll(() => test.stop());

  const ask = (metric: string) =>
    home.editor.call(queryRoutes.run, { body: { range: RANGE, queries: [question(metric)] } });
  const list = (of = home, cursor?: string) => of.owner.call(slowQueryRoutes.list, { query: cursor ? { cursor } : {} });
  /** They are written after the answer. */
  const listed = async (count: number) => {
    for (;;) {
      const page = await list();
      if (page.queries.length >= count) return page;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('are listed with what was asked and how it ended, the newest first', async () => {
    await ask('unknown');
    const { queries, next } = await listed(1);
    expect(queries).toMatchObject([
      {
        outcome: 'failed',
        connection: null,
        kind: 'metrics',
        input: { metric: 'unknown' },
        range: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' },
        askedBy: 'user',
        dashboard: null,
        panel: null,
      },
    ]);
    expect(next).toBeNull();
  });

  it('say on which panel people wait for them', async () => {
    const panel = { id: 'p', title: 'Orders', widget: 'widget-table@1', place: { x: 0, y: 0, w: 12, h: 8 } };
    const panels = [{ ...panel, queries: [question('orders')] }];
    const body = { title: 'Shop', panels };
    const { id } = await home.editor.call(dashboardRoutes.create, { body });
    await home.viewer.call(dashboardRoutes.panels, { params: { id }, body: { range: RANGE, panels: ['p'] } });
    expect((await listed(1)).queries[0]).toMatchObject({ dashboard: 'Shop', panel: 'Orders' });
  });

  it('come in pages', async () => {
    for (let asked = 0; asked < 51; asked++) await ask(`m${String(asked)}`);
    for (;;) {
      const { queries, next } = await list();
      const rest = next === null ? { queries: [] } : await list(home, next);
      if (queries.length + rest.queries.length === 51) {
        expect([queries.length, rest.queries.length]).toEqual([50, 1]);
        return;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  it('are read by owners, of their own workspace alone', async () => {
    await ask('ours');
    await listed(1);
    expect((await list(await test.workspace())).queries).toEqual([]);
    await expect(home.editor.call(slowQueryRoutes.list, { query: {} })).rejects.toMatchObject({ status: 403 });
  });
});
