import { createHook } from 'node:async_hooks';
import { identityRoutes, type Setup } from '@quarterdeck/sdk/api/identity';
import type { Problem } from '@quarterdeck/sdk/api/problem';
import { testApp, type TestApp, type TestClient } from '../platform/testing/test-app.js';
import { Clock } from '../platform/clock.js';
import { Events, type EventType } from '../platform/events.js';
import { BELIEVED_MS } from './actor-cache.js';
import { WorkspaceCreated } from './identity.events.js';
import { IdentityService } from './identity.service.js';
import { OwnersService } from './setup/owners.service.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PASSWORD = 'correct horse battery';
const EMAIL = 'ada@example.com';

/** A clock that moves only when it is told to. */
function stop(clock: Clock) {
  let now = Date.now();
  clock.now = () => now;
  return { pass: (ms: number) => (now += ms), now: () => now };
}

const nextOf = <Body>(events: Events, event: EventType<Body>) =>
  new Promise<Body>((resolve) => {
    events.on(event, async (body) => resolve(body));
  });

const setupOf = (code: string, rest: Partial<Setup> = {}) => ({
  ...{ code, email: 'Ada@Example.com', name: 'Ada', password: PASSWORD, workspace: 'Analytical Engines' },
  ...rest,
});
const signIn = (client: TestClient, password = PASSWORD, email = EMAIL, headers = {}) =>
  client.request('POST', '/api/session', { email, password }, headers);
const cookieOf = (response: Response) => response.headers.get('set-cookie') ?? '';
const tokenOf = (response: Response) => /qd_session=([^;]*)/.exec(cookieOf(response))?.[1] ?? '';
const sessionOf = async (client: TestClient, token: string) =>
  (await client.request('GET', '/api/session', undefined, { cookie: `qd_session=${token}` })).json();

const workspacesOf = ({ database }: TestApp) =>
  database.asSystem(() => database.sql<{ id: string; name: string }>('select id, name from workspaces'));

describe('the first visit', () => {
  let test: TestApp;
  let nobody: TestClient;
  beforeAll(async () => {
    test = await testApp();
    nobody = test.client();
  });
  afterAll(() => test.stop());

  it('is announced to a browser that nobody has signed in with', async () => {
    expect(await nobody.call(identityRoutes.session, {})).toMatchObject({ setupNeeded: true, user: null, role: null });
  });

  it('refuses a code that was not printed, beside its field, and makes nothing', async () => {
    await test.app.get(IdentityService).prepareFirstVisit();
    const response = await nobody.request('POST', '/api/setup', setupOf('AAAA-AAAA'));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'setup.wrong-code', errors: [{ path: 'code' }] });
    expect(await workspacesOf(test)).toEqual([]);
  });

  it('refuses a short password and an impossible email', async () => {
    const response = await nobody.request(
      'POST',
      '/api/setup',
      setupOf('AAAA-AAAA', { password: 'short', email: '@' }),
    );
    expect(response.status).toBe(422);
    const { errors = [] } = (await response.json()) as Problem;
    expect(errors.map(({ path }) => path)).toEqual(['email', 'password']);
  });

  it('refuses an older code once a newer one was printed, by whichever process', async () => {
    const older = await test.app.get(IdentityService).prepareFirstVisit();
    await test.app.get(IdentityService).prepareFirstVisit();
    expect((await nobody.request('POST', '/api/setup', setupOf(older!))).status).toBe(422);
  });

  it('slows down who guesses the code', async () => {
    await test.app.get(IdentityService).prepareFirstVisit();
    for (let guess = 0; guess < 5; guess++) await nobody.request('POST', '/api/setup', setupOf(`AAAA-AAA${guess}`));
    const response = await nobody.request('POST', '/api/setup', setupOf('AAAA-AAAA'));
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
  });

  it('makes one owner and one workspace, also when several come at once', async () => {
    const code = await test.app.get(IdentityService).prepareFirstVisit();
    const announced = nextOf(test.app.get(Events), WorkspaceCreated);
    expect(code).toMatch(/^\w{4}-\w{4}$/);
    const visits = await Promise.all(
      ['ada', 'bob', 'eve'].map((name) =>
        nobody.request('POST', '/api/setup', setupOf(code!.toLowerCase(), { email: `${name}@example.com` })),
      ),
    );
    expect(visits.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const made = visits.find(({ status }) => status === 201)!;
    expect(await made.json()).toMatchObject({
      setupNeeded: false,
      workspace: { name: 'Analytical Engines' },
      role: 'owner',
    });
    expect(await sessionOf(nobody, tokenOf(made))).toMatchObject({ role: 'owner' });
    const [workspace, ...others] = await workspacesOf(test);
    expect(others).toEqual([]);
    expect(await announced).toEqual({ workspaceId: workspace?.id });
    expect(await test.database.asSystem(() => test.database.sql('select id from users'))).toHaveLength(1);
  });

  it('is over then: no code is printed and none is taken', async () => {
    expect(await test.app.get(IdentityService).prepareFirstVisit()).toBeUndefined();
    const response = await nobody.request('POST', '/api/setup', setupOf('AAAA-AAAA'));
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'setup.done' });
  });
});

