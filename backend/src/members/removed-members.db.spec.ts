import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { invitationRoutes, type NewInvitation } from '@quarterdeck/sdk/api/invitations';
import { memberRoutes } from '@quarterdeck/sdk/api/members';
import { Clock } from '../platform/clock.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const HOUR_MS = 3_600_000;

describe('who was removed from a workspace', () => {
  let test: TestApp;
  let home: TestWorkspace;
  /** Belongs to a workspace of its own, too, so that its session lives on. */
  let guest: TestClient;
  let guestId: string;
  let now = Date.now();
  beforeAll(async () => {
    test = await testApp();
    test.app.get(Clock).now = () => now;
  });
  beforeEach(async () => {
    now += 1000;
    home = await test.workspace('Home');
    guest = (await test.workspace('Elsewhere')).owner;
    guestId = (await guest.call(identityRoutes.session, {})).user?.id ?? '';
  });
  afterAll(() => test.stop());

  const invite = (rest: Partial<NewInvitation> = {}) =>
    home.owner.call(invitationRoutes.create, {
      body: { role: 'editor', mostUses: 10, expiresAt: new Date(now + HOUR_MS).toISOString(), ...rest },
    });
  const join = (token: string, client = guest) => client.request('POST', '/api/joining/signed-in', { token });
  const remove = () => home.owner.call(memberRoutes.remove, { params: { id: guestId } });
  const codeOf = async (reply: Response) => [reply.status, ((await reply.json()) as { code: string }).code];
  const ended = [409, 'invitation.ended'];

  it('does not come back by an invitation from before, whether it was used or not, and is told why', async () => {
    const [used, unused] = [(await invite()).token, (await invite({ role: 'owner' })).token];
    await join(used);
    await remove();
    expect(await codeOf(await join(used))).toEqual(ended);
    expect(await codeOf(await join(unused))).toEqual(ended);
    expect(await codeOf(await guest.request('POST', '/api/joining', { token: used }))).toEqual(ended);
    expect((await home.owner.call(memberRoutes.list, {})).map(({ id }) => id)).not.toContain(guestId);
  });

  it('comes back by one that was made since, and that one alone', async () => {
    const before = await invite();
    await join(before.token);
    await remove();
    now += 1;
    const since = await invite();
    expect((await join(since.token)).status).toBe(200);
    expect((await guest.request('GET', '/api/members')).status).toBe(200);
    await remove();
    expect(await codeOf(await join(since.token))).toEqual(ended);
  });

  it('leaves the invitation open for others', async () => {
    const { token } = await invite();
    await join(token);
    await remove();
    const other = (await test.workspace('Another')).viewer;
    expect((await join(token, other)).status).toBe(200);
    expect((await test.client().request('POST', '/api/joining', { token })).status).toBe(200);
  });

  it('is shut out of that workspace alone, and who left by own will is not', async () => {
    const [{ token }, away] = [await invite(), await test.workspace('Away')];
    await join(token);
    await remove();
    const expiresAt = new Date(now + HOUR_MS).toISOString();
    const theirs = await away.owner.call(invitationRoutes.create, { body: { role: 'viewer', expiresAt } });
    expect((await join(theirs.token)).status).toBe(200);

    const { token: open } = await invite();
    const other = (await test.workspace('Another')).viewer;
    await join(open, other);
    expect((await other.request('POST', `/api/workspaces/${home.id}/leave`)).status).toBe(204);
    expect((await join(open, other)).status).toBe(200);
  });
});
