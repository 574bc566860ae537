import { invitationRoutes, type InvitationPage, type NewInvitation } from '@quarterdeck/sdk/api/invitations';
import { identityRoutes, type Role } from '@quarterdeck/sdk/api/identity';
import { memberRoutes } from '@quarterdeck/sdk/api/members';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { describeResource } from '../platform/testing/describe-resource.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';
import { InvitationsService } from './invitations.service.js';

const HOUR_MS = 3_600_000;
const PASSWORD = 'a long and quiet watch';

describe('invitations', () => {
  let test: TestApp;
  let home: TestWorkspace;
  let nobody: TestClient;
  let now = Date.now();
  let guests = 0;
  beforeAll(async () => {
    test = await testApp();
    [home, nobody] = [await test.workspace('Home'), test.client()];
    test.app.get(Clock).now = () => now;
  });
  afterAll(() => test.stop());

  describeResource('invitations', () => test, {
    path: '/api/invitations',
    body: { role: 'viewer', label: 'Ada', expiresAt: new Date(Date.now() + HOUR_MS).toISOString() },
    badBodies: [
      {},
      { role: 'admin', expiresAt: new Date(Date.now() + HOUR_MS).toISOString() },
      { role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' },
      { role: 'viewer', expiresAt: '2999-01-01T00:00:00Z' },
      { role: 'viewer', mostUses: 0, expiresAt: new Date(Date.now() + HOUR_MS).toISOString() },
    ],
    idOf: (made) => (made as { invitation: { id: string } }).invitation.id,
    listIn: (answer) => (answer as InvitationPage).invitations,
  });

  const invite = (client: TestClient, rest: Partial<NewInvitation> = {}) =>
    client.call(invitationRoutes.create, {
      body: { role: 'viewer', expiresAt: new Date(now + HOUR_MS).toISOString(), ...rest },
    });
  const newcomer = () => ({ name: 'Guest', email: `guest-${++guests}@example.com`, password: PASSWORD });
  const signUp = (token: string, person = newcomer()) =>
    nobody.request('POST', '/api/joining/sign-up', { token, ...person });
  const cookieOf = (reply: Response) => reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const view = (token: string) => nobody.request('POST', '/api/joining', { token });
  const codeOf = async (reply: Response) => ((await reply.json()) as { code: string }).code;
  const namesIn = async (workspace: TestWorkspace) =>
    (await workspace.owner.call(memberRoutes.list, {})).map(({ email }) => email);

  it('tell who holds the link what it leads to, and no more', async () => {
    const { token } = await invite(home.owner, { role: 'editor', label: 'for the new one', email: 'x@example.com' });
    const seen = await (await view(token)).json();
    expect(seen).toMatchObject({ workspace: 'Home', role: 'editor', inviter: 'owner', member: false });
    expect(JSON.stringify(seen)).not.toMatch(/example\.com|new one/);
  });

  it('let somebody without an account in, with the role they name, and sign them in', async () => {
    const { token, invitation } = await invite(home.owner, { role: 'editor' });
    const person = newcomer();
    const reply = await signUp(token, person);
    expect(reply.status).toBe(201);
    expect(await reply.json()).toMatchObject({ role: 'editor', workspace: { id: home.id }, user: { name: 'Guest' } });
    const session = await nobody.request('GET', '/api/session', undefined, { cookie: cookieOf(reply) });
    expect(await session.json()).toMatchObject({ role: 'editor' });
    expect(await namesIn(home)).toContain(person.email);
    const { invitations: list } = await home.owner.call(invitationRoutes.list, {});
    expect(list.find(({ id }) => id === invitation.id)).toMatchObject({ uses: 1, mostUses: 1 });
  });

  it('work once, also when several come at the same time', async () => {
    const { token } = await invite(home.owner);
    const replies = await Promise.all([signUp(token), signUp(token), signUp(token)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await codeOf(await view(token))).toBe('invitation.used');
  });

  it('leave no account behind for who came too late', async () => {
    const { token } = await invite(home.owner);
    await signUp(token);
    const late = newcomer();
    expect((await signUp(token, late)).status).toBe(409);
    const rows = await test.database.asSystem(() =>
      test.database.sql('select id from users where email = $1', [late.email]),
    );
    expect(rows).toEqual([]);
  });

  it('work as often as they say', async () => {
    const { token } = await invite(home.owner, { mostUses: 2 });
    const statuses = [await signUp(token), await signUp(token), await signUp(token)].map(({ status }) => status);
    expect(statuses).toEqual([201, 201, 409]);
  });

  it('say that they have expired, to the millisecond, or were withdrawn, or never were', async () => {
    const { token } = await invite(home.owner);
    const withdrawn = await invite(home.owner);
    await home.owner.call(invitationRoutes.revoke, { params: { id: withdrawn.invitation.id } });
    expect(await codeOf(await view(withdrawn.token))).toBe('invitation.revoked');
    expect(await codeOf(await signUp(withdrawn.token))).toBe('invitation.revoked');
    expect(await codeOf(await view('qd_invite_never'))).toBe('invitation.unknown');
    now += HOUR_MS - 1;
    expect((await view(token)).status).toBe(200);
    now += 1;
    expect(await codeOf(await view(token))).toBe('invitation.expired');
    expect(await codeOf(await signUp(token))).toBe('invitation.expired');
  });

  it('keep their token to themselves', async () => {
    const { token } = await invite(home.owner);
    expect(token).toMatch(/^qd_invite_[\w-]{43}$/);
    const rows = await test.database.asSystem(() => test.database.sql('select * from invitations'));
    const { invitations: list } = await home.owner.call(invitationRoutes.list, {});
    expect(JSON.stringify([rows, list])).not.toContain(token.slice(10));
  });

  it.each<[string, Role, number]>([
    ['owner', 'owner', 201],
    ['editor', 'owner', 403],
    ['editor', 'editor', 201],
    ['viewer', 'viewer', 403],
  ])('of an %s make nobody more than that: %s is answered with %i', async (inviter, role, status) => {
    const body = { role, expiresAt: new Date(now + HOUR_MS).toISOString() };
    const client = home[inviter as 'owner' | 'editor' | 'viewer'];
    expect((await client.request('POST', '/api/invitations', body)).status).toBe(status);
  });

  it('of others are neither seen nor revoked by editors', async () => {
    const { invitation } = await invite(home.owner);
    const { invitations } = await home.editor.call(invitationRoutes.list, {});
    expect(invitations.map(({ id }) => id)).not.toContain(invitation.id);
    expect((await home.editor.request('DELETE', `/api/invitations/${invitation.id}`)).status).toBe(404);
  });

  it('add a workspace to an account that is signed in, which goes on there', async () => {
    const away = await test.workspace('Away');
    const { token } = await invite(away.owner, { role: 'editor' });
    const session = await home.viewer.call(invitationRoutes.join, { body: { token } });
    expect(session).toMatchObject({ workspace: { name: 'Away' }, role: 'editor' });
    expect(await home.viewer.call(identityRoutes.session, {})).toMatchObject({ workspace: { name: 'Away' } });
  });

  it('are not used up by who belongs there already', async () => {
    const { token } = await invite(home.owner, { role: 'owner' });
    expect(await home.editor.call(invitationRoutes.join, { body: { token } })).toMatchObject({ role: 'editor' });
    expect((await view(token)).status).toBe(200);
  });

  it('let an account in by its password, which is throttled as at the front door', async () => {
    const person = newcomer();
    await signUp((await invite(home.owner)).token, person);
    const away = await test.workspace('Away');
    const { token } = await invite(away.owner);
    const signIn = (password: string) =>
      nobody.request('POST', '/api/joining/sign-in', { token, email: person.email, password });
    expect((await signIn('a wrong password')).status).toBe(401);
    const reply = await signIn(PASSWORD);
    expect(await reply.json()).toMatchObject({ workspace: { name: 'Away' }, role: 'viewer' });
    for (let guess = 0; guess < 5; guess++) await signIn('a wrong password');
    expect((await signIn(PASSWORD)).status).toBe(429);
  });

  it('make no second account with the same email, and say what to do', async () => {
    const person = newcomer();
    await signUp((await invite(home.owner)).token, person);
    const again = await signUp((await invite(home.owner)).token, person);
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'email.taken', errors: [{ path: 'email' }] });
  });

  it('tell nobody who holds one whose emails are known here, by trying them all', async () => {
    const { token } = await invite(home.owner, { mostUses: 100 });
    const known = newcomer();
    expect((await signUp(token, known)).status).toBe(201);
    const from = { 'x-forwarded-for': '192.0.2.77' };
    const attempt = (email: string) =>
      nobody.request('POST', '/api/joining/sign-up', { token, ...newcomer(), email }, from);
    for (let guess = 0; guess < 5; guess++) expect((await attempt(known.email)).status).toBe(409);
    expect((await attempt(known.email)).status).toBe(429);
    expect((await attempt('somebody-else@example.com')).status).toBe(201);
  });

  it('let in a whole office behind one address', async () => {
    const { token } = await invite(home.owner, { mostUses: 100 });
    for (let person = 0; person < 22; person++) expect((await signUp(token)).status).toBe(201);
  });

  it('end with the role of who sent them', async () => {
    const editor = await signUp((await invite(home.owner, { role: 'editor' })).token);
    const cookie = cookieOf(editor);
    const { user } = (await editor.json()) as { user: { id: string } };
    const body = { role: 'viewer', expiresAt: new Date(now + HOUR_MS).toISOString() };
    const sent = await nobody.request('POST', '/api/invitations', body, { cookie });
    const { token } = (await sent.json()) as { token: string };
    await home.owner.call(memberRoutes.remove, { params: { id: user.id } });
    expect(await codeOf(await view(token))).toBe('invitation.revoked');
  });

  it('open nothing when they were written in the moment in which their sender was sent away', async () => {
    const joined = await signUp((await invite(home.owner, { role: 'owner' })).token);
    const { user } = (await joined.json()) as { user: { id: string } };
    const late: Actor = { kind: 'user', id: user.id, workspaceId: home.id, role: 'owner' };
    const wanted = {
      label: '',
      email: null,
      language: 'en' as const,
      mostUses: 1,
      expiresAt: new Date(now + HOUR_MS).toISOString(),
    };
    const send = async (role: Role) => (await test.app.get(InvitationsService).create(late, { ...wanted, role })).token;
    await home.owner.call(memberRoutes.changeRole, { params: { id: user.id }, body: { role: 'editor' } });
    expect(await codeOf(await signUp(await send('owner')))).toBe('invitation.revoked');
    expect((await signUp(await send('editor'))).status).toBe(201);
    await home.owner.call(memberRoutes.remove, { params: { id: user.id } });
    expect(await codeOf(await signUp(await send('viewer')))).toBe('invitation.revoked');
  });
});
