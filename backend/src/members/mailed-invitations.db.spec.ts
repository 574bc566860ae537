import { invitationRoutes, type NewInvitation } from '@quarterdeck/sdk/api/invitations';
import { Clock } from '../platform/clock.js';
import { testMailServer, type TestMailServer } from '../platform/testing/mail-server.js';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

const HOUR_MS = 3_600_000;

describe('invitations by mail', () => {
  let mail: TestMailServer;
  let test: TestApp;
  let home: TestWorkspace;
  const now = Date.now();
  beforeAll(async () => {
    mail = await testMailServer();
    test = await testApp(mail.settings);
    test.app.get(Clock).now = () => now;
  });
  beforeEach(async () => {
    mail.letters.length = 0;
    home = await test.workspace('Home');
  });
  afterAll(async () => {
    await test.stop();
    await mail.stop();
  });

  const bodyFor = (email: string | null): Partial<NewInvitation> => ({
    ...{ role: 'viewer', email },
    expiresAt: new Date(now + HOUR_MS).toISOString(),
  });
  const invite = (email: string | null, { owner } = home) => owner.request('POST', '/api/invitations', bodyFor(email));

  it('reach one address five times a day, from all workspaces together, and say what to do then', async () => {
    const away = await test.workspace('Away');
    for (let time = 0; time < 4; time++) expect((await invite('Ada@example.com')).status).toBe(201);
    expect((await invite('ada@example.com', away)).status).toBe(201);
    const refused = await invite('ada@example.com', away);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBe((24 * HOUR_MS) / 1000);
    expect(await refused.json()).toMatchObject({
      code: 'invitation.too-many-mails',
      detail: expect.stringMatching(/without an address.*24 hours/),
    });
    expect(mail.letters).toHaveLength(5);
    expect((await away.owner.call(invitationRoutes.list, {})).invitations).toHaveLength(1);
    expect((await invite('eve@example.com')).status).toBe(201);
    expect((await invite(null)).status).toBe(201);
    await test.database.asSystem(() => test.database.sql(`update sign_in_attempts set at = at - interval '24 hours'`));
    expect((await invite('ada@example.com')).status).toBe(201);
  });

  it('speak the language of who invites', async () => {
    const body = { ...bodyFor('zoe@example.com'), language: 'fr' };
    expect((await home.owner.request('POST', '/api/invitations', body)).status).toBe(201);
    expect(mail.letters.at(-1)?.text).toContain('vous invite dans l’espace de travail «\u00a0Home\u00a0»');
  });

  it('leave a workspace fifty times a day', async () => {
    for (let time = 0; time < 50; time++) expect((await invite(`p${String(time)}@example.com`)).status).toBe(201);
    expect((await invite('one-more@example.com')).status).toBe(429);
    expect((await invite('one-more@example.com', await test.workspace('Away'))).status).toBe(201);
    expect(mail.letters).toHaveLength(51);
  });

  it('that the mail server did not take are not counted', async () => {
    await mail.stop();
    for (let time = 0; time < 6; time++) expect((await invite('away@example.com')).status).toBe(201);
  });
});

describe('the list of invitations', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await testApp();
  });
  afterAll(() => test.stop());

  it('comes in pages: open ones first, then the newest first, none twice and none left out', async () => {
    let now = Date.now();
    test.app.get(Clock).now = () => now;
    const { owner } = await test.workspace('Home');
    const made: string[] = [];
    for (let time = 0; time < 7; time++) {
      const expiresAt = new Date(now + (time < 2 ? 10 * HOUR_MS : 61_000)).toISOString();
      const { invitation } = await owner.call(invitationRoutes.create, { body: { role: 'viewer', expiresAt } });
      made.push(invitation.id);
      now += 1;
    }
    now += HOUR_MS;
    const found: string[][] = [];
    for (let before: string | undefined, more = true; more;) {
      const query = { limit: 3, ...(before === undefined ? {} : { before }) };
      const { invitations, next } = await owner.call(invitationRoutes.list, { query });
      found.push(invitations.map(({ id }) => id));
      [before, more] = [next ?? undefined, next !== null];
    }
    expect(found.map(({ length }) => length)).toEqual([3, 3, 1]);
    const [first, second, ...ended] = made;
    expect(found.flat()).toEqual([second, first, ...ended.reverse()]);
    expect((await owner.request('GET', '/api/invitations?limit=101')).status).toBe(422);
  });
});
