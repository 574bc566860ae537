import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { folderRoutes } from '@quarterdeck/sdk/api/folders';
import { libraryRoutes, RECENTS } from '@quarterdeck/sdk/api/library';
import { saidSql } from '../platform/testing/said-sql.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

describe('the library of a member', () => {
  let app: TestApp;
  let here: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    here = await app.workspace();
  });
  afterAll(() => app.stop());

  const make = (title: string) => here.owner.call(dashboardRoutes.create, { body: { title } });
  const read = (client: TestClient) => client.call(libraryRoutes.read, {});
  const visit = (client: TestClient, id: string) => client.call(libraryRoutes.visit, { params: { id } });

  it('holds her favourites by title, and nobody else has them', async () => {
    const [b, a] = [await make('Beta'), await make('alpha')];
    for (const { id } of [b, a, b]) await here.viewer.call(libraryRoutes.star, { params: { id } });
    expect((await read(here.viewer)).favourites).toEqual([a.id, b.id]);
    expect((await read(here.editor)).favourites).toEqual([]);
    expect(await visit(here.viewer, a.id)).toEqual({ right: 'view', favourite: true, path: [] });
    await here.viewer.call(libraryRoutes.unstar, { params: { id: a.id } });
    expect((await read(here.viewer)).favourites).toEqual([b.id]);
    await here.owner.call(dashboardRoutes.remove, { params: { id: b.id } });
    expect((await read(here.viewer)).favourites).toEqual([]);
  });

  it('remembers what she opened lately, each once, the latest first, and not more than it should', async () => {
    const made = [];
    for (let at = 0; at <= RECENTS; at++) made.push(await make(`Visited ${String(at)}`));
    for (const { id } of made) await visit(here.editor, id);
    const [first, second] = made;
    await visit(here.editor, second?.id ?? '');
    const { recents } = await read(here.editor);
    expect(recents.map(({ id }) => id)).toEqual([second, ...made.slice(2).reverse()].map((one) => one?.id));
    expect(recents.some(({ id }) => id === first?.id)).toBe(false);
    const [kept] = await app.database.asSystem(() =>
      app.database.sql<{ n: number }>('select count(*)::int as n from visits where workspace_id = $1', [here.id]),
    );
    expect(kept?.n).toBeLessThanOrEqual(RECENTS + 1);
  });

  it('tells who opens a dashboard in which folders it lies', async () => {
    const outer = await here.owner.call(folderRoutes.create, { body: { name: 'Outer' } });
    const inner = await here.owner.call(folderRoutes.create, { body: { name: 'Inner', parentId: outer.id } });
    const body = { title: 'Deep' };
    const { id } = await here.owner.call(dashboardRoutes.create, { body, query: { folder: inner.id } });
    expect(await visit(here.editor, id)).toEqual({
      right: 'edit',
      favourite: false,
      path: [
        { id: outer.id, name: 'Outer' },
        { id: inner.id, name: 'Inner' },
      ],
    });
  });

  it('moves many dashboards with as many questions to the database as one', async () => {
    const { id: folderId } = await here.owner.call(folderRoutes.create, { body: { name: 'Many' } });
    const ids: string[] = [];
    for (let n = 0; n < 8; n++) ids.push((await make(`Moved ${String(n)}`)).id);
    const move = (dashboards: string[]) =>
      saidSql(app, /from (folders|"?dashboards)/i, () =>
        here.editor.call(libraryRoutes.move, { body: { dashboards, folderId } }),
      );
    const one = await move(ids.slice(0, 1));
    expect((await move(ids.slice(1))).length).toBe(one.length);
    expect(await visit(here.viewer, ids.at(-1) ?? '')).toMatchObject({ path: [{ name: 'Many' }] });
  });

  it('moves all that were named or none, and says which kind of refusal it is', async () => {
    const { id: folderId } = await here.owner.call(folderRoutes.create, { body: { name: 'All or none' } });
    const [good, gone] = [await make('Good'), await make('Gone')];
    await here.owner.call(dashboardRoutes.remove, { params: { id: gone.id } });
    const move = (who: TestClient, dashboards: string[]) =>
      who.request('POST', '/api/dashboard-moves', { dashboards, folderId });
    expect((await move(here.editor, [good.id, gone.id])).status).toBe(404);
    expect((await move(here.editor, [good.id, '00000000-0000-4000-8000-000000000000'])).status).toBe(404);
    expect((await move(here.viewer, [good.id])).status).toBe(403);
    expect(await visit(here.viewer, good.id)).toMatchObject({ path: [] });
    expect((await move(here.editor, [good.id, good.id])).status).toBe(204);
  });

  it('knows no dashboard of another workspace', async () => {
    const there = await app.workspace('There');
    const { id } = await make('Ours');
    for (const [method, path] of [
      ['PUT', 'visit'],
      ['PUT', 'favourite'],
      ['DELETE', 'favourite'],
    ] as const)
      expect((await there.owner.request(method, `/api/dashboards/${id}/${path}`)).status).toBe(404);
    const move = { dashboards: [id], folderId: null };
    expect((await there.owner.request('POST', '/api/dashboard-moves', move)).status).toBe(404);
    expect(await read(there.owner)).toEqual({ favourites: [], recents: [] });
  });
});
