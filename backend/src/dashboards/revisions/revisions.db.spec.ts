import { dashboardRoutes, type Dashboard } from '@quarterdeck/sdk/api/dashboards';
import { revisionRoutes } from '@quarterdeck/sdk/api/revisions';
import { systemActor } from '../../platform/actor.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../../platform/testing/test-app.js';
import { DashboardsService } from '../dashboards.service.js';

const HOUR = { from: 1_700_000_000_000, to: 1_700_003_600_000 };
const panelOf = (id: string, metric: string) => ({
  id,
  title: id,
  widget: 'widget-stat@1',
  place: { x: 0, y: 0, w: 12, h: 8 },
  queries: [{ source: 'metrics' as const, input: { metric } }],
});

describe('revisions', () => {
  let app: TestApp;
  let home: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    home = await app.workspace();
  });
  afterAll(() => app.stop());

  const create = () =>
    home.editor.call(dashboardRoutes.create, { body: { title: 'First', panels: [panelOf('a', 'sales')] } });
  const save = ({ id, version, document }: Dashboard, change: object, note = '', who: TestClient = home.owner) =>
    who.call(dashboardRoutes.save, { params: { id }, body: { version, document: { ...document, ...change }, note } });
  const list = (id: string, query: object = {}, who: TestClient = home.viewer) =>
    who.call(revisionRoutes.list, { params: { id }, query });
  const restore = (id: string, version: number, replaced: number, who: TestClient = home.editor) =>
    who.call(revisionRoutes.restore, { params: { id, version }, body: { version: replaced } });

  it('are every save, with author, note and what it changed; a viewer may read them', async () => {
    const made = await create();
    const saved = await save(made, { title: 'Second' }, '  Clearer now ');
    const { revisions, more } = await list(made.id);
    expect(more).toBe(false);
    expect(revisions).toMatchObject([
      {
        version: 2,
        savedAt: saved.updatedAt,
        author: { kind: 'user', name: 'owner' },
        note: 'Clearer now',
        restoredFrom: null,
        changes: [{ kind: 'changed', panel: null, path: ['title'], before: 'First', after: 'Second' }],
      },
      { version: 1, author: { kind: 'user', name: 'editor' }, note: '', changes: null },
    ]);
    const first = await home.viewer.call(revisionRoutes.get, { params: { id: made.id, version: 1 } });
    expect(first).toMatchObject({ version: 1, document: made.document });
  });

  it('come in pages, and the last of a page still knows what it changed', async () => {
    let dashboard = await create();
    const { id } = dashboard;
    for (const title of ['Second', 'Third', 'Fourth']) dashboard = await save(dashboard, { title });
    const newest = await list(id, { limit: 2 });
    expect(newest.revisions.map(({ version, changes }) => [version, changes?.length])).toEqual([
      [4, 1],
      [3, 1],
    ]);
    expect(newest.more).toBe(true);
    const rest = await list(id, { limit: 2, before: 3 });
    expect([rest.revisions.map(({ version }) => version), rest.more]).toEqual([[2, 1], false]);
    expect((await home.viewer.request('GET', `/api/dashboards/${id}/revisions?limit=0`)).status).toBe(422);
  });

  it('are restored as a new save that says so, and nothing in between is lost', async () => {
    const made = await create();
    const { id } = made;
    await save(made, { title: 'Second', panels: [] });
    const restored = await restore(id, 1, 2);
    expect(restored).toMatchObject({ version: 3, document: { title: 'First', panels: [{ id: 'a' }] } });
    const { revisions } = await list(id);
    expect(revisions.map(({ version, restoredFrom }) => [version, restoredFrom])).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ]);
    expect(revisions[0]).toMatchObject({ author: { name: 'editor' } });
  });

  it('are not restored over a save that nobody has seen, nor by a viewer', async () => {
    const made = await create();
    await save(made, { title: 'Second' });
    await expect(restore(made.id, 1, 1)).rejects.toMatchObject({ status: 409, problem: { code: 'dashboard.changed' } });
    await expect(restore(made.id, 1, 2, home.viewer)).rejects.toMatchObject({ status: 403 });
    await expect(restore(made.id, 7, 2)).rejects.toMatchObject({
      status: 404,
      problem: { code: 'revision.not-found' },
    });
    expect((await list(made.id)).revisions).toHaveLength(2);
  });

  it('belong to saves alone: one that was refused leaves none', async () => {
    const made = await create();
    const results = await Promise.allSettled([save(made, { title: 'One' }), save(made, { title: 'Two' })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await list(made.id)).revisions).toHaveLength(2);
  });

  it('show their panels with the numbers of today', async () => {
    const points = [{ metric: 'sales', time: HOUR.from, value: 3 }];
    await app.client(home.pointsKey).request('POST', '/api/points', points);
    const made = await create();
    await save(made, { panels: [] });
    const params = { id: made.id, version: 1 };
    const [answer] = await home.viewer.frames(revisionRoutes.panels, { params, body: { range: HOUR, panels: ['a'] } });
    expect([...(answer?.frames[0]?.fields[1]?.values ?? [])]).toEqual([3]);
    const now = home.viewer.frames(revisionRoutes.panels, {
      params: { ...params, version: 2 },
      body: { range: HOUR, panels: ['a'] },
    });
    await expect(now).rejects.toMatchObject({ status: 404, problem: { code: 'panel.not-found' } });
  });

  it('offer the variables that they had', async () => {
    const list = { kind: 'list', name: 'city', options: [{ value: 'Berlin' }, { value: 'Paris' }] };
    const made = await create();
    const withCity = await save(made, { variables: [list] });
    await save(withCity, { variables: [] });
    const ask = (version: number) =>
      home.viewer.call(revisionRoutes.variables, { params: { id: made.id, version }, body: { range: HOUR } });
    expect(await ask(3)).toEqual([]);
    expect(await ask(2)).toMatchObject([{ name: 'city' }]);
  });

  it('name the system where no person saved', async () => {
    const { document } = await create();
    const { id } = await app.app.get(DashboardsService).create(systemActor(home.id), document);
    expect((await list(id)).revisions[0]?.author).toEqual({ kind: 'system', id: null, name: null });
  });

  it('do not exist for another workspace, nor for who is not signed in', async () => {
    const { id } = await create();
    const other = await app.workspace();
    for (const path of ['revisions', 'revisions/1']) {
      expect((await other.owner.request('GET', `/api/dashboards/${id}/${path}`)).status).toBe(404);
      expect((await app.client().request('GET', `/api/dashboards/${id}/${path}`)).status).toBe(401);
    }
    const body = { version: 1 };
    expect((await other.owner.request('POST', `/api/dashboards/${id}/revisions/1/restore`, body)).status).toBe(404);
    const asked = { range: HOUR, panels: ['a'] };
    expect((await other.owner.request('POST', `/api/dashboards/${id}/revisions/1/panels`, asked)).status).toBe(404);
    expect((await list(id)).revisions).toHaveLength(1);
  });
});
