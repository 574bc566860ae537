import { auditRoutes, type AuditEntry, type AuditQuestion } from '@quarterdeck/sdk/api/audit';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { discussionRoutes } from '@quarterdeck/sdk/api/discussions';
import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { memberRoutes, type Member } from '@quarterdeck/sdk/api/members';
import { metricContentsRoutes } from '@quarterdeck/sdk/api/metric-contents';
import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { trashRoutes } from '@quarterdeck/sdk/api/trash';
import { Clock } from '../platform/clock.js';
import { defineEvent, Events } from '../platform/events.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';
import { AuditService } from './audit.service.js';
import { hashPassword } from '../identity/passwords.js';

const Painted = defineEvent<{ workspaceId: string; name: string }>('painted');
const DAY_MS = 86_400_000;

describe('the audit of a workspace', () => {
  let test: TestApp;
  let home: TestWorkspace;
  beforeAll(async () => {
    test = await testApp({ QD_AUDIT_DAYS: '30' });
    test.app
      .get(AuditService)
      .record(Painted, ({ workspaceId, name }) => ({ workspaceId, subject: { kind: 'wall', id: '1', name } }));
  });
  beforeEach(async () => {
    home = await test.workspace('Home');
  });
  afterAll(() => test.stop());

  const list = (client: TestClient, query: AuditQuestion = {}) => client.call(auditRoutes.list, { query });
  /** Until every event has reached its handlers. */
  const deliver = async () => {
    const patience = AbortSignal.timeout(10_000);
    while ((await test.database.asSystem(() => test.database.sql('select from events'))).length > 0) {
      patience.throwIfAborted();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const paint = (...names: string[]) =>
    test.database.asSystem(async () => {
      for (const name of names) await test.app.get(Events).announce(Painted, { workspaceId: home.id, name });
    });
  const kinds = (entries: readonly AuditEntry[]) => entries.map(({ kind }) => kind);

  it('finds what something was called before without reading the whole audit, which it does with every event', async () => {
    const plan = await test.database.asSystem(async () => {
      await test.database.sql(
        `insert into audit_entries (workspace_id, event_id, at, kind, actor_kind, actor_id, actor_name, subject_kind,
                                    subject_id, subject_name, details)
         select $1, 1e9 + n, now(), 'saved', 'user', '', '', 'dashboard', n % 100, '', '{}' from generate_series(1, 20000) n`,
        [home.id],
      );
      await test.database.sql('analyze audit_entries');
      const found = await test.database.sql(
        `explain select subject_name from audit_entries
          where workspace_id = $1 and subject_kind = 'comment' and subject_id = 'new' order by event_id desc limit 1`,
        [home.id],
      );
      await test.database.sql('delete from audit_entries where workspace_id = $1', [home.id]);
      return found;
    });
    expect(JSON.stringify(plan)).toContain('audit_entries_subject');
  });

  it('tells who did what, when, to what and from where', async () => {
    const { id } = await home.editor.call(dashboardRoutes.create, { body: { title: 'Orders' } });
    await home.owner.call(identityRoutes.createApiKey, { body: { name: 'Plant 7', expiresAt: null } });
    await home.editor.call(dashboardRoutes.remove, { params: { id } });
    await deliver();
    const { entries } = await list(home.owner);
    expect(kinds(entries)).toEqual(['dashboard-removed', 'api-key-created', 'dashboard-saved']);
    expect(entries[2]).toMatchObject({
      actor: { kind: 'user', name: 'editor' },
      address: '127.0.0.1',
      subject: { kind: 'dashboard', id, name: 'Orders' },
      details: { version: 1 },
    });
    expect(entries[0]).toMatchObject({ subject: { id, name: 'Orders' } });
  });

  it('tells what became of a dashboard in the trash, and what was written', async () => {
    const { id } = await home.editor.call(dashboardRoutes.create, { body: { title: 'Ships' } });
    await home.viewer.call(discussionRoutes.start, {
      params: { id },
      body: { subject: { kind: 'dashboard' }, text: 'Why?' },
    });
    await home.editor.call(dashboardRoutes.remove, { params: { id } });
    await home.editor.call(trashRoutes.restore, { params: { id } });
    await home.editor.call(dashboardRoutes.remove, { params: { id } });
    await home.owner.call(trashRoutes.remove, { params: { id } });
    await deliver();
    const { entries } = await list(home.owner);
    expect(kinds(entries)).toEqual([
      'dashboard-erased',
      'dashboard-removed',
      'dashboard-restored',
      'dashboard-saved',
      'dashboard-removed',
      'comment-written',
      'dashboard-saved',
    ]);
    expect(entries[0]).toMatchObject({ subject: { kind: 'dashboard', id, name: 'Ships' } });
    expect(entries[5]).toMatchObject({ actor: { name: 'viewer' }, subject: { kind: 'comment' } });
  });

  it('tells of roles and removals, and of what the server did by itself', async () => {
    const viewer = (await home.owner.call(memberRoutes.list, {})).find(({ role }) => role === 'viewer');
    const params = { id: viewer?.id ?? '' };
    await home.owner.call(memberRoutes.changeRole, { params, body: { role: 'editor' } });
    await home.owner.call(memberRoutes.remove, { params });
    await paint('north');
    await deliver();
    const { entries } = await list(home.owner);
    expect(entries).toMatchObject([
      { kind: 'painted', actor: { kind: 'system' }, address: null },
      { kind: 'member-removed', actor: { name: 'owner' }, subject: { id: params.id, name: 'viewer' } },
      { kind: 'role-changed', details: { from: 'viewer', to: 'editor' } },
    ]);
  });

  it('tells what somebody said of a metric, only what changed by that, and who deleted it', async () => {
    await test.client(home.pointsKey).request('POST', '/api/points', [{ metric: 'orders', time: 0, value: 1 }]);
    const params = { name: 'orders' };
    await home.editor.call(metricsRoutes.describe, { params, body: { kind: 'delta', additivity: 'additive' } });
    await home.editor.call(metricsRoutes.describe, { params, body: { kind: 'delta' } });
    await deliver();
    const { entries } = await list(home.owner);
    expect(entries).toMatchObject([
      { kind: 'metric-described', actor: { name: 'editor' }, subject: { kind: 'metric', name: 'orders' } },
    ]);
    expect(entries[0]?.details).toEqual({ kind: 'delta' });
    await home.owner.call(metricContentsRoutes.remove, { params, body: { name: 'orders' } });
    await deliver();
    expect((await list(home.owner)).entries).toMatchObject([
      { kind: 'metric-removed', actor: { name: 'owner' }, subject: { kind: 'metric', name: 'orders' } },
      { kind: 'metric-described' },
    ]);
  });

  it('tells of sign-ins and of failed ones, and never a password', async () => {
    const members = await home.owner.call(memberRoutes.list, {});
    const { id, email } = members.find(({ role }) => role === 'owner') as Member;
    const passwordHash = await hashPassword('a long and quiet watch');
    await test.database.asSystem(() =>
      test.database.sql('update users set password_hash = $2 where id = $1', [id, passwordHash]),
    );
    // With the session of somebody else in the browser: whose guess it is, nobody knows.
    const enter = (password: string) => home.viewer.request('POST', '/api/session', { email, password });
    await enter('a wrong password');
    expect((await enter('a long and quiet watch')).status).toBe(200);
    await test.client().request('POST', '/api/session', { email: 'nobody@example.com', password: 'a guess' });
    await deliver();
    const { entries } = await list(home.owner);
    expect(entries).toMatchObject([
      { kind: 'signed-in', actor: { kind: 'user', id } },
      { kind: 'sign-in-failed', actor: { kind: 'unknown' }, subject: { id }, address: '127.0.0.1' },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/wrong password|quiet watch|nobody@/);
  });

  it('writes an event once, also when it is delivered again', async () => {
    await paint('north');
    await deliver();
    await test.database.asSystem(() =>
      test.database.sql(
        `insert into events (name, body, id) overriding system value
         select 'painted', $1, event_id from audit_entries where workspace_id = $2`,
        [JSON.stringify({ workspaceId: home.id, name: 'north' }), home.id],
      ),
    );
    await deliver();
    expect((await list(home.owner)).entries).toHaveLength(1);
  });

  it('is for owners only, and of one workspace only', async () => {
    await paint('north');
    await deliver();
    for (const path of ['/api/audit', '/api/audit/file']) {
      for (const person of [home.editor, home.viewer]) expect((await person.request('GET', path)).status).toBe(403);
      expect((await test.client().request('GET', path)).status).toBe(401);
    }
    const away = await test.workspace('Away');
    expect(await list(away.owner)).toEqual({ entries: [], next: null });
    expect(await (await away.owner.request('GET', '/api/audit/file')).text()).not.toContain('painted');
  });

  it('is changed by nobody, not even with the rights of a workspace', async () => {
    await paint('north');
    await deliver();
    for (const sql of ['delete from audit_entries', `update audit_entries set kind = ''`])
      await expect(test.database.within(home.actor, () => test.database.sql(sql))).rejects.toThrow('permission denied');
  });

  it('comes in pages that lose and repeat nothing', async () => {
    await paint(...Array.from({ length: 120 }, (_, at) => `wall ${at}`));
    await deliver();
    const names: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list(home.owner, cursor ? { cursor } : {});
      names.push(...page.entries.map(({ subject }) => subject.name));
      cursor = page.next;
    } while (cursor !== null);
    expect(names).toEqual(Array.from({ length: 120 }, (_, at) => `wall ${119 - at}`));
  });

  it('is narrowed to a person, a kind and a period', async () => {
    await home.editor.call(dashboardRoutes.create, { body: { title: 'Orders' } });
    await paint('north');
    await deliver();
    const { id = '' } = (await home.owner.call(memberRoutes.list, {})).find(({ role }) => role === 'editor') ?? {};
    expect(kinds((await list(home.owner, { actor: id })).entries)).toEqual(['dashboard-saved']);
    expect(kinds((await list(home.owner, { kind: 'painted' })).entries)).toEqual(['painted']);
    const soon = new Date(Date.now() + DAY_MS).toISOString();
    expect((await list(home.owner, { from: soon })).entries).toEqual([]);
    expect((await list(home.owner, { to: soon })).entries).toHaveLength(2);
    expect((await home.owner.request('GET', '/api/audit?from=yesterday')).status).toBe(422);
  });

  it('is given as a file', async () => {
    await paint('=north');
    await deliver();
    const reply = await home.owner.request('GET', '/api/audit/file?kind=painted');
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toContain('audit.csv');
    expect((await reply.text()).split('\r\n')[1]).toContain(`"'=north"`);
  });

  it('is kept as long as the settings say', async () => {
    await paint('north');
    await deliver();
    const clock = test.app.get(Clock);
    const now = Date.now() + 31 * DAY_MS;
    clock.now = () => now;
    await paint('south');
    await deliver();
    clock.now = () => Date.now();
    expect((await list(home.owner)).entries.map(({ subject }) => subject.name)).toEqual([]);
  });
});
