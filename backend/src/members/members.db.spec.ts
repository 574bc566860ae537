import { memberRoutes, type Member } from '@quarterdeck/sdk/api/members';
import { identityRoutes, type Role } from '@quarterdeck/sdk/api/identity';
import { workspaceRoutes } from '@quarterdeck/sdk/api/workspaces';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

describe('the members of a workspace', () => {
  let test: TestApp;
  let home: TestWorkspace;
  let away: TestWorkspace;
  beforeAll(async () => {
    test = await testApp();
  });
  beforeEach(async () => {
    [home, away] = [await test.workspace('Home'), await test.workspace('Away')];
  });
  afterAll(() => test.stop());

  const members = ({ owner }: TestWorkspace) => owner.call(memberRoutes.list, {});
  const idOf = async (workspace: TestWorkspace, role: Role) =>
    (await members(workspace)).find((member) => member.role === role)?.id ?? '';
  const setRole = (id: string, role: Role) => home.owner.request('PUT', `/api/members/${id}`, { role });

  it('are told to everybody in it, with their roles', async () => {
    for (const person of [home.owner, home.editor, home.viewer]) {
      const found = await person.call(memberRoutes.list, {});
      expect(found.map(({ role }) => role).sort()).toEqual(['editor', 'owner', 'viewer']);
    }
  });

  it('show their email to owners, and everybody their own', async () => {
    expect((await members(home)).every(({ email }) => email?.endsWith('@example.com'))).toBe(true);
    const toViewer = await home.viewer.call(memberRoutes.list, {});
    expect(toViewer.filter(({ email }) => email !== null).map(({ role }) => role)).toEqual(['viewer']);
  });

  it('are nobody from another workspace, neither to see nor to change', async () => {
    const theirs = await members(away);
    const ours = new Set((await members(home)).map(({ id }) => id));
    expect(theirs.filter(({ id }) => ours.has(id))).toEqual([]);
    const id = await idOf(away, 'viewer');
    expect((await setRole(id, 'owner')).status).toBe(404);
    expect((await home.owner.request('DELETE', `/api/members/${id}`)).status).toBe(404);
    expect(await members(away)).toEqual(theirs);
  });

  it('are told to nobody else: strangers and keys', async () => {
    expect((await test.client().request('GET', '/api/members')).status).toBe(401);
    expect((await test.client(home.pointsKey).request('GET', '/api/members')).status).toBe(403);
  });

  it('may do what their new role says from their next request on', async () => {
    const id = await idOf(home, 'editor');
    expect((await home.editor.request('GET', '/api/invitations')).status).toBe(200);
    expect((await setRole(id, 'viewer')).status).toBe(200);
    expect((await home.editor.request('GET', '/api/invitations')).status).toBe(403);
    expect(await home.editor.call(identityRoutes.session, {})).toMatchObject({ role: 'viewer' });
  });

  it('are changed and removed by owners only', async () => {
    const id = await idOf(home, 'viewer');
    for (const person of [home.editor, home.viewer]) {
      expect((await person.request('PUT', `/api/members/${id}`, { role: 'owner' })).status).toBe(403);
      expect((await person.request('DELETE', `/api/members/${id}`)).status).toBe(403);
    }
  });

  it('keep their last owner, who can be neither demoted nor removed nor leave', async () => {
    const id = await idOf(home, 'owner');
    const replies = [
      await setRole(id, 'viewer'),
      await home.owner.request('DELETE', `/api/members/${id}`),
      await home.owner.request('POST', `/api/workspaces/${home.id}/leave`),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(409);
      expect(await reply.json()).toMatchObject({ code: 'member.last-owner' });
    }
    expect(await home.owner.call(identityRoutes.session, {})).toMatchObject({ role: 'owner' });
  });

  it('keep one owner when two send each other away at once', async () => {
    const [first, second] = [await idOf(home, 'owner'), await idOf(home, 'editor')];
    await setRole(second, 'owner');
    const replies = await Promise.all([
      home.owner.request('DELETE', `/api/members/${second}`),
      home.editor.request('DELETE', `/api/members/${first}`),
    ]);
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1);
    const rows = await test.database.asSystem(() =>
      test.database.sql<Member>(`select role from memberships where workspace_id = $1 and role = 'owner'`, [home.id]),
    );
    expect(rows).toHaveLength(1);
  });

  it('lose the workspace at once when they are removed', async () => {
    const id = await idOf(home, 'viewer');
    expect((await home.viewer.request('GET', '/api/dashboards')).status).toBe(200);
    await home.owner.call(memberRoutes.remove, { params: { id } });
    expect((await home.viewer.request('GET', '/api/dashboards')).status).toBe(401);
    expect((await members(home)).map(({ id: left }) => left)).not.toContain(id);
  });

  it('leave by themselves, and go on where else they belong', async () => {
    const id = await idOf(home, 'viewer');
    await test.database.asSystem(() =>
      test.database.sql(`insert into memberships (workspace_id, user_id, role) values ($1, $2, 'editor')`, [
        away.id,
        id,
      ]),
    );
    await home.viewer.call(workspaceRoutes.leave, { params: { id: home.id } });
    expect(await home.viewer.call(identityRoutes.session, {})).toMatchObject({
      workspace: { id: away.id },
      role: 'editor',
    });
    expect((await home.viewer.request('POST', `/api/workspaces/${home.id}/leave`)).status).toBe(404);
  });
});
