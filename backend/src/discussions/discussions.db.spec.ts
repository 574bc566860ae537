import { annotationRoutes } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { discussionRoutes, type Thread, type ThreadSubject } from '@quarterdeck/sdk/api/discussions';
import { folderRoutes } from '@quarterdeck/sdk/api/folders';
import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { notificationRoutes, type Notification } from '@quarterdeck/sdk/api/notifications';
import { sharingRoutes } from '@quarterdeck/sdk/api/sharing';
import { io, type Socket } from 'socket.io-client';
import { describeResource } from '../platform/testing/describe-resource.js';
import { saidSql } from '../platform/testing/said-sql.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const PANEL = {
  id: 'a',
  widget: 'widget-timeseries@1',
  place: { x: 0, y: 0, w: 6, h: 4 },
  queries: [{ source: 'metrics' as const, input: { metric: 'trips' } }],
};
const first = (thread: Thread | undefined) => thread?.comments[0]?.id ?? '';

describe('discussions', () => {
  let app: TestApp;
  let home: TestWorkspace;
  let id: string;
  let resource: string;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    app = await testApp();
  });
  beforeEach(async () => {
    home = await app.workspace();
    id = await dashboard(home);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => app.stop());

  const dashboard = async (of: TestWorkspace, panels = [PANEL]) =>
    (await of.owner.call(dashboardRoutes.create, { body: { title: 'Fleet', panels } })).id;
  const idOf = async (who: TestClient) => (await who.call(identityRoutes.session, {})).user?.id ?? '';
  const start = (who: TestClient, text: string, subject: ThreadSubject = { kind: 'dashboard' }, on = id) =>
    who.call(discussionRoutes.start, { params: { id: on }, body: { subject, text } });
  const reply = (who: TestClient, { id: threadId }: Thread, text: string) =>
    who.call(discussionRoutes.reply, { params: { id, threadId }, body: { text } });
  const list = (who: TestClient = home.viewer, on = id) => who.call(discussionRoutes.list, { params: { id: on } });
  const change = (who: TestClient, commentId: string, text: string, version = 1) =>
    who.call(discussionRoutes.change, { params: { id, commentId }, body: { text, version } });
  const remove = (who: TestClient, commentId: string) =>
    who.call(discussionRoutes.remove, { params: { id, commentId } });
  const settle = (who: TestClient, { id: threadId }: Thread, resolved: boolean) =>
    who.call(discussionRoutes.settle, { params: { id, threadId }, body: { resolved } });
  const note = (of: TestWorkspace, body: object = { metric: 'trips' }) =>
    of.editor.call(annotationRoutes.create, { body: { from: '2026-01-01T00:00:00Z', text: 'Strike', ...body } });

  /** News travel after the answer: looks again until there are as many as expected. */
  async function newsOf(who: TestClient, count: number): Promise<Notification[]> {
    for (;;) {
      const { notifications } = await who.call(notificationRoutes.list, { query: {} });
      if (notifications.length >= count) return notifications;
    }
  }

  describeResource('comments', () => app, {
    path: async (of) => `/api/dashboards/${(resource = await dashboard(of))}/threads`,
    item: (comment) => `/api/dashboards/${resource}/comments/${comment}`,
    idOf: (made) => first(made as Thread),
    idsIn: (listed) => (listed as Thread).comments.map((comment) => comment.id),
    body: { subject: { kind: 'panel', panelId: 'a' }, text: 'Why?' },
    badBodies: [
      {},
      { subject: { kind: 'dashboard' }, text: ' ' },
      { subject: { kind: 'dashboard' }, text: 'x'.repeat(5001) },
      { subject: { kind: 'metric' }, text: 'Why?' },
      { subject: { kind: 'annotation', annotationId: '1' }, text: 'Why?' },
      { subject: { kind: 'dashboard' }, text: `Why, @[${UNKNOWN}]?` },
      [],
    ],
    creator: 'viewer',
    can: { update: () => ({ text: 'Why not?', version: 1 }) },
  });

  it('are written and answered by everybody who may look', async () => {
    const thread = await start(home.viewer, 'Why **so** many?');
    const answered = await reply(home.editor, thread, 'It was a holiday');
    expect(answered.comments).toMatchObject([
      { text: 'Why **so** many?', author: { name: 'viewer' }, editedAt: null, deletedAt: null, version: 1 },
      { text: 'It was a holiday', author: { name: 'editor' } },
    ]);
    expect(await list()).toEqual([answered]);
  });

  it('are kept as they were written, whatever they hold', async () => {
    const text = '<script>alert(1)</script> [x](javascript:alert(1)) ![](https://evil.example/a.png)';
    expect((await start(home.viewer, text)).comments[0]?.text).toBe(text);
  });

  it('are about something that is there', async () => {
    const other = await app.workspace();
    const theirs = await note(other);
    const elsewhere = await note(home, { metric: 'rides' });
    for (const subject of [
      { kind: 'panel', panelId: 'z' },
      { kind: 'annotation', annotationId: UNKNOWN },
      { kind: 'annotation', annotationId: theirs.id },
      { kind: 'annotation', annotationId: elsewhere.id },
    ])
      expect((await home.viewer.request('POST', `/api/dashboards/${id}/threads`, { subject, text: '?' })).status).toBe(
        404,
      );
  });

  it('under a note on a metric are one thread, seen wherever the note is', async () => {
    const { id: annotationId } = await note(home);
    const subject = { kind: 'annotation', annotationId } as const;
    const [one, other] = await Promise.all([start(home.viewer, 'One', subject), start(home.editor, 'Two', subject)]);
    expect(one.id).toBe(other.id);
    const second = await dashboard(home);
    const unrelated = await dashboard(home, []);
    const [seen] = await list(home.viewer, second);
    expect(seen).toMatchObject({ id: one.id, annotation: { id: annotationId, text: 'Strike' } });
    expect(seen?.comments).toHaveLength(2);
    expect(await list(home.viewer, unrelated)).toEqual([]);
    const far = `/api/dashboards/${unrelated}/threads/${one.id}/comments`;
    expect((await home.viewer.request('POST', far, { text: 'From afar' })).status).toBe(404);
    await home.editor.call(annotationRoutes.remove, { params: { id: annotationId } });
    expect(await list(home.viewer, second)).toEqual([]);
  });

  it('are reached through their own dashboard only', async () => {
    const thread = await start(home.viewer, 'Here');
    const second = await dashboard(home);
    const at = `/api/dashboards/${second}/comments/${first(thread)}`;
    expect((await home.viewer.request('PUT', at, { text: 'There', version: 1 })).status).toBe(404);
    expect((await home.owner.request('DELETE', at)).status).toBe(404);
    expect((await home.viewer.request('GET', `${at}/history`)).status).toBe(404);
  });

  it('are resolved and reopened by anybody, and say by whom; open ones come first', async () => {
    const old = await start(home.viewer, 'Old');
    const thread = await start(home.viewer, 'New');
    const resolved = await settle(home.editor, thread, true);
    expect(resolved.resolved).toMatchObject({ by: { name: 'editor' } });
    expect(await settle(home.owner, thread, true)).toEqual(resolved);
    expect((await list()).map((one) => one.id)).toEqual([old.id, thread.id]);
    expect((await settle(home.viewer, thread, false)).resolved).toBeNull();
  });

  it('are changed by their author alone, and keep what they said', async () => {
    const thread = await start(home.viewer, 'Frist');
    await expect(change(home.owner, first(thread), 'Mine')).rejects.toMatchObject({
      problem: { code: 'comment.not-yours' },
    });
    const changed = await change(home.viewer, first(thread), 'First');
    expect(changed.comments[0]).toMatchObject({ text: 'First', version: 2 });
    expect(changed.comments[0]?.editedAt).not.toBeNull();
    await expect(change(home.viewer, first(thread), 'Again', 1)).rejects.toMatchObject({
      status: 409,
      problem: { code: 'comment.changed' },
    });
    const history = await home.editor.call(discussionRoutes.history, { params: { id, commentId: first(thread) } });
    expect(history).toMatchObject([{ before: 'Frist' }]);
  });

  it('leave their place when they were answered, and nothing otherwise', async () => {
    const thread = await start(home.viewer, 'Question');
    const { comments } = await reply(home.editor, thread, 'Answer');
    await expect(remove(home.viewer, comments[1]?.id ?? '')).rejects.toMatchObject({ status: 403 });
    await remove(home.viewer, first(thread));
    const [left] = await list();
    expect(left?.comments).toMatchObject([{ text: '', version: 2 }, { text: 'Answer' }]);
    expect(left?.comments[0]?.deletedAt).not.toBeNull();
    await expect(change(home.viewer, first(thread), 'Back', 2)).rejects.toMatchObject({ status: 404 });
    await remove(home.owner, comments[1]?.id ?? '');
    expect(await list()).toEqual([]);
  });

  it('mention members by id, shown by name, who are told of it once', async () => {
    const [ada, self] = [await idOf(home.editor), await idOf(home.viewer)];
    const thread = await start(home.viewer, `Look, @[${ada}] and @[${self}]`);
    expect(thread.comments[0]?.mentions).toEqual(
      expect.arrayContaining([
        { id: ada, name: 'editor' },
        { id: self, name: 'viewer' },
      ]),
    );
    const [told] = await newsOf(home.editor, 1);
    expect(told).toMatchObject({
      kind: 'comment.mention',
      person: { name: 'viewer' },
      facts: { dashboard: 'Fleet', excerpt: 'Look, @editor and @viewer' },
      link: `/dashboards/${id}?comment=${first(thread)}`,
    });
    await change(home.viewer, first(thread), `Look again, @[${ada}] and @[${home.actor.id}]`);
    await newsOf(home.owner, 1);
    expect(await newsOf(home.editor, 1)).toHaveLength(1);
    expect(await newsOf(home.viewer, 0)).toEqual([]);
  });

  it('ask the database no more for many mentions than for one', async () => {
    const everybody = [await idOf(home.owner), await idOf(home.editor), await idOf(home.viewer)];
    const write = (ids: string[]) =>
      saidSql(app, /from (folders|"?dashboards)/i, () =>
        start(home.owner, `Look ${ids.map((one) => `@[${one}]`).join(' ')}`),
      );
    const one = await write(everybody.slice(2));
    expect((await write(everybody)).length).toBe(one.length);
  });

  it('refuse to mention a stranger, also in a change', async () => {
    const other = await app.workspace();
    const thread = await start(home.viewer, 'Hello');
    const body = { text: `Hello @[${other.actor.id}]`, version: 1 };
    const reply = await home.viewer.request('PUT', `/api/dashboards/${id}/comments/${first(thread)}`, body);
    expect([reply.status, await reply.json()]).toMatchObject([422, { code: 'comment.mention-refused' }]);
    expect(await newsOf(other.owner, 0)).toEqual([]);
  });

  it('are hidden with their dashboard: nobody who may not see it reads, writes, is mentioned or told', async () => {
    const folder = await home.owner.call(folderRoutes.create, { body: { name: 'Board' } });
    const body = { title: 'Secret', panels: [PANEL] };
    const secret = await home.owner.call(dashboardRoutes.create, { body, query: { folder: folder.id } });
    const spoken = await start(home.viewer, 'I was here', undefined, secret.id);
    const grants = { everybody: 'none' as const, members: [] };
    await home.owner.call(folderRoutes.grant, { params: { id: folder.id }, body: grants });
    const at = `/api/dashboards/${secret.id}`;
    const text = 'Still here';
    for (const reply of [
      await home.viewer.request('GET', `${at}/threads`),
      await home.viewer.request('POST', `${at}/threads`, { subject: { kind: 'dashboard' }, text }),
      await home.viewer.request('POST', `${at}/threads/${spoken.id}/comments`, { text }),
      await home.viewer.request('PUT', `${at}/threads/${spoken.id}/state`, { resolved: true }),
      await home.viewer.request('PUT', `${at}/comments/${first(spoken)}`, { text, version: 1 }),
      await home.viewer.request('DELETE', `${at}/comments/${first(spoken)}`),
    ])
      expect(await reply.json()).toMatchObject({ code: 'dashboard.not-found' });
    const mention = { subject: { kind: 'dashboard' }, text: `Psst @[${await idOf(home.viewer)}]` };
    expect((await home.owner.request('POST', `${at}/threads`, mention)).status).toBe(422);
    const params = { id: secret.id, threadId: spoken.id };
    await home.owner.call(discussionRoutes.reply, { params, body: { text: 'Among us' } });
    // An answer elsewhere, sent after it, has arrived: the one before would have, too.
    await reply(home.owner, await start(home.viewer, 'Open question'), 'Open answer');
    const told = await newsOf(home.viewer, 1);
    expect(told.map(({ facts }) => facts.excerpt)).toEqual(['Open answer']);
  });

  it('tell whoever takes part of an answer, also who wrote the note, and withdraw it when it is deleted', async () => {
    const { id: annotationId } = await note(home);
    const thread = await start(home.viewer, 'Which one?', { kind: 'annotation', annotationId });
    expect(await newsOf(home.editor, 1)).toMatchObject([{ kind: 'comment.reply' }]);
    const answered = await reply(home.owner, thread, 'That one');
    expect(await newsOf(home.viewer, 1)).toMatchObject([{ kind: 'comment.reply', person: { name: 'owner' } }]);
    expect(await newsOf(home.owner, 0)).toEqual([]);
    await remove(home.owner, answered.comments[1]?.id ?? '');
    while ((await newsOf(home.viewer, 0)).length > 0);
  });

  it('appear on open pages of members at once, and not through share links', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { token } = await home.owner.call(sharingRoutes.create, { params: { id }, body: { expiresAt } });
    const open = async (handshake: { cookie: string } | { token: string }, dashboardId?: string) => {
      const who = 'token' in handshake ? { auth: handshake } : { extraHeaders: handshake };
      const socket = io(app.url, { path: '/api/live', transports: ['websocket'], forceNew: true, ...who });
      sockets.push(socket);
      expect(await socket.emitWithAck('watch', dashboardId ? { dashboardId } : {})).toMatchObject({ ok: true });
      const heard: string[] = [];
      socket.onAny((event: string) => heard.push(event));
      return { heard, next: (event: string) => new Promise((resolve) => socket.once(event, resolve)) };
    };
    const member = await open({ cookie: home.viewer.cookie }, id);
    const guest = await open({ token });
    const told = member.next('threads');
    await start(home.editor, 'Live');
    expect(await told).toEqual({ dashboardId: id });
    const noted = guest.next('notes');
    await note(home);
    await noted;
    expect(guest.heard).toEqual(['notes']);
    expect((await app.client(token).request('GET', `/api/dashboards/${id}/threads`)).status).toBe(403);
  });
});
