import { connectionRoutes } from '@quarterdeck/sdk/api/connections';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import type { Variable } from '@quarterdeck/sdk/api/variables';
import type { z } from 'zod';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const RANGE = { from: Date.parse('2026-01-05T00:00:00Z'), to: Date.parse('2026-01-05T01:00:00Z') };
const NOWHERE = '00000000-0000-4000-8000-000000000000';
type NewVariable = z.input<typeof Variable>;

/** A viewer who types into a text variable must not choose whom a panel asks. */
describe('the source of a query', () => {
  let app: TestApp;
  let home: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    home = await app.workspace();
  });
  afterAll(() => app.stop());

  const panel = {
    ...{ id: 'a', title: 'Trips', widget: 'widget-stat@1', place: { x: 0, y: 0, w: 12, h: 8 } },
    queries: [{ source: { $variable: 'where' }, kind: 'get', input: {} }],
  };
  const documentWith = (...variables: NewVariable[]) => ({ title: 'Trips', panels: [panel], variables });
  const make = (body: object) => home.editor.request('POST', '/api/dashboards', body);

  it.each<NewVariable>([
    { kind: 'text', name: 'where' },
    { kind: 'list', name: 'where', options: [{ value: NOWHERE }] },
    { kind: 'constant', name: 'where', value: NOWHERE },
  ])('is not saved as a variable that is no connection: $kind', async (variable) => {
    const reply = await make(documentWith(variable));
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({
      code: 'dashboard.variables',
      detail: 'The panel “Trips” asks the variable “where”, which is no connection: choose a variable of that kind.',
      errors: [{ path: 'panels.0' }],
    });
  });

  it('is not saved as such behind a variable either', async () => {
    const asking: NewVariable = {
      ...{ kind: 'query', name: 'which', label: 'Which' },
      query: { source: { $variable: 'where' }, kind: 'get', input: {} },
    };
    const reply = await make({ title: 'Trips', panels: [], variables: [{ kind: 'text', name: 'where' }, asking] });
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ errors: [{ path: 'variables.1' }] });
  });

  it('may be a variable of connections', async () => {
    const reply = await make(documentWith({ kind: 'connection', name: 'where', plugin: 'datasource-http@1' }));
    expect(reply.status).toBe(201);
  });

  it('is asked of nobody where an old document has it so, whoever types what', async () => {
    const { id } = await home.editor.call(dashboardRoutes.create, {
      body: documentWith({ kind: 'connection', name: 'where', plugin: 'datasource-http@1' }),
    });
    const text = JSON.stringify([{ kind: 'text', name: 'where', label: '', hidden: false, initial: '' }]);
    await app.database.asSystem(() =>
      app.database.sql(`update dashboards set document = jsonb_set(document, '{variables}', $2::jsonb) where id = $1`, [
        id,
        text,
      ]),
    );
    const [known] = await home.owner.call(connectionRoutes.list, {});
    const ask = async (who: TestClient, source: string) => {
      const body = { range: RANGE, panels: ['a'], variables: { where: [source] } };
      const [answer] = await who.frames(dashboardRoutes.panels, { params: { id }, body });
      return answer?.problem?.code;
    };
    for (const who of [home.viewer, home.editor])
      for (const source of [known?.id ?? NOWHERE, 'metrics'])
        expect(await ask(who, source)).toBe('variable.no-connection');
  });
});
