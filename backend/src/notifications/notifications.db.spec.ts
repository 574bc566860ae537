import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { NOTIFICATIONS_NAMESPACE } from '@quarterdeck/sdk/api/live';
import { notificationRoutes } from '@quarterdeck/sdk/api/notifications';
import { io, type Socket } from 'socket.io-client';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';
import { defineNotification } from './notifications.events.js';
import { NotificationsService, type News } from './notifications.service.js';

const Waved = defineNotification<{ where: string }>('test.waved');

describe('notifications', () => {
  let app: TestApp;
  let home: TestWorkspace;
  let reader: TestClient;
  let readerId: string;
  let sent = 0;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    app = await testApp();
  });
  beforeEach(async () => {
    home = await app.workspace();
    reader = home.viewer;
    readerId = await idOf(reader);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => app.stop());

  const idOf = async (who: TestClient) => (await who.call(identityRoutes.session, {})).user?.id ?? '';
  const notify = (news: Partial<News<{ where: string }>> = {}) =>
    app.app.get(NotificationsService).notify(Waved, {
      workspaceId: home.id,
      people: [readerId],
      key: `wave:${String(++sent)}`,
      place: null,
      personId: home.actor.id,
      facts: { where: 'Bridge' },
      link: '/dashboards',
      ...news,
    });
  const list = (query: object = {}, who = reader) => who.call(notificationRoutes.list, { query });

  it('say who did what, are unread, and lead somewhere', async () => {
    await notify();
    const { notifications, unread, next } = await list();
    expect(notifications).toMatchObject([
      { kind: 'test.waved', person: { name: 'owner' }, facts: { where: 'Bridge' }, link: '/dashboards', readAt: null },
    ]);
    expect([unread, next]).toEqual([1, null]);
  });

  it('are told once, however often their event is delivered', async () => {
    await notify({ key: 'same' });
    await notify({ key: 'same' });
    expect((await list()).notifications).toHaveLength(1);
  });

  it('are nobody else’s: not a colleague’s, not another workspace’s', async () => {
    await notify();
    const [one] = (await list()).notifications;
    const other = await app.workspace();
    for (const stranger of [home.owner, other.owner, other.viewer]) {
      expect(await list({}, stranger)).toEqual({ notifications: [], unread: 0, next: null });
      expect((await stranger.request('PUT', `/api/notifications/${one?.id ?? ''}/read`)).status).toBe(404);
      await stranger.call(notificationRoutes.readAll, { body: { until: new Date().toISOString() } });
    }
    expect((await list()).unread).toBe(1);
    expect((await app.client().request('GET', '/api/notifications')).status).toBe(401);
    expect((await app.client(home.pointsKey).request('GET', '/api/notifications')).status).toBe(403);
  });

  it('are not for who is no member', async () => {
    const other = await app.workspace();
    await notify({ people: [other.actor.id, readerId] });
    expect((await list({}, other.owner)).unread).toBe(0);
    expect((await list()).unread).toBe(1);
  });

  it('come a page at a time, the newest first, each once', async () => {
    for (let n = 0; n < 5; n++) await notify({ facts: { where: String(n) } });
    const seen: string[] = [];
    let before: string | null | undefined;
    do {
      const page = await list({ limit: 2, ...(before ? { before } : {}) });
      seen.push(...page.notifications.map(({ facts }) => facts.where ?? ''));
      before = page.next;
    } while (before);
    expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4']);
    expect(seen).toHaveLength(5);
  });

  it('are read one by one, or all that were there when one looked', async () => {
    await notify();
    await notify();
    const [newest] = (await list()).notifications;
    expect(await reader.call(notificationRoutes.read, { params: { id: newest?.id ?? '' } })).toEqual({ unread: 1 });
    const all = await reader.call(notificationRoutes.readAll, { body: { until: newest?.createdAt ?? '' } });
    expect(all).toEqual({ unread: 0 });
    expect((await list()).notifications.every(({ readAt }) => readAt !== null)).toBe(true);
  });

  it('disappear when what they were about is withdrawn, and with the membership', async () => {
    await notify({ key: 'gone' });
    await app.app.get(NotificationsService).withdraw(home.id, 'gone');
    expect((await list()).notifications).toEqual([]);
    await notify();
    await app.database.asSystem(() =>
      app.database.sql('delete from memberships where user_id = $1 and workspace_id = $2', [readerId, home.id]),
    );
    const left = await app.database.asSystem(() =>
      app.database.sql('select 1 from notifications where user_id = $1', [readerId]),
    );
    expect(left).toEqual([]);
  });

  it('are announced to the open pages of that person alone', async () => {
    const listen = async (who: TestClient) => {
      const options = { path: '/api/live', transports: ['websocket'], forceNew: true };
      const socket = io(app.url + NOTIFICATIONS_NAMESPACE, { ...options, extraHeaders: { cookie: who.cookie } });
      sockets.push(socket);
      const heard: string[] = [];
      socket.on('notifications', () => heard.push('news'));
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      return { heard };
    };
    const [mine, theirs] = [await listen(reader), await listen(home.editor)];
    // The server may still be looking up who has connected: it is told again until it was heard.
    while (mine.heard.length === 0) await notify();
    expect(theirs.heard).toEqual([]);
  });

  it('refuse whoever has no session', async () => {
    const socket = io(app.url + NOTIFICATIONS_NAMESPACE, {
      path: '/api/live',
      transports: ['websocket'],
      forceNew: true,
    });
    sockets.push(socket);
    await new Promise<void>((resolve) => socket.once('closed', resolve));
  });
});
