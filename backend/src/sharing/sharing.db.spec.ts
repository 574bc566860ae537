import { annotationRoutes } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes, type Dashboard, type DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { routes } from '@quarterdeck/sdk/api/routes';
import { sharingRoutes, type ShareLink } from '@quarterdeck/sdk/api/sharing';
import { trashRoutes } from '@quarterdeck/sdk/api/trash';
import type { AnyRoute } from '@quarterdeck/sdk/client';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import { Clock } from '../platform/clock.js';
import { testApp, TestClient, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const START = Date.parse('2026-01-05T00:00:00Z');
const RANGE = { from: START, to: START + HOUR_MS };
const NOWHERE = '00000000-0000-4000-8000-000000000000';

const panelOf = (id: string, metric: string) => ({
  ...{ id, widget: 'widget-timeseries@1', place: { x: 0, y: 0, w: 12, h: 8 } },
  queries: [{ source: 'metrics' as const, input: { metric } }],
});
const documentOf = (title: string, ...panels: ReturnType<typeof panelOf>[]): z.input<typeof DashboardDocument> => ({
  title,
  panels,
});

describe('share links', () => {
  let test: TestApp;
  let home: TestWorkspace;
  let dashboard: Dashboard;
  let now = Date.now();
  beforeAll(async () => {
    test = await testApp();
    home = await test.workspace();
    test.app.get(Clock).now = () => now;
    dashboard = await home.editor.call(dashboardRoutes.create, {
      body: documentOf('Plant', panelOf('speed', 'plant_speed'), panelOf('heat', 'plant_heat')),
    });
    const points = [{ metric: 'plant_speed', time: START + MINUTE_MS, value: 7.25 }];
    await test.client().request('POST', '/api/points', points, { authorization: `Bearer ${home.pointsKey}` });
  });
  afterAll(() => test.stop());

  const link = (expiresInMs = HOUR_MS) =>
    home.editor.call(sharingRoutes.create, {
      params: { id: dashboard.id },
      body: { name: 'For the board', expiresAt: new Date(now + expiresInMs).toISOString() },
    });
  const save = ({ id, version, document }: Dashboard) =>
    home.editor.call(dashboardRoutes.save, { params: { id }, body: { version, document } });
  const viewer = async () => test.client((await link()).token);
  const ask = (panels: string[]) => ({ body: { range: RANGE, panels } });
  const refusal = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

  it('tell their token once, and are listed without it', async () => {
    const { token, link: made } = await link();
    expect(token).toMatch(/^qd_share_[\w-]{43}$/);
    expect(made).toMatchObject({ dashboardId: dashboard.id, name: 'For the board', revokedAt: null, lastUsedAt: null });
    const list = await home.editor.request('GET', `/api/dashboards/${dashboard.id}/share-links`);
    expect(await list.text()).not.toContain(token.slice(9));
    const rows = await test.database.asSystem(() => test.database.sql('select * from share_links'));
    expect(JSON.stringify(rows)).not.toContain(token.slice(9));
  });

  it('show the dashboard without what it asks of whom', async () => {
    const response = await (await viewer()).request('GET', '/api/shared');
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ dashboard: { id: dashboard.id, document: { title: 'Plant' } } });
    expect(body).not.toContain('plant_speed');
    expect(sharingRoutes.shared.answer?.parse(JSON.parse(body)).dashboard.document.panels).toMatchObject([
      { id: 'speed', queries: [] },
      { id: 'heat', queries: [] },
    ]);
  });

  it('show the same numbers as people see who are signed in', async () => {
    const shared = await (await viewer()).frames(sharingRoutes.sharedPanels, ask(['heat', 'speed']));
    const inside = await home.viewer.frames(dashboardRoutes.panels, {
      ...ask(['heat', 'speed']),
      params: { id: dashboard.id },
    });
    expect(JSON.stringify(shared[1])).toContain('7.25');
    expect(shared[1]).toEqual(inside[1]);
  });

  it('say that a panel failed, but not what was asked of whom', async () => {
    const [shared] = await (await viewer()).frames(sharingRoutes.sharedPanels, ask(['heat']));
    const body = { params: { id: dashboard.id }, ...ask(['heat']) };
    const [inside] = await home.viewer.frames(dashboardRoutes.panels, body);
    expect(inside?.problem).toMatchObject({ code: 'metric.not-found', detail: expect.stringContaining('plant_heat') });
    expect(shared?.problem).toMatchObject({ code: 'metric.not-found', detail: expect.not.stringContaining('plant') });
  });

  it('show the notes on the dashboard', async () => {
    await test.database.asSystem(() =>
      test.database.sql(
        `insert into annotations (workspace_id, dashboard_id, from_at, text, source) values ($1, $2, $3, 'Belt', 'person')`,
        [home.id, dashboard.id, new Date(START)],
      ),
    );
    const shared = await (await viewer()).call(sharingRoutes.sharedAnnotations, { query: RANGE });
    expect(shared).toMatchObject([{ text: 'Belt' }]);
    const inside = { params: { id: dashboard.id }, query: RANGE };
    expect(shared).toEqual(await home.viewer.call(annotationRoutes.ofDashboard, inside));
  });

  it('show which widgets draw it', async () => {
    const { plugins } = await (await viewer()).call(sharingRoutes.shared, {});
    expect(plugins.map(({ id }) => id)).toEqual(['widget-timeseries']);
  });

  it('answer for no panel of another dashboard', async () => {
    await home.editor.call(dashboardRoutes.create, { body: documentOf('Secret', panelOf('costs', 'costs')) });
    const response = await (await viewer()).request('POST', '/api/shared/panels', ask(['speed', 'costs']).body);
    expect(await refusal(response)).toEqual([404, 'panel.not-found']);
  });

  it('take no query: what a viewer adds is not asked', async () => {
    const smuggled = { ...ask(['heat']).body, queries: [{ source: 'metrics', input: { metric: 'plant_speed' } }] };
    const response = await (await viewer()).request('POST', '/api/shared/panels', smuggled);
    expect(await response.text()).not.toContain('7.25');
  });

  describe.each(
    Object.entries(routes).flatMap(([feature, ofFeature]) =>
      Object.entries(ofFeature as Record<string, AnyRoute>)
        .filter(([, { access }]) => access !== 'share' && access !== 'public')
        .map(([name, route]) => [`${feature}.${name}`, route] as const),
    ),
  )('at %s', (_name, { method, path }) => {
    it('are refused, whatever is asked', async () => {
      const address = `/api/${path.replace(':id', dashboard.id)}`;
      const body = method === 'GET' || method === 'DELETE' ? undefined : {};
      expect(await refusal(await (await viewer()).request(method, address, body))).toEqual([403, 'access.denied']);
      expect((await test.client().request(method, address, body)).status).toBe(401);
    });
  });

  it('sign nobody in', async () => {
    const session = await (await viewer()).request('GET', '/api/session');
    expect(await session.json()).toMatchObject({ user: null, workspace: null, role: null });
  });

  it('are not needed by who is signed in, and their addresses do not work without one', async () => {
    expect(await refusal(await home.owner.request('GET', '/api/shared'))).toEqual([403, 'share-link.needed']);
    const panels = await home.owner.request('POST', '/api/shared/panels', ask(['speed']).body);
    expect(await refusal(panels)).toEqual([403, 'share-link.needed']);
    const keyed = test.client(home.pointsKey);
    expect(await refusal(await keyed.request('GET', '/api/shared'))).toEqual([403, 'access.denied']);
  });

  it('open nothing once they have expired, and say so', async () => {
    const { token, link: made } = await link(2 * MINUTE_MS);
    now = Date.parse(made.expiresAt) - 1;
    expect((await test.client(token).request('GET', '/api/shared')).status).toBe(200);
    now += 1;
    for (const path of ['/api/shared', '/api/shared/annotations?from=0&to=1']) {
      expect(await refusal(await test.client(token).request('GET', path))).toEqual([401, 'share-link.expired']);
    }
  });

  it('open nothing once they are revoked, and say so; revoking twice changes nothing', async () => {
    const { token, link: made } = await link();
    expect((await test.client(token).request('GET', '/api/shared')).status).toBe(200);
    await home.editor.call(sharingRoutes.revoke, { params: { id: made.id } });
    expect(await refusal(await test.client(token).request('GET', '/api/shared'))).toEqual([401, 'share-link.revoked']);
    const revokedAt = new Date(now).toISOString();
    now += MINUTE_MS;
    await home.editor.call(sharingRoutes.revoke, { params: { id: made.id } });
    const list = await home.editor.call(sharingRoutes.list, { params: { id: dashboard.id } });
    expect(list.find(({ id }) => id === made.id)).toMatchObject({ revokedAt });
  });

  describe('on an open page', () => {
    let socket: Socket;
    let made: ShareLink;
    beforeEach(async () => {
      const created = await link();
      made = created.link;
      socket = io(test.url, { path: '/api/live', auth: { token: created.token }, transports: ['websocket'] });
    });
    afterEach(() => socket.disconnect());

    it('close it when they are revoked', async () => {
      const closed = new Promise((resolve) => socket.on('closed', () => resolve('closed')));
      expect(await socket.emitWithAck('watch', {})).toMatchObject({ ok: true });
      await home.editor.call(sharingRoutes.revoke, { params: { id: made.id } });
      expect(await closed).toBe('closed');
    });

    it('tell of their own dashboard, whichever the page names', async () => {
      const other = await home.editor.call(dashboardRoutes.create, { body: documentOf('Other') });
      const changed = new Promise((resolve) => socket.on('changed', resolve));
      expect(await socket.emitWithAck('watch', { dashboardId: other.id })).toMatchObject({ ok: true });
      await save(other);
      const { version } = dashboard;
      dashboard = await save(dashboard);
      expect(await changed).toEqual({ dashboardId: dashboard.id, version: version + 1 });
    });
  });

  it('end with their dashboard', async () => {
    const doomed = await home.editor.call(dashboardRoutes.create, { body: documentOf('Doomed') });
    const { token } = await home.editor.call(sharingRoutes.create, {
      params: { id: doomed.id },
      body: { expiresAt: new Date(now + HOUR_MS).toISOString() },
    });
    await home.editor.call(dashboardRoutes.remove, { params: { id: doomed.id } });
    const open = () => test.client(token).request('GET', '/api/shared');
    expect(await refusal(await open())).toEqual([404, 'dashboard.not-found']);
    await home.owner.call(trashRoutes.remove, { params: { id: doomed.id } });
    expect(await refusal(await open())).toEqual([401, 'token.invalid']);
  });

  it('say when they were last used, at most a minute late', async () => {
    const { token, link: made } = await link();
    const lastUsed = async () => {
      const list = await home.editor.call(sharingRoutes.list, { params: { id: dashboard.id } });
      return list.find(({ id }) => id === made.id)?.lastUsedAt;
    };
    const first = new Date(now).toISOString();
    await test.client(token).call(sharingRoutes.shared, {});
    now += MINUTE_MS - 1;
    await test.client(token).call(sharingRoutes.shared, {});
    expect(await lastUsed()).toBe(first);
    now += 1;
    await test.client(token).call(sharingRoutes.shared, {});
    expect(await lastUsed()).toBe(new Date(now).toISOString());
  });

  it.each([
    ['that has no end', { expiresAt: undefined }],
    ['that ends within the minute', { expiresAt: () => now + MINUTE_MS - 1 }],
    ['that outlives the year', { expiresAt: () => now + 367 * 24 * HOUR_MS }],
    ['that has ended already', { expiresAt: () => now - 1 }],
  ])('cannot be made %s', async (_how, { expiresAt }) => {
    const body = expiresAt ? { expiresAt: new Date(expiresAt()).toISOString() } : {};
    const response = await home.editor.request('POST', `/api/dashboards/${dashboard.id}/share-links`, body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ path: 'expiresAt' }] });
  });

  it('are made, seen and revoked by editors, not by viewers', async () => {
    const { link: made } = await link();
    const body = { expiresAt: new Date(now + HOUR_MS).toISOString() };
    const address = `/api/dashboards/${dashboard.id}/share-links`;
    expect((await home.viewer.request('POST', address, body)).status).toBe(403);
    expect((await home.viewer.request('GET', address)).status).toBe(403);
    expect((await home.viewer.request('DELETE', `/api/share-links/${made.id}`)).status).toBe(403);
  });

  it('of another workspace do not exist', async () => {
    const { token, link: made } = await link();
    const away = await test.workspace('Away');
    const address = `/api/dashboards/${dashboard.id}/share-links`;
    const body = { expiresAt: new Date(now + HOUR_MS).toISOString() };
    expect((await away.owner.request('GET', address)).status).toBe(404);
    expect((await away.owner.request('POST', address, body)).status).toBe(404);
    for (const id of [made.id, NOWHERE]) {
      const response = await away.owner.request('DELETE', `/api/share-links/${id}`);
      expect(await refusal(response)).toEqual([404, 'share-link.not-found']);
    }
    expect((await test.client(token).request('GET', '/api/shared')).status).toBe(200);
  });

  it('that were never made are refused', async () => {
    const made = new TestClient(test.url, { authorization: `Bearer qd_share_${'A'.repeat(43)}` });
    expect(await refusal(await made.request('GET', '/api/shared'))).toEqual([401, 'token.invalid']);
  });
});