describe('the first owner', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await testApp();
  });
  afterAll(() => test.stop());

  it('has no second one, however close they come', async () => {
    const owners = test.app.get(OwnersService);
    const people = ['ada', 'bob', 'eve', 'mia', 'tom'].map((name) => ({ name, email: `${name}@example.com` }));
    const made = await Promise.allSettled(
      people.map((person) => owners.create({ ...person, passwordHash: 'none', workspace: person.name })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await workspacesOf(test)).toHaveLength(1);
  });
});

describe('an owner from the settings', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await testApp({
      ...{ QD_OWNER_EMAIL: 'Ada@example.com', QD_OWNER_PASSWORD: PASSWORD, QD_PUBLIC_URL: 'https://deck.example.com' },
    });
  });
  afterAll(() => test.stop());

  it('is made at the first start, and only then', async () => {
    const identity = test.app.get(IdentityService);
    const starts = await Promise.all([identity.createOwnerFromConfig(), identity.createOwnerFromConfig()]);
    expect(starts.sort()).toEqual([false, true]);
    expect(await identity.createOwnerFromConfig()).toBe(false);
    expect(await identity.prepareFirstVisit()).toBeUndefined();
  });

  it('signs in, with a cookie that travels only by https where the public address says so', async () => {
    const response = await signIn(test.client());
    expect(response.status).toBe(200);
    expect(cookieOf(response)).toMatch(/; Secure/);
  });
});

