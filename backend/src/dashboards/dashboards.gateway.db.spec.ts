import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { folderRoutes } from '@quarterdeck/sdk/api/folders';
import { libraryRoutes } from '@quarterdeck/sdk/api/library';
import { io, type Socket } from 'socket.io-client';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

const panel = (id: string, metric: string) => ({
  id,
  widget: 'widget-stat@1',
  place: { x: 0, y: 0, w: 6, h: 4 },
  queries: [{ source: 'metrics' as const, input: { metric } }],
});

describe('an open dashboard', () => {
  let app: TestApp;
  let workspace: TestWorkspace;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    app = await testApp();
    workspace = await app.workspace();
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => app.stop());

  const connect = (cookie?: string, { origin, again = false }: { origin?: string; again?: boolean } = {}) => {
    const socket = io(app.url, {
      path: '/api/live',
      transports: ['websocket'],
      forceNew: true,
      reconnection: again,
      reconnectionDelay: 50,
      extraHeaders: { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
    });
    sockets.push(socket);
    return socket;
  };
  const next = (socket: Socket, event: string) =>
    new Promise<unknown>((resolve) => socket.once(event, (body: unknown) => resolve(body ?? event)));
  const create = (of: TestWorkspace, title: string) =>
    of.owner.call(dashboardRoutes.create, { body: { title, panels: [panel('a', 'sales'), panel('b', 'visits')] } });
  const send = (of: TestWorkspace, metric: string) =>
    app.client(of.pointsKey).request('POST', '/api/points', [{ metric, time: Date.now(), value: 1 }]);

  it('is told which of its panels have new data', async () => {
    const { id } = await create(workspace, 'Watched');
    const socket = connect(workspace.viewer.cookie);
    expect(await socket.emitWithAck('watch', { dashboardId: id })).toMatchObject({ ok: true });
    const stale = next(socket, 'stale');
    await send(workspace, 'visits');
    expect(await stale).toEqual({ dashboardId: id, panels: ['b'] });
  });

  it('is told what there is now, should it have read an older one, or that there is none any more', async () => {
    const { id } = await create(workspace, 'Gone soon');
    const socket = connect(workspace.viewer.cookie);
    expect(await socket.emitWithAck('watch', { dashboardId: id })).toEqual({ ok: true, version: 1 });
    await workspace.editor.call(dashboardRoutes.remove, { params: { id } });
    const late = connect(workspace.viewer.cookie);
    expect(await late.emitWithAck('watch', { dashboardId: id })).toMatchObject({ ok: false, version: 0 });
  });

  it('is told only of the metrics that its choices stand for', async () => {
    const measure = { kind: 'list' as const, name: 'measure', options: [{ value: 'sales' }, { value: 'visits' }] };
    const following = {
      ...panel('m', ''),
      queries: [{ source: 'metrics' as const, input: { metric: { $variable: 'measure' } } }],
    };
    const body = { title: 'Chosen', variables: [measure], panels: [following, panel('r', 'returns')] };
    const { id } = await workspace.owner.call(dashboardRoutes.create, { body });
    const socket = connect(workspace.viewer.cookie);
    await socket.emitWithAck('watch', { dashboardId: id, variables: { measure: ['visits'] } });
    const told: string[] = [];
    const last = new Promise<void>((resolve) => {
      socket.on('stale', ({ panels }: { panels: string[] }) => {
        told.push(...panels);
        if (panels.includes('r')) resolve();
      });
    });
    for (const metric of ['sales', 'visits', 'returns']) await send(workspace, metric);
    await last;
    expect(told).toEqual(['m', 'r']);
  });

  it('is closed when its folder hides it, for those whom it hides it from', async () => {
    const { id } = await create(workspace, 'Hidden');
    const folder = await workspace.owner.call(folderRoutes.create, { body: { name: 'Closed' } });
    const params = { id: folder.id };
    await workspace.owner.call(folderRoutes.grant, { params, body: { everybody: 'none', members: [] } });
    const [viewer, owner] = [connect(workspace.viewer.cookie), connect(workspace.owner.cookie)];
    for (const socket of [viewer, owner])
      expect(await socket.emitWithAck('watch', { dashboardId: id })).toMatchObject({ ok: true });
    const closed = next(viewer, 'closed');
    await workspace.owner.call(libraryRoutes.move, { body: { dashboards: [id], folderId: folder.id } });
    expect(await closed).toBe('closed');
    const again = connect(workspace.viewer.cookie);
    expect(await again.emitWithAck('watch', { dashboardId: id })).toMatchObject({ ok: false });
    expect(owner.connected).toBe(true);
  });

  it('is told that somebody saved it, and from then on watches what it has become', async () => {
    const { id, document } = await create(workspace, 'Saved');
    const socket = connect(workspace.viewer.cookie);
    await socket.emitWithAck('watch', { dashboardId: id });
    const changed = next(socket, 'changed');
    const body = { version: 1, document: { ...document, panels: [panel('c', 'returns')] } };
    await workspace.owner.call(dashboardRoutes.save, { params: { id }, body });
    expect(await changed).toEqual({ dashboardId: id, version: 2 });
    const stale = next(socket, 'stale');
    await send(workspace, 'returns');
    expect(await stale).toEqual({ dashboardId: id, panels: ['c'] });
  });

  it('of another workspace cannot be watched, nor one that is none', async () => {
    const theirs = await app.workspace();
    const { id } = await create(theirs, 'Theirs');
    const socket = connect(workspace.owner.cookie);
    expect(await socket.emitWithAck('watch', { dashboardId: id })).toMatchObject({ ok: false });
    for (const nonsense of [{ dashboardId: 7 }, 'all', null, {}]) {
      expect(await socket.emitWithAck('watch', nonsense)).toMatchObject({ ok: false });
    }
  });

  it('hears nothing of points that another workspace stores under the same name', async () => {
    const theirs = await app.workspace();
    const { id } = await create(workspace, 'Mine');
    const socket = connect(workspace.viewer.cookie);
    await socket.emitWithAck('watch', { dashboardId: id });
    const heard: unknown[] = [];
    socket.on('stale', (body) => heard.push(body));
    await send(theirs, 'sales');
    const own = next(socket, 'stale');
    await send(workspace, 'visits');
    await own;
    expect(heard).toEqual([{ dashboardId: id, panels: ['b'] }]);
  });

  it('is closed to pages of other sites, whatever cookie they bring', async () => {
    const stranger = connect(workspace.viewer.cookie, { origin: 'https://evil.example' });
    const settled = Promise.race([next(stranger, 'connect'), next(stranger, 'connect_error')]);
    expect(await settled).toBeInstanceOf(Error);
    expect(await next(connect(workspace.viewer.cookie, { origin: app.url }), 'connect')).toBe('connect');
  });

  it('comes again after the database was away, and hears nothing of a right that has ended', async () => {
    const patient = await app.workspace();
    const { id } = await create(patient, 'Patient');
    const rename = (from: string, to: string) =>
      app.database.asSystem(() => app.database.sql(`alter table ${from} rename to ${to}`));
    await rename('sessions', 'sessions_away');
    const socket = connect(patient.viewer.cookie, { again: true });
    const heard: string[] = [];
    socket.on('closed', () => heard.push('closed'));
    await next(socket, 'disconnect');
    await rename('sessions_away', 'sessions');
    expect(heard).toEqual([]);
    await next(socket, 'connect');
    expect(await socket.emitWithAck('watch', { dashboardId: id })).toMatchObject({ ok: true });
  });

  it('is closed to who is not signed in', async () => {
    const socket = connect();
    expect(await next(socket, 'closed')).toBe('closed');
    const impostor = connect('qd_session=qd_session_wrong');
    expect(await next(impostor, 'closed')).toBe('closed');
  });
});
