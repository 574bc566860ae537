import { annotationRoutes } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { folderRoutes } from '@quarterdeck/sdk/api/folders';
import { searchRoutes } from '@quarterdeck/sdk/api/search';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const NOW = '2026-01-31T12:00:00.000Z';

describe('the search', () => {
  let app: TestApp;
  let here: TestWorkspace;
  let dashboardId: string;
  beforeAll(async () => {
    app = await testApp();
    here = await app.workspace();
    const { id } = await here.owner.call(folderRoutes.create, { body: { name: 'Harbour 50%' } });
    const panel = {
      id: 'a',
      title: 'Ships per quay',
      widget: 'widget-stat@1',
      place: { x: 0, y: 0, w: 6, h: 4 },
      queries: [{ source: 'metrics', input: { metric: 'port.arrivals' } }],
    };
    const body = { title: 'Port of call', description: 'What the pilots look at.', panels: [panel] };
    dashboardId = (await here.owner.call(dashboardRoutes.create, { body, query: { folder: id } })).id;
    await here.owner.call(dashboardRoutes.create, { body: { title: 'A report about ships' } });
    await app.client(here.pointsKey).request('POST', '/api/points', [{ metric: 'port.arrivals', time: NOW, value: 1 }]);
    const note = { metric: null, dashboardId, from: NOW, text: 'Crane 7 stood still', tags: ['outage'] };
    await here.owner.call(annotationRoutes.create, { body: note });
    await app.database.asSystem(() =>
      app.database.sql(
        `insert into connections (workspace_id, name, plugin, config, secrets, secret_names)
         values ($1, 'Port authority', 'datasource-http-json@1', '{}', '', '{}')`,
        [here.id],
      ),
    );
  });
  afterAll(() => app.stop());

  const search = (q: string, client: TestClient = here.editor) => client.call(searchRoutes.search, { query: { q } });
  const titles = async (q: string, client?: TestClient) =>
    (await search(q, client)).map((hit) => `${hit.kind} ${hit.title}`);

  it('finds dashboards by title, description, panels and metrics, the best title first', async () => {
    expect(await titles('pilots')).toEqual(['dashboard Port of call']);
    expect(await titles('QUAY ships')).toEqual(['dashboard Port of call']);
    expect(await titles('ships')).toEqual(['dashboard A report about ships', 'dashboard Port of call']);
    expect(await titles('port.arr')).toEqual(['dashboard Port of call', 'metric port.arrivals']);
    expect(await titles('port')).toEqual([
      'dashboard Port of call',
      'dashboard A report about ships',
      'metric port.arrivals',
      'connection Port authority',
    ]);
  });

  it('tells dashboards apart by their folders, and takes every sign for itself', async () => {
    expect((await search('pilots'))[0]).toMatchObject({ id: dashboardId, context: 'Harbour 50%' });
    expect(await titles('50%')).toEqual(['folder Harbour 50%']);
    expect(await titles('%')).toEqual(['folder Harbour 50%']);
    expect(await titles('_')).toEqual([]);
    expect(await titles(`'; drop table dashboards`)).toEqual([]);
  });

  it('finds annotations by text and tag, with their dashboard and moment', async () => {
    for (const q of ['crane still', 'outage'])
      expect(await search(q)).toMatchObject([
        { kind: 'annotation', title: 'Crane 7 stood still', context: 'Port of call', dashboardId, at: NOW },
      ]);
  });

  it('follows a dashboard that is saved with another title', async () => {
    const { id, document } = await here.owner.call(dashboardRoutes.create, { body: { title: 'Old name' } });
    const body = { version: 1, document: { ...document, title: 'Fresh name' } };
    await here.owner.call(dashboardRoutes.save, { params: { id }, body });
    expect(await titles('old name')).toEqual([]);
    expect(await titles('fresh')).toEqual(['dashboard Fresh name']);
  });

  it('shows viewers no connections, and another workspace nothing', async () => {
    expect(await titles('port authority', here.viewer)).toEqual([]);
    const there = await app.workspace('There');
    for (const q of ['port', 'harbour', 'crane']) expect(await search(q, there.owner)).toEqual([]);
  });

  it('refuses an empty question and one without end', async () => {
    for (const q of ['', '%20', 'x'.repeat(201)])
      expect((await here.editor.request('GET', `/api/search?q=${q}`)).status).toBe(422);
    expect((await app.client().request('GET', '/api/search?q=port')).status).toBe(401);
  });

  it('finds the one among many dashboards', async () => {
    const many = await app.workspace('Many');
    await app.database.asSystem(() =>
      app.database.sql(
        `insert into dashboards (workspace_id, document)
         select $1, jsonb_build_object('title', 'Board ' || n, 'description', repeat('word ', 200),
                                       'panels', jsonb_build_array(jsonb_build_object('title', 'Panel ' || n)))
           from generate_series(1, 5000) n`,
        [many.id],
      ),
    );
    const found = await search('panel 4321', many.owner);
    expect(found.map(({ title }) => title)).toEqual(['Board 4321']);
  });
});
