import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { invitationRoutes } from '@quarterdeck/sdk/api/invitations';
import { Clock } from '../../platform/clock.js';
import { testMailServer, type TestMailServer } from '../../platform/testing/mail-server.js';
import { testApp, type TestApp, type TestClient } from '../../platform/testing/test-app.js';
import { IdentityService } from '../identity.service.js';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery';
const NEXT = 'staple the battery to it';
const HOUR_MS = 3_600_000;

describe('a new password by mail', () => {
  let mail: TestMailServer;
  let test: TestApp;
  let nobody: TestClient;
  beforeEach(async () => {
    mail = await testMailServer();
    test = await testApp({ QD_OWNER_EMAIL: EMAIL, QD_OWNER_PASSWORD: PASSWORD, ...mail.settings });
    nobody = test.client();
    await test.app.get(IdentityService).createOwnerFromConfig();
  });
  afterEach(async () => {
    await test.stop();
    await mail.stop();
  });

  const ask = (email = EMAIL, headers = {}) => nobody.request('POST', '/api/password-resets', { email }, headers);
  const use = (token: string, password = NEXT) =>
    nobody.request('POST', '/api/password-resets/use', { token, password });
  const enter = (password: string) => nobody.request('POST', '/api/session', { email: EMAIL, password });
  const quiet = async () => {
    const patience = AbortSignal.timeout(10_000);
    const open = () =>
      test.database.asSystem(() =>
        test.database.sql(`select from events
           union all select from pgboss.job where name = 'identity.send-reset' and state < 'completed'`),
      );
    while ((await open()).length > 0) {
      patience.throwIfAborted();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const mailedToken = async () => {
    await ask();
    await quiet();
    return /\/reset#(\S+)/.exec(mail.letters.at(-1)?.text ?? '')?.[1] ?? '';
  };

  it('comes as a link of the public address, to that person alone, and is kept as a hash', async () => {
    expect((await ask('ADA@example.com', { host: 'evil.example' })).status).toBe(204);
    await quiet();
    expect(mail.letters).toHaveLength(1);
    const [{ to, text } = { to: [], text: '' }] = mail.letters;
    expect(to).toEqual([EMAIL]);
    const token = /http:\/\/deck\.example\.com\/reset#(qd_reset_[\w-]{43})/.exec(text)?.[1] ?? 'none';
    expect(text).not.toContain('evil');
    const rows = await test.database.asSystem(() => test.database.sql('select * from password_resets'));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('speaks the language of the page on which it was asked for', async () => {
    const asked = (language: string) => nobody.request('POST', '/api/password-resets', { email: EMAIL, language });
    expect((await asked('fr')).status).toBe(204);
    await quiet();
    expect(mail.letters.at(-1)?.text).toMatch(/Bonjour .*quelqu’un a demandé un nouveau mot de passe/s);
    expect((await asked('tlh')).status).toBe(422);
  });

  it('ends every session, works once, and lets the person in', async () => {
    const cookie = (await enter(PASSWORD)).headers.get('set-cookie')?.split(';')[0] ?? '';
    const token = await mailedToken();
    expect((await use(token)).status).toBe(204);
    expect((await nobody.request('GET', '/api/members', undefined, { cookie })).status).toBe(401);
    expect([(await enter(PASSWORD)).status, (await enter(NEXT)).status]).toEqual([401, 200]);
    const again = await use(token, 'yet another long one');
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'password-reset.ended' });
    expect((await enter(NEXT)).status).toBe(200);
  });

  it('is asked for without telling whether anybody has that email', async () => {
    const known = await ask();
    const unknown = await ask('eve@example.com');
    await quiet();
    expect([known.status, unknown.status]).toEqual([204, 204]);
    expect(mail.letters.map(({ to }) => to)).toEqual([[EMAIL]]);
  });

  it('lives an hour, and only the last one counts', async () => {
    const first = await mailedToken();
    const second = await mailedToken();
    expect((await use(first)).status).toBe(409);
    const clock = test.app.get(Clock);
    const end = Date.now() + HOUR_MS + 60_000;
    clock.now = () => end;
    expect((await use(second)).status).toBe(409);
    expect((await enter(PASSWORD)).status).toBe(200);
  });

  it('is mailed five times an hour, as long as a link lives, and no more', async () => {
    for (let time = 0; time < 5; time++) expect((await ask()).status).toBe(204);
    const clock = test.app.get(Clock);
    const begun = Date.now();
    clock.now = () => begun + HOUR_MS - 60_000;
    const refused = await ask();
    expect([refused.status, Number(refused.headers.get('retry-after')) <= HOUR_MS / 1000]).toEqual([429, true]);
    expect((await enter(PASSWORD)).status).toBe(200);
    clock.now = () => begun + HOUR_MS + 60_000;
    expect((await ask()).status).toBe(204);
  });

  it('ends with a password that was chosen otherwise, by the person or on the server', async () => {
    const cookie = (await enter(PASSWORD)).headers.get('set-cookie')?.split(';')[0] ?? '';
    const first = await mailedToken();
    const change = { current: PASSWORD, password: NEXT };
    expect((await nobody.request('POST', '/api/profile/password', change, { cookie })).status).toBe(204);
    expect((await use(first, 'what an eavesdropper wants')).status).toBe(409);
    expect((await enter(NEXT)).status).toBe(200);
    const second = await mailedToken();
    await test.app.get(IdentityService).resetPassword(EMAIL);
    expect((await use(second, 'what an eavesdropper wants')).status).toBe(409);
  });

  it('wants a password that is long enough', async () => {
    expect((await use(await mailedToken(), 'short')).status).toBe(422);
    expect((await use('qd_reset_guess')).status).toBe(409);
  });

  it('comes with invitations, too, which are made all the same when the mail server is away', async () => {
    const home = await test.workspace('Home');
    const invite = () =>
      home.owner.call(invitationRoutes.create, {
        body: { role: 'viewer', email: 'new@example.com', expiresAt: new Date(Date.now() + HOUR_MS).toISOString() },
      });
    const { mailed, token } = await invite();
    expect(mailed).toBe(true);
    expect(mail.letters.at(-1)).toMatchObject({ to: ['new@example.com'] });
    expect(mail.letters.at(-1)?.text).toContain(`http://deck.example.com/join#${token}`);
    await mail.stop();
    expect(await invite()).toMatchObject({ mailed: false, token: expect.stringMatching(/^qd_invite_/) });
  });
});

describe('a mail server that takes its time', () => {
  it('holds up none of the news that others wait for', async () => {
    const held = new Set<Socket>();
    const silent = createServer((socket) => void held.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const test = await testApp({
      ...{ QD_OWNER_EMAIL: EMAIL, QD_OWNER_PASSWORD: PASSWORD },
      ...{ QD_SMTP_URL: `smtp://127.0.0.1:${String(port)}`, QD_MAIL_FROM: 'deck@example.com' },
      QD_PUBLIC_URL: 'http://deck.example.com',
    });
    await test.app.get(IdentityService).createOwnerFromConfig();
    const asked = once(silent, 'connection');
    await test.client().request('POST', '/api/password-resets', { email: EMAIL });
    await asked;
    await (await test.workspace()).owner.call(dashboardRoutes.create, { body: { title: 'Orders' } });
    const patience = AbortSignal.timeout(3000);
    const waiting = () => test.database.asSystem(() => test.database.sql('select from events'));
    while ((await waiting()).length > 0 && !patience.aborted) await new Promise((resolve) => setImmediate(resolve));
    expect(await waiting()).toEqual([]);
    silent.close();
    for (const socket of held) socket.destroy();
    await test.stop();
  });
});

describe('a server without mail', () => {
  it('says so', async () => {
    const test = await testApp();
    expect(await (await test.client().request('GET', '/api/mail')).json()).toEqual({ canSend: false });
    const reply = await test.client().request('POST', '/api/password-resets', { email: EMAIL });
    expect(await reply.json()).toMatchObject({ code: 'mail.not-set' });
    await test.stop();
  });

  it('does not start with half of the settings', async () => {
    await expect(testApp({ QD_SMTP_URL: 'smtp://127.0.0.1' })).rejects.toThrow('set QD_MAIL_FROM and QD_PUBLIC_URL');
  });
});
