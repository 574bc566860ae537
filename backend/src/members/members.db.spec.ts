import { memberRoutes } from '@quarterdeck/sdk/api/members';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

describe('the members of a workspace', () => {
  let test: TestApp;
  let home: TestWorkspace;
  let away: TestWorkspace;
  beforeAll(async () => {
    test = await testApp();
    [home, away] = [await test.workspace('Home'), await test.workspace('Away')];
  });
  afterAll(() => test.stop());

  it('are told to everybody in it, with their roles', async () => {
    for (const person of [home.owner, home.editor, home.viewer]) {
      const members = await person.call(memberRoutes.list, {});
      expect(members.map(({ role }) => role).sort()).toEqual(['editor', 'owner', 'viewer']);
    }
  });

  it('show their email to owners, and everybody their own', async () => {
    const toOwner = await home.owner.call(memberRoutes.list, {});
    expect(toOwner.every(({ email }) => email?.endsWith('@example.com'))).toBe(true);
    const toViewer = await home.viewer.call(memberRoutes.list, {});
    expect(toViewer.filter(({ email }) => email !== null).map(({ role }) => role)).toEqual(['viewer']);
  });

  it('are nobody from another workspace', async () => {
    const ours = new Set((await home.owner.call(memberRoutes.list, {})).map(({ id }) => id));
    const theirs = await away.owner.call(memberRoutes.list, {});
    expect(theirs).toHaveLength(3);
    expect(theirs.filter(({ id }) => ours.has(id))).toEqual([]);
  });

  it('are told to nobody else: strangers and keys', async () => {
    expect((await test.client().request('GET', '/api/members')).status).toBe(401);
    expect((await test.client(home.pointsKey).request('GET', '/api/members')).status).toBe(403);
  });
});
