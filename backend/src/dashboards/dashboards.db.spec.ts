import { dashboardRoutes, type Dashboard } from '@quarterdeck/sdk/api/dashboards';
import { describeResource } from '../platform/testing/describe-resource.js';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

const place = { x: 0, y: 0, w: 12, h: 8 };
const panelOf = (id: string, metric: string) => ({
  id,
  widget: 'widget-timeseries@1',
  place,
  queries: [{ source: 'metrics' as const, input: { metric } }],
});
const HOUR = { from: 1_700_000_000_000, to: 1_700_003_600_000 };

describe('dashboards', () => {
  let app: TestApp;
  let workspace: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    workspace = await app.workspace();
  });
  afterAll(() => app.stop());

  describeResource('dashboards', () => app, {
    path: '/api/dashboards',
    body: { title: 'Sales', panels: [panelOf('a', 'sales')] },
    badBodies: [
      {},
      { title: '' },
      { title: 7 },
      { title: 'x', timezone: 'Mars/Base' },
      { title: 'x', range: { from: 'yesterday', to: 'now' } },
      { title: 'x', panels: [{ ...panelOf('a', 'x'), place: { x: 20, y: 0, w: 10, h: 2 } }] },
      { title: 'x', panels: [panelOf('a', 'x'), panelOf('a', 'y')] },
      { title: 'x', panels: [{ ...panelOf('a', 'x'), widget: 'latest' }] },
      { title: 'x', panels: [{ ...panelOf('a', 'x'), row: 'nowhere' }] },
      { title: 'x', rows: [{ id: 'a', title: 'A', tab: 'nowhere' }] },
      { title: 'x', phoneOrder: ['nobody'] },
      [],
      null,
    ],
    creator: 'editor',
    can: { read: true, update: (made) => ({ version: 1, document: (made as Dashboard).document }) },
  });

  const create = (panels: ReturnType<typeof panelOf>[] = []) =>
    workspace.editor.call(dashboardRoutes.create, { body: { title: 'Sales', panels } });

  it('are never overwritten silently: of two who save the same version, the second is told', async () => {
    const { id, document } = await create();
    const save = (title: string) =>
      workspace.editor.call(dashboardRoutes.save, {
        params: { id },
        body: { version: 1, document: { ...document, title } },
      });
    const results = await Promise.allSettled([save('one'), save('two')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ status: 409, problem: { code: 'dashboard.changed' } });
    expect((await workspace.viewer.call(dashboardRoutes.get, { params: { id } })).version).toBe(2);
  });

  it('answer for each asked panel, and one that fails leaves the others alone', async () => {
    const points = [{ metric: 'sales', time: HOUR.from, value: 3 }];
    expect((await app.client(workspace.pointsKey).request('POST', '/api/points', points)).status).toBe(200);
    const { id } = await create([panelOf('good', 'sales'), panelOf('bad', 'never heard of')]);
    const [good, bad] = await workspace.viewer.frames(dashboardRoutes.panels, {
      params: { id },
      body: { range: HOUR, panels: ['good', 'bad'] },
    });
    expect(good?.problem).toBeNull();
    expect([...(good?.frames[0]?.fields[1]?.values ?? [])]).toEqual([3]);
    expect(bad).toMatchObject({ frames: [], problem: { code: 'metric.not-found', fault: 'settings' } });
  });

  it('answer in JSON too, with null where a value is missing and every fact about the numbers', async () => {
    const { id } = await create([panelOf('good', 'sales')]);
    const { answers } = await workspace.viewer.call(dashboardRoutes.panels, {
      params: { id },
      body: { range: HOUR, panels: ['good'] },
    });
    expect(answers[0]?.frames[0]).toMatchObject({
      resolutionMs: 0,
      source: 'metrics, raw points',
      fields: [
        { type: 'time', values: [HOUR.from] },
        { metric: 'sales', values: [3] },
      ],
    });
  });

  it('refuse a panel id that is not theirs before anything is asked', async () => {
    const { id } = await create([panelOf('good', 'sales')]);
    const reply = await workspace.viewer.request('POST', `/api/dashboards/${id}/panels`, {
      range: HOUR,
      panels: ['other'],
    });
    expect([reply.status, await reply.json()]).toMatchObject([404, { code: 'panel.not-found' }]);
  });

  it('refuse a range that ends before it begins', async () => {
    const { id } = await create([panelOf('good', 'sales')]);
    const body = { range: { from: 2, to: 1 }, panels: ['good'] };
    expect((await workspace.viewer.request('POST', `/api/dashboards/${id}/panels`, body)).status).toBe(422);
  });
});
