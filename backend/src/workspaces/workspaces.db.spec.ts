import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { invitationRoutes } from '@quarterdeck/sdk/api/invitations';
import { WORKSPACE_HEADER } from '@quarterdeck/sdk/api/workspace-header';
import { workspaceRoutes, type Whereabouts } from '@quarterdeck/sdk/api/workspaces';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';
import { RemovalsService } from './removals.service.js';

describe('the workspaces of a person', () => {
  let test: TestApp;
  let home: TestWorkspace;
  let owner: TestClient;
  beforeAll(async () => {
    test = await testApp();
  });
  beforeEach(async () => {
    home = await test.workspace('Home');
    owner = home.owner;
  });
  afterAll(() => test.stop());

  const list = () => owner.call(workspaceRoutes.list, {});
  const create = (name: string) => owner.call(workspaceRoutes.create, { body: { name } });
  const go = (workspaceId: string) => owner.call(workspaceRoutes.switch, { body: { workspaceId } });
  const count = async (table: string, workspaceId: string) =>
    (
      await test.database.asSystem(() =>
        test.database.sql(`select from ${table} where workspace_id = $1`, [workspaceId]),
      )
    ).length;
  const makeDashboard = () => owner.call(dashboardRoutes.create, { body: { title: 'Orders' } });

  it('are made by owners, who own them, and are listed with what one is there', async () => {
    const { id } = await create('Second');
    expect(await list()).toEqual([
      { id: home.id, name: 'Home', role: 'owner', members: 3, current: true },
      { id, name: 'Second', role: 'owner', members: 1, current: false },
    ]);
    for (const person of [home.editor, home.viewer])
      expect((await person.request('POST', '/api/workspaces', { name: 'x' })).status).toBe(403);
  });

  it('are entered by switching: from then on everything is of that one', async () => {
    await makeDashboard();
    const { id } = await create('Second');
    expect(await go(id)).toMatchObject({ workspace: { id, name: 'Second' }, role: 'owner' });
    expect(await owner.call(identityRoutes.session, {})).toMatchObject({ workspace: { id } });
    for (const path of ['dashboards', 'connections', 'metrics', 'imports', 'api-keys'])
      expect([path, await (await owner.request('GET', `/api/${path}`)).json()]).toEqual([path, []]);
    expect(await owner.call(invitationRoutes.list, { query: {} })).toEqual({ invitations: [], next: null });
    await go(home.id);
    expect(await owner.call(dashboardRoutes.list, {})).toHaveLength(1);
  });

  it('know nothing of each other, although one person belongs to both', async () => {
    const made = await makeDashboard();
    await go((await create('Second')).id);
    expect((await owner.request('GET', `/api/dashboards/${made.id}`)).status).toBe(404);
    expect((await owner.request('DELETE', `/api/dashboards/${made.id}`)).status).toBe(404);
    await go(home.id);
    expect((await owner.request('GET', `/api/dashboards/${made.id}`)).status).toBe(200);
  });

  it('get nothing from a page that was opened for another one', async () => {
    const { id } = await create('Second');
    const save = (meant?: string) =>
      owner.request('POST', '/api/dashboards', { title: 'Orders' }, meant ? { [WORKSPACE_HEADER]: meant } : {});
    expect((await save(home.id)).status).toBe(201);
    await go(id);
    const late = await save(home.id);
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'workspace.other' }]);
    expect(await owner.call(dashboardRoutes.list, {})).toEqual([]);
    expect([(await save(id)).status, (await save()).status]).toEqual([201, 201]);
    expect((await owner.request('GET', '/api/session', undefined, { [WORKSPACE_HEADER]: home.id })).status).toBe(200);
  });

  it('of others cannot be entered', async () => {
    const theirs = await test.workspace('Theirs');
    const reply = await owner.request('PUT', '/api/session/workspace', { workspaceId: theirs.id });
    expect(reply.status).toBe(403);
    expect(await owner.call(identityRoutes.session, {})).toMatchObject({ workspace: { id: home.id } });
  });

  it('say where an address leads that leads nowhere here, to who belongs there', async () => {
    const made = await makeDashboard();
    await go((await create('Second')).id);
    const path = `/api/whereabouts/dashboards/${made.id}`;
    const ask = async (client: TestClient) => (await (await client.request('GET', path)).json()) as Whereabouts;
    expect(await ask(owner)).toEqual({ workspace: { id: home.id, name: 'Home' } });
    expect(await ask((await test.workspace('Theirs')).owner)).toEqual({ workspace: null });
    expect((await owner.request('GET', `/api/whereabouts/users/${made.id}`)).status).toBe(422);
  });

  it('are renamed by their owners, from inside', async () => {
    const theirs = await test.workspace('Theirs');
    expect((await owner.request('PUT', `/api/workspaces/${theirs.id}`, { name: 'x' })).status).toBe(404);
    expect((await home.editor.request('PUT', `/api/workspaces/${home.id}`, { name: 'x' })).status).toBe(403);
    await owner.call(workspaceRoutes.rename, { params: { id: home.id }, body: { name: 'Harbour' } });
    expect(await home.viewer.call(identityRoutes.session, {})).toMatchObject({ workspace: { name: 'Harbour' } });
  });

  it('are deleted with their name as a proof, by owners who have another place to be', async () => {
    const remove = (client: TestClient, id: string, name: string) =>
      client.request('POST', `/api/workspaces/${id}/removal`, { name });
    expect((await remove(home.editor, home.id, 'Home')).status).toBe(403);
    expect(await (await remove(owner, home.id, 'Home')).json()).toMatchObject({ code: 'workspace.only-one' });
    const { id } = await create('Second');
    expect((await remove(owner, id, 'Second')).status).toBe(404);
    expect(await (await remove(owner, home.id, 'home')).json()).toMatchObject({ code: 'workspace.wrong-name' });
    expect((await remove(owner, home.id, 'Home')).status).toBe(202);
    expect(await owner.call(identityRoutes.session, {})).toMatchObject({ workspace: { id } });
    expect((await home.viewer.request('GET', '/api/dashboards')).status).toBe(401);
  });

  it('are not all deleted by who deletes two at once', async () => {
    const removals = test.app.get(RemovalsService);
    for (let round = 0; round < 5; round++) {
      const { actor, owner: person, id } = await test.workspace('One');
      const other = await person.call(workspaceRoutes.create, { body: { name: 'Two' } });
      const tries = await Promise.allSettled([
        removals.remove(actor, id, 'One'),
        removals.remove({ ...actor, workspaceId: other.id }, other.id, 'Two'),
      ]);
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await person.call(workspaceRoutes.list, {})).toHaveLength(1);
    }
  });

  it('take everything along when they go, points and all, and leave others as they are', async () => {
    const points = [{ metric: 'orders', time: Date.now(), value: 1 }];
    const theirs = await test.workspace('Theirs');
    for (const { pointsKey } of [home, theirs]) {
      expect((await test.client(pointsKey).request('POST', '/api/points', points)).status).toBe(200);
    }
    await makeDashboard();
    const pointsLeft = async () => (await test.database.asSystem(() => test.database.sql('select from point'))).length;
    const before = await pointsLeft();
    await create('Second');
    const removal = await owner.call(workspaceRoutes.remove, { params: { id: home.id }, body: { name: 'Home' } });
    expect(removal).toMatchObject({ name: 'Home', total: 1 });
    const removals = test.app.get(RemovalsService);
    while (await removals.continue(removal.id));
    expect(await pointsLeft()).toBe(before - 1);
    for (const table of await tenantTables()) expect([table, await count(table, home.id)]).toEqual([table, 0]);
    expect(await count('series', theirs.id)).toBe(1);
    expect(await owner.call(workspaceRoutes.removals, {})).toMatchObject([
      { id: removal.id, done: 1, total: 1, finishedAt: expect.any(String) },
    ]);
    expect(await theirs.owner.call(workspaceRoutes.removals, {})).toEqual([]);
    expect((await test.client(home.pointsKey).request('POST', '/api/points', points)).status).toBe(401);
  });

  const tenantTables = async () => {
    const rows = await test.database.asSystem(() =>
      test.database.sql<{ name: string }>(
        // Notes of changes are forgotten within minutes, and caches have to hear of a removal, too.
        `select table_name as name from information_schema.columns
          where column_name = 'workspace_id' and table_schema = 'public' and table_name <> 'point_change'`,
      ),
    );
    return rows.map(({ name }) => name);
  };
});
