import { annotationRoutes } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { sharingRoutes } from '@quarterdeck/sdk/api/sharing';
import { io, type Socket } from 'socket.io-client';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

const FROM = '2026-01-01T00:00:00.000Z';
const WINDOW = { from: Date.parse(FROM) - 1, to: Date.parse(FROM) + 1 };

describe('an open page', () => {
  let app: TestApp;
  let home: TestWorkspace;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    app = await testApp();
    home = await app.workspace();
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => app.stop());

  const dashboard = async (of: TestWorkspace, metric: string) => {
    const place = { x: 0, y: 0, w: 6, h: 4 };
    const queries = [{ source: 'metrics' as const, input: { metric } }];
    const panels = [{ id: 'a', widget: 'widget-timeseries@1', place, queries }];
    return (await of.owner.call(dashboardRoutes.create, { body: { title: metric, panels } })).id;
  };
  const open = async (handshake: { cookie: string } | { token: string }, dashboardId?: string) => {
    const who = 'token' in handshake ? { auth: handshake } : { extraHeaders: handshake };
    const socket = io(app.url, { path: '/api/live', transports: ['websocket'], forceNew: true, ...who });
    sockets.push(socket);
    expect(await socket.emitWithAck('watch', dashboardId === undefined ? {} : { dashboardId })).toMatchObject({
      ok: true,
    });
    return socket;
  };
  const notes = (socket: Socket) =>
    new Promise<unknown>((resolve) => {
      socket.once('notes', resolve);
    });
  const write = (of: TestWorkspace, metric: string) =>
    of.editor.call(annotationRoutes.create, { body: { metric, from: FROM, text: 'Strike' } });

  it('is told of a note on a metric that it shows, of its change and of its removal', async () => {
    const dashboardId = await dashboard(home, 'trips');
    const socket = await open({ cookie: home.viewer.cookie }, dashboardId);
    for (const deed of [
      () => write(home, 'trips'),
      async () => {
        const [note] = await home.viewer.call(annotationRoutes.list, { query: { metric: 'trips' } });
        const body = { metric: 'rides', from: FROM, text: 'It was about rides', version: 1 };
        await home.editor.call(annotationRoutes.change, { params: { id: note?.id ?? '' }, body });
      },
    ]) {
      const told = notes(socket);
      await deed();
      expect(await told).toEqual({ dashboardId });
    }
    const written = notes(socket);
    const { id } = await write(home, 'trips');
    await written;
    const told = notes(socket);
    await home.editor.call(annotationRoutes.remove, { params: { id } });
    expect(await told).toEqual({ dashboardId });
  });

  it('is told of a note on the dashboard itself', async () => {
    const dashboardId = await dashboard(home, 'own');
    const socket = await open({ cookie: home.viewer.cookie }, dashboardId);
    const told = notes(socket);
    await home.owner.call(annotationRoutes.create, { body: { dashboardId, from: FROM, text: 'Reviewed' } });
    expect(await told).toEqual({ dashboardId });
  });

  it('through a share link is told too, and reads the note without the name of who wrote it', async () => {
    const dashboardId = await dashboard(home, 'shared');
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { token } = await home.owner.call(sharingRoutes.create, { params: { id: dashboardId }, body: { expiresAt } });
    const socket = await open({ token });
    const told = notes(socket);
    await write(home, 'shared');
    expect(await told).toEqual({ dashboardId });
    const seen = await app.client(token).call(sharingRoutes.sharedAnnotations, { query: WINDOW });
    expect(seen).toMatchObject([{ text: 'Strike', author: null }]);
  });

  it('hears nothing of a note on the same metric in another workspace, nor of one that it does not show', async () => {
    const theirs = await app.workspace();
    const dashboardId = await dashboard(home, 'quiet');
    const socket = await open({ cookie: home.viewer.cookie }, dashboardId);
    const heard: unknown[] = [];
    socket.on('notes', (body) => heard.push(body));
    await write(theirs, 'quiet');
    await write(home, 'loud');
    const told = notes(socket);
    await write(home, 'quiet');
    await told;
    expect(heard).toHaveLength(1);
  });
});
