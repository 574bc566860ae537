import { dashboardRoutes, type Dashboard } from '@quarterdeck/sdk/api/dashboards';
import { folderRoutes } from '@quarterdeck/sdk/api/folders';
import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { revisionRoutes } from '@quarterdeck/sdk/api/revisions';
import { systemActor } from '../../platform/actor.js';
import { saidSql } from '../../platform/testing/said-sql.js';
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

  const idOf = async (who: TestClient) => (await who.call(identityRoutes.session, {})).user?.id ?? '';
  const create = () =>
    home.editor.call(dashboardRoutes.create, { body: { title: 'First', panels: [panelOf('a', 'sales')] } });
  const save = ({ id, version, document }: Dashboard, change: object, note = '', who: TestClient = home.owner) =>
    who.call(dashboardRoutes.save, { params: { id }, body: { version, document: { ...document, ...change }, note } });
  const list = (id: string, query: object = {}, who: TestClient = home.editor) =>
    who.call(revisionRoutes.list, { params: { id }, query });
  const restore = (id: string, version: number, replaced: number, who: TestClient = home.editor) =>
    who.call(revisionRoutes.restore, { params: { id, version }, body: { version: replaced } });

  it('are every save, with author, note and what it changed', async () => {
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
    const first = await home.editor.call(revisionRoutes.get, { params: { id: made.id, version: 1 } });
    expect(first).toMatchObject({ version: 1, document: made.document });
  });

  it('tell a viewer that they are, who saved when and why, and nothing of what they hold', async () => {
    const made = await create();
    await save(made, { title: 'Second', panels: [] }, 'Took the query out');
    const { revisions, readable } = await list(made.id, {}, home.viewer);
    expect(readable).toBe(false);
    expect(revisions).toMatchObject([
      { version: 2, author: { name: 'owner' }, note: 'Took the query out', changes: null },
      { version: 1, author: { name: 'editor' }, changes: null },
    ]);
    expect((await list(made.id)).readable).toBe(true);
    const at = `/api/dashboards/${made.id}/revisions/1`;
    const replies = [
      await home.viewer.request('GET', at),
      await home.viewer.request('POST', `${at}/panels`, { range: HOUR, panels: ['a'] }),
      await home.viewer.request('POST', `${at}/variables`, { range: HOUR }),
      await home.viewer.request('POST', `${at}/restore`, { version: 2 }),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(403);
      expect(await reply.json()).toMatchObject({ code: 'revision.closed' });
    }
  });

  it('are opened by a viewer who may edit in that folder, and not by an editor who may not', async () => {
    const folder = await home.owner.call(folderRoutes.create, { body: { name: 'Turned round' } });
    const members = [{ userId: await idOf(home.editor), right: 'view' as const }];
    const grants = { everybody: 'edit' as const, members };
    await home.owner.call(folderRoutes.grant, { params: { id: folder.id }, body: grants });
    const query = { folder: folder.id };
    const { id } = await home.owner.call(dashboardRoutes.create, { body: { title: 'Turned' }, query });
    expect((await list(id, {}, home.viewer)).readable).toBe(true);
    expect((await home.viewer.request('GET', `/api/dashboards/${id}/revisions/1`)).status).toBe(200);
    expect((await list(id, {}, home.editor)).readable).toBe(false);
    expect((await home.editor.request('GET', `/api/dashboards/${id}/revisions/1`)).status).toBe(403);
  });

  it('are listed without their documents being read', async () => {
    const made = await create();
    const { id } = await save(made, { title: 'Second' });
    for (const who of [home.editor, home.viewer]) {
      const said = await saidSql(app, /from "?dashboard_revisions/i, () => list(id, {}, who));
      expect(said).toHaveLength(1);
      expect(said[0]).not.toMatch(/document/);
    }
  });

  it('that were saved before their changes were kept, still tell them', async () => {
    const made = await create();
    await save(made, { title: 'Second' });
    await app.database.asSystem(() =>
      app.database.sql('update dashboard_revisions set changes = null where dashboard_id = $1', [made.id]),
    );
    const { revisions } = await list(made.id);
    expect(revisions.map(({ changes }) => changes?.[0]?.after)).toEqual(['Second', undefined]);
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
    const [answer] = await home.editor.frames(revisionRoutes.panels, { params, body: { range: HOUR, panels: ['a'] } });
    expect([...(answer?.frames[0]?.fields[1]?.values ?? [])]).toEqual([3]);
    const now = home.editor.frames(revisionRoutes.panels, {
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
      home.editor.call(revisionRoutes.variables, { params: { id: made.id, version }, body: { range: HOUR } });
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
