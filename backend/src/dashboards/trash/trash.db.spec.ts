import { annotationRoutes } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { revisionRoutes } from '@quarterdeck/sdk/api/revisions';
import { sharingRoutes } from '@quarterdeck/sdk/api/sharing';
import { IN_TRASH, trashRoutes } from '@quarterdeck/sdk/api/trash';
import { saidSql } from '../../platform/testing/said-sql.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../../platform/testing/test-app.js';
import { TrashService } from './trash.service.js';

const DAY_MS = 86_400_000;

describe('the trash', () => {
  let app: TestApp;
  let home: TestWorkspace;
  beforeAll(async () => {
    app = await testApp({ QD_TRASH_DAYS: '7' });
    home = await app.workspace();
  });
  afterAll(() => app.stop());

  const create = (title = 'Sales') => home.editor.call(dashboardRoutes.create, { body: { title } });
  const trashed = async (title?: string) => {
    const made = await create(title);
    await home.editor.call(dashboardRoutes.remove, { params: { id: made.id } });
    return made;
  };
  const idsIn = async (who: TestClient = home.editor) => (await who.call(trashRoutes.list, {})).map(({ id }) => id);
  const listed = async () => (await home.viewer.call(dashboardRoutes.list, {})).map(({ id }) => id);

  it('holds what was deleted, tells by whom and until when, and the list does not show it', async () => {
    const { id } = await trashed('Old sales');
    const [found] = (await home.editor.call(trashRoutes.list, {})).filter((one) => one.id === id);
    expect(found).toMatchObject({ title: 'Old sales', panelCount: 0, deletedBy: { name: 'editor' } });
    expect(Date.parse(found?.goneAt ?? '') - Date.parse(found?.deletedAt ?? '')).toBe(7 * DAY_MS);
    expect(await listed()).not.toContain(id);
  });

  it('is listed without whole documents being read', async () => {
    await trashed();
    const said = await saidSql(app, /from "?dashboards/i, () => idsIn());
    expect(said).toHaveLength(1);
    expect(said[0]?.replaceAll(/document *->/g, '')).not.toMatch(/document\b/);
  });

  it('is told to whoever opens the dashboard, and nothing of it can be read or saved', async () => {
    const { id, version, document } = await trashed();
    const inTrash = { status: 404, problem: { code: IN_TRASH } };
    await expect(home.viewer.call(dashboardRoutes.get, { params: { id } })).rejects.toMatchObject(inTrash);
    const change = { params: { id }, body: { version, document } };
    await expect(home.editor.call(dashboardRoutes.save, change)).rejects.toMatchObject(inTrash);
    await expect(home.viewer.call(revisionRoutes.list, { params: { id }, query: { limit: 5 } })).rejects.toMatchObject(
      inTrash,
    );
    expect((await home.editor.request('DELETE', `/api/dashboards/${id}`)).status).toBe(404);
  });

  it('gives back a dashboard as it was, with its history and its notes', async () => {
    const made = await create();
    const { id } = made;
    const note = { dashboardId: id, from: new Date().toISOString(), text: 'Remember' };
    await home.editor.call(annotationRoutes.create, { body: note });
    await home.editor.call(dashboardRoutes.remove, { params: { id } });
    expect(await home.editor.call(trashRoutes.restore, { params: { id } })).toEqual(made);
    expect(await idsIn()).not.toContain(id);
    expect(await listed()).toContain(id);
    const window = { from: Date.now() - DAY_MS, to: Date.now() + DAY_MS };
    const notes = await home.viewer.call(annotationRoutes.ofDashboard, { params: { id }, query: window });
    expect(notes.map(({ text }) => text)).toEqual(['Remember']);
    await expect(home.editor.call(trashRoutes.restore, { params: { id } })).rejects.toMatchObject({ status: 404 });
  });

  it('stops share links, which work again afterwards and are never told why', async () => {
    const { id } = await create();
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
    const { token } = await home.editor.call(sharingRoutes.create, { params: { id }, body: { expiresAt } });
    const visitor = app.client(token);
    expect((await visitor.call(sharingRoutes.shared, {})).dashboard.id).toBe(id);
    await home.editor.call(dashboardRoutes.remove, { params: { id } });
    await expect(visitor.call(sharingRoutes.shared, {})).rejects.toMatchObject({
      status: 404,
      problem: { code: 'dashboard.not-found' },
    });
    await home.editor.call(trashRoutes.restore, { params: { id } });
    expect((await visitor.call(sharingRoutes.shared, {})).dashboard.id).toBe(id);
  });

  it('is emptied by owners, for good, and takes no dashboard that is not in it', async () => {
    const [{ id }, open] = [await trashed(), await create()];
    const remove = (which: string, who: TestClient) => who.request('DELETE', `/api/trash/${which}`);
    expect((await remove(id, home.editor)).status).toBe(403);
    expect((await remove(open.id, home.owner)).status).toBe(404);
    expect((await remove(id, home.owner)).status).toBe(204);
    expect(await idsIn()).not.toContain(id);
    await expect(home.editor.call(dashboardRoutes.get, { params: { id } })).rejects.toMatchObject({
      problem: { code: 'dashboard.not-found' },
    });
    expect(await listed()).toContain(open.id);
  });

  it('lets go by itself of what has been in it for long enough, and of nothing else', async () => {
    const [old, young, open] = [await trashed(), await trashed(), await create()];
    const age = (id: string, days: number) =>
      app.database.asSystem(() =>
        app.database.sql(`update dashboards set deleted_at = now() - make_interval(days => $2) where id = $1`, [
          id,
          days,
        ]),
      );
    await age(old.id, 8);
    await age(young.id, 6);
    expect(await app.app.get(TrashService).purge(Date.now())).toBe(1);
    const left = await idsIn();
    expect([left.includes(old.id), left.includes(young.id)]).toEqual([false, true]);
    expect(await listed()).toContain(open.id);
  });

  it('is closed to viewers and to other workspaces', async () => {
    const { id } = await trashed();
    const other = await app.workspace();
    expect(await idsIn(home.viewer)).toEqual([]);
    expect((await home.viewer.request('POST', `/api/trash/${id}/restore`)).status).toBe(404);
    expect((await home.viewer.request('DELETE', `/api/trash/${id}`)).status).toBe(403);
    expect((await app.client().request('GET', '/api/trash')).status).toBe(401);
    expect(await idsIn(other.owner)).not.toContain(id);
    expect((await other.owner.request('POST', `/api/trash/${id}/restore`)).status).toBe(404);
    expect((await other.owner.request('DELETE', `/api/trash/${id}`)).status).toBe(404);
    expect((await other.owner.request('GET', `/api/dashboards/${id}`)).status).toBe(404);
    expect(await idsIn()).toContain(id);
  });
});
