import { annotationRoutes } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes, type Dashboard } from '@quarterdeck/sdk/api/dashboards';
import { folderRoutes, type FolderGrants } from '@quarterdeck/sdk/api/folders';
import { libraryRoutes } from '@quarterdeck/sdk/api/library';
import { reportRoutes } from '@quarterdeck/sdk/api/reports';
import { searchRoutes } from '@quarterdeck/sdk/api/search';
import { sharingRoutes } from '@quarterdeck/sdk/api/sharing';
import { trashRoutes } from '@quarterdeck/sdk/api/trash';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const RANGE = { from: 1_700_000_000_000, to: 1_700_003_600_000 };
const panels = [{ id: 'a', title: 'Zeppelins', widget: 'widget-stat@1', place: { x: 0, y: 0, w: 6, h: 4 } }];

/** Every way to a dashboard, and what each answers to somebody whom its folder lets do nothing, look, or edit. */
describe('what a folder grants', () => {
  let app: TestApp;
  let here: TestWorkspace;
  let folderId: string;
  let dashboard: Dashboard;
  let noteId: string;
  let linkId: string;
  let reportId: string;
  let expiresAt: string;
  beforeAll(async () => {
    app = await testApp({ QD_ROLE: 'web', QD_SECRET_KEY: 'a key that only this spec ever uses' });
    here = await app.workspace();
    folderId = (await here.owner.call(folderRoutes.create, { body: { name: 'Airships' } })).id;
    const body = { title: 'Airship traffic', panels };
    dashboard = await here.owner.call(dashboardRoutes.create, { body, query: { folder: folderId } });
    const { id } = dashboard;
    const note = { dashboardId: id, metric: null, from: new Date(RANGE.from).toISOString(), text: 'Mooring mast' };
    noteId = (await here.owner.call(annotationRoutes.create, { body: note })).id;
    expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const link = { params: { id }, body: { name: 'Pilots', expiresAt } };
    linkId = (await here.owner.call(sharingRoutes.create, link)).link.id;
    const report = { dashboardId: id, range: RANGE, timezone: 'UTC' };
    reportId = (await here.owner.call(reportRoutes.create, { body: report })).id;
  });
  afterAll(() => app.stop());

  const grant = (grants: Partial<FolderGrants>) =>
    here.owner.call(folderRoutes.grant, {
      params: { id: folderId },
      body: { everybody: null, members: [], ...grants },
    });
  const looking = (): [string, string, unknown?][] => {
    const at = `/api/dashboards/${dashboard.id}`;
    return [
      ['GET', at],
      ['POST', `${at}/panels`, { range: RANGE, panels: ['a'] }],
      ['GET', `${at}/annotations?from=${String(RANGE.from)}&to=${String(RANGE.to)}`],
      ['GET', `/api/annotations/${noteId}/history`],
      ['GET', `${at}/revisions`],
      ['GET', `${at}/threads`],
      ['PUT', `${at}/visit`],
      ['PUT', `${at}/favourite`],
      ['DELETE', `${at}/favourite`],
      ['POST', '/api/reports', { dashboardId: dashboard.id, range: RANGE, timezone: 'UTC' }],
      ['GET', `/api/reports/${reportId}`],
    ];
  };
  const editing = (): [string, string, unknown?][] => {
    const at = `/api/dashboards/${dashboard.id}`;
    const about = { dashboardId: dashboard.id, metric: null, from: new Date(RANGE.from).toISOString(), text: 'New' };
    return [
      ['GET', `${at}/revisions/1`],
      ['POST', `${at}/revisions/1/panels`, { range: RANGE, panels: ['a'] }],
      ['PUT', at, { version: 99, document: dashboard.document }],
      ['POST', `${at}/revisions/1/restore`, { version: 99 }],
      ['GET', `${at}/share-links`],
      ['POST', `${at}/share-links`, { name: 'More', expiresAt }],
      ['POST', '/api/annotations', about],
      ['POST', '/api/dashboard-moves', { dashboards: [dashboard.id], folderId }],
      ['POST', `/api/dashboards?folder=${folderId}`, { title: 'New' }],
    ];
  };
  const statuses = (client: TestClient, requests: [string, string, unknown?][]) =>
    Promise.all(requests.map(async ([method, path, body]) => (await client.request(method, path, body)).status));
  const lists = async (client: TestClient) =>
    JSON.stringify([
      await client.call(dashboardRoutes.list, {}),
      await client.call(folderRoutes.list, {}),
      await client.call(libraryRoutes.read, {}),
      await client.call(annotationRoutes.list, { query: {} }),
      await client.call(searchRoutes.search, { query: { q: 'airship' } }),
      await client.call(searchRoutes.search, { query: { q: 'zeppelin' } }),
      await client.call(searchRoutes.search, { query: { q: 'mooring' } }),
    ]);
  const all = (status: number, requests: unknown[]) => requests.map(() => status);

  it('is what the role says, where it grants nothing', async () => {
    expect(Math.max(...(await statuses(here.viewer, looking())))).toBeLessThan(300);
    expect(await statuses(here.viewer, editing())).toEqual(all(403, editing()));
    expect(await statuses(here.editor, editing())).toEqual([200, 200, 409, 409, 200, 201, 201, 204, 201]);
    expect(await lists(here.viewer)).toContain(dashboard.id);
  });

  it('hides everything from everybody but owners, and from nothing in a list', async () => {
    for (const client of [here.viewer, here.editor]) await client.call(libraryRoutes.star, { params: dashboard });
    await grant({ everybody: 'none' });
    for (const client of [here.viewer, here.editor]) {
      expect(await statuses(client, looking())).toEqual(all(404, looking()));
      expect(await statuses(client, editing())).toEqual(all(404, editing()));
      expect((await client.request('DELETE', `/api/annotations/${noteId}`)).status).toBe(404);
      expect((await client.request('DELETE', `/api/share-links/${linkId}`)).status).toBe(404);
      expect((await client.request('GET', `/api/reports/${reportId}/file`)).status).toBe(404);
      expect((await client.request('DELETE', `/api/reports/${reportId}`)).status).toBe(404);
      expect((await client.request('DELETE', `/api/dashboards/${dashboard.id}`)).status).toBe(404);
      const told = await lists(client);
      for (const secret of [dashboard.id, folderId, noteId]) expect(told).not.toContain(secret);
    }
    expect((await here.owner.request('GET', `/api/dashboards/${dashboard.id}`)).status).toBe(200);
    expect(await lists(here.owner)).toContain(noteId);
  });

  it('lets an editor only look where it says so', async () => {
    await grant({ everybody: 'view' });
    expect(Math.max(...(await statuses(here.editor, looking())))).toBeLessThan(300);
    expect(await statuses(here.editor, editing())).toEqual(all(403, editing()));
    const [summary] = await here.editor.call(dashboardRoutes.list, {});
    expect(summary).toMatchObject({ id: dashboard.id, right: 'view', folderId });
  });

  it('lets one viewer edit there and nowhere else, and ask before she saves', async () => {
    const question = { range: RANGE, queries: [{ source: 'metrics', input: { metric: 'none' } }] };
    expect((await here.viewer.request('POST', '/api/queries', question)).status).toBe(403);
    await grant({ everybody: 'none', members: [{ userId: await idOf(here.viewer), right: 'edit' }] });
    expect(await statuses(here.viewer, editing())).toEqual([200, 200, 409, 409, 200, 201, 201, 204, 201]);
    expect((await here.viewer.request('POST', '/api/queries', question)).status).toBe(200);
    expect((await here.viewer.request('POST', '/api/dashboards', { title: 'At the top' })).status).toBe(403);
    const out = { dashboards: [dashboard.id], folderId: null };
    expect((await here.viewer.request('POST', '/api/dashboard-moves', out)).status).toBe(403);
    expect(await statuses(here.editor, looking())).toEqual(all(404, looking()));
  });

  it('leaves share links open, which show this dashboard and nothing else', async () => {
    const link = { params: { id: dashboard.id }, body: { name: 'Guests', expiresAt } };
    const { token } = await here.owner.call(sharingRoutes.create, link);
    await grant({ everybody: 'none' });
    const guest = app.client(token);
    expect((await guest.call(sharingRoutes.shared, {})).dashboard.id).toBe(dashboard.id);
    for (const path of ['/api/search?q=airship', '/api/folders', '/api/library', '/api/dashboards'])
      expect((await guest.request('GET', path)).status).toBe(403);
  });

  it('outlives the dashboard: nobody finds a report of what was hidden and is erased', async () => {
    await grant({ everybody: 'none' });
    const hidden = { title: 'Secret', panels };
    const { id } = await here.owner.call(dashboardRoutes.create, { body: hidden, query: { folder: folderId } });
    const body = { dashboardId: id, range: RANGE, timezone: 'UTC' };
    const report = `/api/reports/${(await here.owner.call(reportRoutes.create, { body })).id}`;
    await here.owner.call(dashboardRoutes.remove, { params: { id } });
    await here.owner.call(trashRoutes.remove, { params: { id } });
    for (const client of [here.viewer, here.editor]) {
      expect((await client.request('GET', report)).status).toBe(404);
      expect((await client.request('GET', `${report}/file`)).status).toBe(404);
      expect((await client.request('DELETE', report)).status).toBe(404);
    }
    expect((await here.owner.request('GET', report)).status).toBe(200);
  });

  it('gives a key that sends points no sight of anything', async () => {
    await grant({ everybody: 'edit' });
    const key = app.client(here.pointsKey);
    for (const path of ['/api/search?q=airship', '/api/folders', `/api/dashboards/${dashboard.id}`])
      expect((await key.request('GET', path)).status).toBe(403);
  });
});

const idOf = async (client: TestClient) => {
  const { user } = (await (await client.request('GET', '/api/session')).json()) as { user: { id: string } };
  return user.id;
};
