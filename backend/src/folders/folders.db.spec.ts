import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { folderRoutes, type FolderGrants } from '@quarterdeck/sdk/api/folders';
import { libraryRoutes } from '@quarterdeck/sdk/api/library';
import { describeResource } from '../platform/testing/describe-resource.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('folders', () => {
  let app: TestApp;
  let here: TestWorkspace;
  let count = 0;
  beforeAll(async () => {
    app = await testApp();
    here = await app.workspace();
  });
  afterAll(() => app.stop());

  const make = (parentId: string | null = null, client: TestClient = here.owner) =>
    client.call(folderRoutes.create, { body: { name: `Folder ${String(++count)}`, parentId } });
  const grant = (id: string, grants: Partial<FolderGrants>) =>
    here.owner.call(folderRoutes.grant, { params: { id }, body: { everybody: null, members: [], ...grants } });
  const change = (id: string, body: { name: string; parentId: string | null }, client: TestClient = here.editor) =>
    client.request('PUT', `/api/folders/${id}`, body);
  const put = (title: string, folder: string) =>
    here.owner.call(dashboardRoutes.create, { body: { title }, query: { folder } });
  const folderOf = async (id: string) =>
    (await here.owner.call(dashboardRoutes.list, {})).find((one) => one.id === id)?.folderId;
  const codeOf = async (reply: Promise<Response>) => {
    const { status, code } = (await (await reply).json()) as { status: number; code: string };
    return [status, code];
  };

  describeResource('folders', () => app, {
    path: '/api/folders',
    body: () => ({ name: `Sales ${String(++count)}` }),
    badBodies: [{}, { name: ' ' }, { name: 7 }, { name: 'x'.repeat(101) }, { name: 'x', parentId: 'top' }, [], null],
    creator: 'editor',
    can: { update: () => ({ name: `Other ${String(++count)}` }) },
  });

  it('lie at most three deep and never in themselves', async () => {
    const one = await make();
    const two = await make(one.id);
    const three = await make(two.id);
    const body = { name: 'Four', parentId: three.id };
    expect(await codeOf(here.editor.request('POST', '/api/folders', body))).toEqual([422, 'folder.misplaced']);
    expect(await codeOf(change(one.id, { name: 'One', parentId: three.id }))).toEqual([422, 'folder.misplaced']);
    expect((await change(three.id, { name: three.name, parentId: null })).status).toBe(200);
  });

  it('have a name of their own among their neighbours, and may share it elsewhere', async () => {
    const one = await make();
    const twin = { name: one.name.toUpperCase(), parentId: null };
    expect(await codeOf(here.editor.request('POST', '/api/folders', twin))).toEqual([409, 'folder.name-taken']);
    expect((await here.editor.request('POST', '/api/folders', { ...twin, parentId: one.id })).status).toBe(201);
    const other = await make();
    expect(await codeOf(change(other.id, twin))).toEqual([409, 'folder.name-taken']);
  });

  it('of another workspace are nowhere: nothing is put into them, and they are granted to nobody', async () => {
    const there = await app.workspace('There');
    const theirs = await there.owner.call(folderRoutes.create, { body: { name: 'Theirs' } });
    const mine = await put('Mine', (await make()).id);
    const tries = [
      here.owner.request('POST', '/api/folders', { name: 'Spy', parentId: theirs.id }),
      here.owner.request('POST', `/api/dashboards?folder=${theirs.id}`, { title: 'Spy' }),
      here.owner.request('POST', '/api/dashboard-moves', { dashboards: [mine.id], folderId: theirs.id }),
      here.owner.request('GET', `/api/folders/${theirs.id}/grants`),
      here.owner.request('PUT', `/api/folders/${theirs.id}/grants`, { everybody: 'none', members: [] }),
    ];
    for (const reply of tries) expect(await codeOf(reply)).toEqual([404, 'folder.not-found']);
  });

  it('are deleted empty, or what lies in them moves into the folder around them', async () => {
    const around = await make();
    const full = await make(around.id);
    const inner = await make(full.id);
    const { id } = await put('Kept', full.id);
    const refused = here.editor.request('DELETE', `/api/folders/${full.id}`);
    expect(await codeOf(refused)).toEqual([409, 'folder.not-empty']);
    expect((await here.editor.request('DELETE', `/api/folders/${full.id}?contents=move`)).status).toBe(204);
    expect(await folderOf(id)).toBe(around.id);
    const left = await here.owner.call(folderRoutes.list, {});
    expect(left.find((folder) => folder.id === inner.id)?.parentId).toBe(around.id);
    expect(left.some((folder) => folder.id === full.id)).toBe(false);
  });

  it('that decide who sees what lies in them are emptied by owners only', async () => {
    const folder = await make();
    const { id } = await put('Secret', folder.id);
    await grant(folder.id, { everybody: 'none', members: [{ userId: await idOf(here.editor), right: 'edit' }] });
    const path = `/api/folders/${folder.id}?contents=move`;
    expect(await codeOf(here.editor.request('DELETE', path))).toEqual([403, 'folder.restricted']);
    expect((await here.owner.request('DELETE', path)).status).toBe(204);
    expect(await folderOf(id)).toBeNull();
  });

  it('are moved only by who may edit where they lie and where they shall lie', async () => {
    const [closed, open] = [await make(), await make()];
    const moved = await make(open.id);
    await grant(closed.id, { everybody: 'view' });
    const into = change(moved.id, { name: moved.name, parentId: closed.id });
    expect(await codeOf(into)).toEqual([403, 'folder.read-only']);
    expect((await change(moved.id, { name: moved.name, parentId: closed.id }, here.owner)).status).toBe(200);
    const out = change(moved.id, { name: moved.name, parentId: open.id });
    expect(await codeOf(out)).toEqual([403, 'folder.read-only']);
  });

  it('that somebody may not see are not there for her, and what is open in them hangs higher', async () => {
    const around = await make();
    const inner = await make(around.id);
    await grant(around.id, { everybody: 'none' });
    await grant(inner.id, { members: [{ userId: await idOf(here.viewer), right: 'view' }] });
    const seen = await here.viewer.call(folderRoutes.list, {});
    expect(seen.find(({ id }) => id === inner.id)).toMatchObject({ parentId: null, right: 'view' });
    expect(seen.some(({ id }) => id === around.id)).toBe(false);
    expect(await codeOf(change(around.id, { name: 'x', parentId: null }))).toEqual([404, 'folder.not-found']);
    expect(await codeOf(here.editor.request('DELETE', `/api/folders/${around.id}`))).toEqual([404, 'folder.not-found']);
  });

  it('grant rights to members of the workspace, told and changed by owners alone', async () => {
    const folder = await make();
    const userId = await idOf(here.viewer);
    const grants: FolderGrants = { everybody: 'view', members: [{ userId, right: 'edit' }] };
    expect(await grant(folder.id, grants)).toEqual(grants);
    const path = `/api/folders/${folder.id}/grants`;
    expect((await here.editor.request('GET', path)).status).toBe(403);
    expect((await here.editor.request('PUT', path, grants)).status).toBe(403);
    const stranger = here.owner.request('PUT', path, {
      everybody: null,
      members: [{ userId: UNKNOWN, right: 'view' }],
    });
    expect(await codeOf(stranger)).toEqual([422, 'folder.no-member']);
    const twice = { everybody: null, members: [...grants.members, ...grants.members] };
    expect((await here.owner.request('PUT', path, twice)).status).toBe(422);
    expect(await here.owner.call(folderRoutes.grants, { params: { id: folder.id } })).toEqual(grants);
  });

  it('grant what the last of several owners says, and not what they say together', async () => {
    const [folder, editor, viewer] = [await make(), await idOf(here.editor), await idOf(here.viewer)];
    const said: FolderGrants[] = [
      { everybody: null, members: [{ userId: editor, right: 'edit' }] },
      { everybody: null, members: [{ userId: viewer, right: 'view' }] },
      { everybody: 'none', members: [] },
    ];
    for (let round = 0; round < 5; round++) {
      await Promise.all([...said, ...said].map((grants) => grant(folder.id, grants)));
      expect(said).toContainEqual(await here.owner.call(folderRoutes.grants, { params: { id: folder.id } }));
    }
  });

  it('take dashboards several at once, all or none', async () => {
    const [from, to] = [await make(), await make()];
    const [a, b] = [await put('A', from.id), await put('B', from.id)];
    const closed = await make();
    const c = await put('C', closed.id);
    await grant(closed.id, { everybody: 'view' });
    const refused = here.editor.request('POST', '/api/dashboard-moves', { dashboards: [a.id, c.id], folderId: to.id });
    expect(await codeOf(refused)).toEqual([403, 'dashboard.read-only']);
    expect(await folderOf(a.id)).toBe(from.id);
    await here.editor.call(libraryRoutes.move, { body: { dashboards: [a.id, b.id], folderId: to.id } });
    expect([await folderOf(a.id), await folderOf(b.id)]).toEqual([to.id, to.id]);
    await here.editor.call(libraryRoutes.move, { body: { dashboards: [a.id], folderId: null } });
    expect(await folderOf(a.id)).toBeNull();
    const viewers = here.viewer.request('POST', '/api/dashboard-moves', { dashboards: [a.id], folderId: to.id });
    expect((await viewers).status).toBe(403);
  });
});

const idOf = async (client: TestClient) => {
  const { user } = (await (await client.request('GET', '/api/session')).json()) as { user: { id: string } };
  return user.id;
};
