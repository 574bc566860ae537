import { OpenSession } from '@quarterdeck/sdk/api/profile';
import { testApp, type TestApp, type TestClient } from '../../platform/testing/test-app.js';
import { IdentityService } from '../identity.service.js';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery';
const NEXT = 'staple the battery to it';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('the own account', () => {
  let test: TestApp;
  let nobody: TestClient;
  beforeEach(async () => {
    test = await testApp({ QD_OWNER_EMAIL: EMAIL, QD_OWNER_PASSWORD: PASSWORD });
    nobody = test.client();
    await test.app.get(IdentityService).createOwnerFromConfig();
  });
  afterEach(() => test.stop());

  const enter = (password = PASSWORD) =>
    nobody.request('POST', '/api/session', { email: EMAIL, password }, { 'user-agent': FIREFOX });
  /** A browser that is signed in. */
  const browser = async (password = PASSWORD) => {
    const cookie = (await enter(password)).headers.get('set-cookie')?.split(';')[0] ?? '';
    return (method: string, path: string, body?: unknown) => nobody.request(method, path, body, { cookie });
  };
  type Browser = Awaited<ReturnType<typeof browser>>;
  const sessions = async (of: Browser) =>
    OpenSession.array().parse(await (await of('GET', '/api/profile/sessions')).json());

  it('lists where one is signed in, the asking browser first and marked', async () => {
    const [first, second] = [await browser(), await browser()];
    const seen = await sessions(first);
    expect(seen.map(({ current }) => current)).toEqual([true, false]);
    expect(seen[0]).toMatchObject({
      browser: 'Firefox',
      system: 'Linux',
      address: '127.0.0.1',
      workspace: 'My workspace',
    });
    expect((await sessions(second))[0]?.id).toBe(seen[1]?.id);
    expect(JSON.stringify(seen)).not.toMatch(/hash|qd_session/);
  });

  it('signs out one browser, or all others, at once', async () => {
    const [first, second, third] = [await browser(), await browser(), await browser()];
    const [, other] = await sessions(third);
    expect((await third('DELETE', `/api/profile/sessions/${other?.id ?? ''}`)).status).toBe(204);
    expect([(await first('GET', '/api/members')).status, (await second('GET', '/api/members')).status].sort()).toEqual([
      200, 401,
    ]);
    expect((await third('DELETE', '/api/profile/sessions')).status).toBe(204);
    expect(await sessions(third)).toHaveLength(1);
    expect([(await first('GET', '/api/members')).status, (await second('GET', '/api/members')).status]).toEqual([
      401, 401,
    ]);
  });

  it('is called by one line, which stands in mails', async () => {
    const mine = await browser();
    for (const name of ['Ada\n\nhttps://evil.example', 'Ada\r\nBcc: eve@example.com', 'Ada\u202eevil', 'A\u0007'])
      expect([name, (await mine('PUT', '/api/profile', { name })).status]).toEqual([name, 422]);
    expect((await mine('PUT', '/api/profile', { name: 'Zoë O’Hara 👩‍🚀 نی‌ما' })).status).toBe(200);
  });

  it('reaches no session of somebody else', async () => {
    const mine = await browser();
    const [session] = await sessions(mine);
    const { owner } = await test.workspace('Theirs');
    expect((await owner.request('DELETE', `/api/profile/sessions/${session?.id ?? ''}`)).status).toBe(404);
    await owner.request('DELETE', '/api/profile/sessions');
    expect((await mine('GET', '/api/members')).status).toBe(200);
  });

  it('takes a new password with the old one, and signs out everywhere else where that is wanted', async () => {
    const [mine, other] = [await browser(), await browser()];
    const change = { current: PASSWORD, password: NEXT };
    expect((await mine('POST', '/api/profile/password', { ...change, endOthers: false })).status).toBe(204);
    expect((await other('GET', '/api/members')).status).toBe(200);
    expect((await enter()).status).toBe(401);
    const again = { current: NEXT, password: PASSWORD };
    expect((await mine('POST', '/api/profile/password', again)).status).toBe(204);
    expect((await other('GET', '/api/members')).status).toBe(401);
    expect((await mine('GET', '/api/members')).status).toBe(200);
  });

  it('keeps its password from who only found an open browser, who is slowed down', async () => {
    const mine = await browser();
    const guess = () => mine('POST', '/api/profile/password', { current: 'a guess', password: NEXT });
    const reply = await guess();
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ code: 'password.wrong', errors: [{ path: 'current' }] });
    for (let more = 0; more < 4; more++) await guess();
    expect((await guess()).status).toBe(429);
    expect((await enter()).status).toBe(200);
  });

  it('changes its name', async () => {
    const mine = await browser();
    expect(await (await mine('PUT', '/api/profile', { name: ' Ada L. ' })).json()).toMatchObject({
      user: { name: 'Ada L.' },
    });
    expect((await mine('PUT', '/api/profile', { name: ' ' })).status).toBe(422);
  });
});