describe('people', () => {
  let test: TestApp;
  let nobody: TestClient;
  let clock: ReturnType<typeof stop>;
  beforeAll(async () => {
    test = await testApp({ QD_OWNER_EMAIL: EMAIL, QD_OWNER_PASSWORD: PASSWORD, QD_TRUST_PROXY: 'on' });
    nobody = test.client();
    clock = stop(test.app.get(Clock));
    await test.app.get(IdentityService).createOwnerFromConfig();
  });
  afterAll(() => test.stop());
  /** Whatever was tried before is forgotten. */
  beforeEach(() => clock.pass(16 * MINUTE_MS));

  it('sign in with a cookie that no script can read, for thirty days', async () => {
    const response = await signIn(nobody, PASSWORD, 'ADA@example.com');
    expect(response.status).toBe(200);
    const [cookie, ...flags] = cookieOf(response).split('; ');
    expect(cookie).toMatch(/^qd_session=qd_session_[\w-]{43}$/);
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax']);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ user: { email: EMAIL, name: 'ada' }, role: 'owner', setupNeeded: false });
    expect(body).not.toMatch(/qd_session|argon2|hash/i);
  });

  it('get a cookie for https alone where a trusted proxy says that they came by it', async () => {
    expect(cookieOf(await signIn(nobody, PASSWORD, EMAIL, { 'x-forwarded-proto': 'https' }))).toMatch(/; Secure/);
  });

  it('get another session each time, and lose the one they came with', async () => {
    const first = tokenOf(await signIn(nobody));
    const second = tokenOf(await signIn(nobody, PASSWORD, EMAIL, { cookie: `qd_session=${first}` }));
    expect(second).not.toBe(first);
    expect(await sessionOf(nobody, first)).toMatchObject({ user: null });
    expect(await sessionOf(nobody, second)).toMatchObject({ user: { email: EMAIL } });
  });

  it('never get a session that somebody else has chosen', async () => {
    const planted = `qd_session_${'A'.repeat(43)}`;
    const token = tokenOf(await signIn(nobody, PASSWORD, EMAIL, { cookie: `qd_session=${planted}` }));
    expect(token).not.toBe(planted);
    expect(await sessionOf(nobody, planted)).toMatchObject({ user: null });
  });

  it('sign out, and the session is worth nothing from then on', async () => {
    const token = tokenOf(await signIn(nobody));
    const out = await nobody.request('DELETE', '/api/session', undefined, { cookie: `qd_session=${token}` });
    expect(out.status).toBe(204);
    expect(cookieOf(out)).toMatch(/^qd_session=; Max-Age=0; Path=\//);
    expect(await sessionOf(nobody, token)).toMatchObject({ user: null });
  });

  it('stay signed in while they come back, and are asked again after thirty days away', async () => {
    const token = tokenOf(await signIn(nobody));
    clock.pass(29 * DAY_MS);
    expect(await sessionOf(nobody, token)).toMatchObject({ user: { email: EMAIL } });
    clock.pass(29 * DAY_MS);
    expect(await sessionOf(nobody, token)).toMatchObject({ user: { email: EMAIL } });
    clock.pass(31 * DAY_MS);
    expect(await sessionOf(nobody, token)).toMatchObject({ user: null });
  });

  it('lose a dead cookie when they come with it', async () => {
    const dead = { cookie: 'qd_session=qd_session_dead' };
    expect(cookieOf(await nobody.request('GET', '/api/session', undefined, dead))).toMatch(/^qd_session=; Max-Age=0/);
    expect(cookieOf(await nobody.request('GET', '/api/session'))).toBe('');
  });

  it('are told the same for a wrong password and for an email that nobody has', async () => {
    const wrong = await signIn(nobody, 'a wrong password');
    const unknown = await signIn(nobody, PASSWORD, 'eve@example.com');
    const [one, other] = [(await wrong.json()) as Problem, (await unknown.json()) as Problem];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(one).toMatchObject({ code: 'sign-in.wrong' });
    expect({ ...one, requestId: '' }).toEqual({ ...other, requestId: '' });
    expect(cookieOf(wrong)).toBe('');
  });

  it('cost as much work when nobody has that email', async () => {
    const verificationsOf = async (email: string) => {
      let begun = 0;
      // Argon2 is worked on outside of the event loop, under no name of its own.
      const hook = createHook({ init: (_, type) => void (begun += Number(type === 'undefined')) }).enable();
      for (let attempt = 0; attempt < 4; attempt++) await signIn(nobody, 'a wrong password', email);
      hook.disable();
      return begun;
    };
    expect(await verificationsOf(EMAIL)).toBe(4);
    expect(await verificationsOf('eve@example.com')).toBe(4);
  });

  it('wait after five wrong passwords, even with the right one, and are told how long', async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      expect((await signIn(nobody, 'a wrong password')).status).toBe(401);
      clock.pass(MINUTE_MS);
    }
    const refused = await signIn(nobody);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('600');
    expect(await refused.json()).toMatchObject({
      code: 'sign-in.throttled',
      detail: expect.stringContaining('10 minutes'),
    });
    clock.pass(10 * MINUTE_MS - 1);
    expect((await signIn(nobody)).status).toBe(429);
    clock.pass(1);
    expect((await signIn(nobody)).status).toBe(200);
  });

  it('gain nothing from guessing many at once', async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn(nobody, 'a wrong password')));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it('may mistype now and then: a success is no guess', async () => {
    for (let visit = 0; visit < 7; visit++) expect((await signIn(nobody)).status).toBe(200);
  });

  it('from one address guess at most twenty times, whosever email it is', async () => {
    for (let guess = 0; guess < 20; guess++) await signIn(nobody, 'a guess', `person-${guess}@example.com`);
    expect((await signIn(nobody, 'a guess', 'person-21@example.com')).status).toBe(429);
  });

  it('cannot invent an address: it is the one that the proxy has seen', async () => {
    for (let guess = 0; guess < 20; guess++) {
      const invented = { 'x-forwarded-for': `10.0.0.${guess}, 192.0.2.7` };
      await signIn(nobody, 'a guess', `person-${guess}@example.com`, invented);
    }
    const other = { 'x-forwarded-for': '192.0.2.7, 192.0.2.8' };
    const same = { 'x-forwarded-for': '192.0.2.8, 192.0.2.7' };
    expect((await signIn(nobody, 'a guess', 'person-21@example.com', same)).status).toBe(429);
    expect((await signIn(nobody, 'a guess', 'person-21@example.com', other)).status).toBe(401);
  });

  it('forget attempts that are long ago', async () => {
    await signIn(nobody, 'a wrong password', 'old@example.com');
    clock.pass(24 * 60 * MINUTE_MS);
    await signIn(nobody, 'a wrong password');
    const old = await test.database.asSystem(() =>
      test.database.sql(`select id from sign_in_attempts where email = 'old@example.com'`),
    );
    expect(old).toEqual([]);
  });

  it('are not signed in or out by another web site', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const response = await signIn(nobody, PASSWORD, EMAIL, foreign);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'request.foreign-origin' });
    const token = tokenOf(await signIn(nobody));
    const cookie = `qd_session=${token}`;
    expect((await nobody.request('DELETE', '/api/session', undefined, { ...foreign, cookie })).status).toBe(403);
    expect(await sessionOf(nobody, token)).toMatchObject({ user: { email: EMAIL } });
  });

  it('who are locked out get a new password, which ends every session of theirs', async () => {
    const token = tokenOf(await signIn(nobody));
    for (let attempt = 0; attempt < 5; attempt++) await signIn(nobody, 'a wrong password');
    const password = await test.app.get(IdentityService).resetPassword('ADA@example.com');
    expect(await sessionOf(nobody, token)).toMatchObject({ user: null });
    expect((await signIn(nobody)).status).toBe(401);
    expect((await signIn(nobody, password)).status).toBe(200);
    await expect(test.app.get(IdentityService).resetPassword('eve@example.com')).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('whose session ended in another process are refused here within seconds', async () => {
    const password = await test.app.get(IdentityService).resetPassword(EMAIL);
    const token = tokenOf(await signIn(nobody, password));
    expect(await sessionOf(nobody, token)).toMatchObject({ role: 'owner' });
    await test.database.asSystem(() => test.database.sql('delete from sessions'));
    clock.pass(BELIEVED_MS);
    expect(await sessionOf(nobody, token)).toMatchObject({ role: null });
  });
});
