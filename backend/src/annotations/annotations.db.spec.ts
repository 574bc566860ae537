import { annotationRoutes, type Annotation } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { describeResource } from '../platform/testing/describe-resource.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const moment = { metric: 'trips', from: at(1), text: 'Strike' };

describe('annotations', () => {
  let app: TestApp;
  let home: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    home = await app.workspace();
  });
  afterAll(() => app.stop());

  describeResource('annotations', () => app, {
    path: '/api/annotations',
    body: { ...moment, labels: { borough: 'Queens' }, to: at(2), tags: ['event'], colour: 'bad' },
    badBodies: [
      {},
      { ...moment, text: ' ' },
      { ...moment, text: 'x'.repeat(2001) },
      { ...moment, from: 'yesterday' },
      { ...moment, to: at(0) },
      { ...moment, colour: 'pink' },
      { ...moment, tags: [''] },
      { ...moment, metric: undefined },
      { ...moment, dashboardId: '00000000-0000-4000-8000-000000000000' },
      { from: at(1), text: 'x', labels: { a: 'b' }, dashboardId: '00000000-0000-4000-8000-000000000000' },
      [],
    ],
    creator: 'editor',
    can: { read: true, update: () => ({ ...moment, text: 'Strike, over', version: 1 }) },
  });

  const write = (body: object, who: TestClient = home.editor): Promise<Annotation> =>
    who.call(annotationRoutes.create, { body: { ...moment, ...body } });
  const change = (id: string, body: object, who: TestClient = home.editor) =>
    who.call(annotationRoutes.change, { params: { id }, body: { ...moment, version: 1, ...body } });

  it('say who wrote them and when, and are a person’s', async () => {
    const note = await write({});
    expect(note).toMatchObject({
      author: { name: 'editor' },
      source: 'person',
      to: null,
      colour: 'info',
      editedAt: null,
    });
    expect(Math.abs(Date.parse(note.createdAt ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('may end when they begin, and no earlier', async () => {
    expect(await write({ to: at(1) })).toMatchObject({ from: at(1), to: at(1) });
    const early = await home.editor.request('POST', '/api/annotations', { ...moment, to: at(0.5) });
    expect([early.status, await early.json()]).toMatchObject([422, { errors: [{ path: 'to' }] }]);
  });

  it('are changed and removed by their author, and by an owner', async () => {
    const theirs = await write({}, home.owner);
    await expect(change(theirs.id, { text: 'Mine now' })).rejects.toMatchObject({
      status: 403,
      problem: { code: 'annotation.not-yours' },
    });
    expect((await home.editor.request('DELETE', `/api/annotations/${theirs.id}`)).status).toBe(403);
    const mine = await write({});
    expect(await change(mine.id, { text: 'Better' }, home.owner)).toMatchObject({
      text: 'Better',
      author: { name: 'editor' },
    });
    expect((await home.editor.request('DELETE', `/api/annotations/${mine.id}`)).status).toBe(204);
  });

  it('are not changed over somebody else’s change', async () => {
    const { id, version } = await write({});
    expect(version).toBe(1);
    const first = await change(id, { text: 'Mine' });
    expect(first.version).toBe(2);
    await expect(change(id, { text: 'Theirs' }, home.owner)).rejects.toMatchObject({
      status: 409,
      problem: { code: 'annotation.changed' },
    });
    expect(await change(id, { text: 'Both', version: 2 }, home.owner)).toMatchObject({ text: 'Both', version: 3 });
  });

  it('keep what they said before, by whom and when it was changed', async () => {
    const { id } = await write({ text: 'First', tags: ['a'] });
    await change(id, { text: 'Second', to: at(3) });
    const last = await change(id, { text: 'Third', metric: 'rides', version: 2 }, home.owner);
    const edits = await home.viewer.call(annotationRoutes.history, { params: { id } });
    expect(edits).toMatchObject([
      { editor: { name: 'owner' }, editedAt: last.editedAt, before: { text: 'Second', to: at(3), metric: 'trips' } },
      { editor: { name: 'editor' }, before: { text: 'First', to: null, tags: ['a'] } },
    ]);
    const other = await app.workspace();
    expect((await other.owner.request('GET', `/api/annotations/${id}/history`)).status).toBe(404);
  });

  it('are found by metric, range and tag', async () => {
    const one = await write({ metric: 'found', from: at(10), to: at(12), tags: ['release'] });
    const two = await write({ metric: 'found', from: at(20) });
    const ids = async (query: object) =>
      (await home.viewer.call(annotationRoutes.list, { query: { metric: 'found', ...query } })).map(({ id }) => id);
    expect(await ids({})).toEqual([one.id, two.id]);
    expect(await ids({ tag: 'release' })).toEqual([one.id]);
    expect(await ids({ from: START + 11 * HOUR, to: START + 15 * HOUR })).toEqual([one.id]);
    expect(await ids({ from: START + 13 * HOUR })).toEqual([two.id]);
    expect((await home.viewer.request('GET', '/api/annotations?from=2&to=1')).status).toBe(422);
  });

  it('of a dashboard need one that is there, in this workspace', async () => {
    const other = await app.workspace();
    const { id } = await other.owner.call(dashboardRoutes.create, { body: { title: 'Theirs' } });
    const reply = await home.editor.request('POST', '/api/annotations', { ...moment, metric: null, dashboardId: id });
    expect([reply.status, await reply.json()]).toMatchObject([404, { code: 'dashboard.not-found' }]);
  });
});
