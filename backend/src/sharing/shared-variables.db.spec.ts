import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { sharingRoutes } from '@quarterdeck/sdk/api/sharing';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const HOUR_MS = 3_600_000;
const NOW = Date.now();
const RANGE = { from: NOW - HOUR_MS, to: NOW };
const references = (...names: string[]) =>
  Object.fromEntries(names.map((name, at) => [`l${String(at)}`, { $variable: name }]));

describe('variables behind a share link', () => {
  let test: TestApp;
  let home: TestWorkspace;
  let visitor: TestClient;
  beforeAll(async () => {
    test = await testApp();
    home = await test.workspace();
    const panel = {
      ...{ id: 'a', title: 'Trips in {{ town }}', widget: 'widget-stat@1', place: { x: 0, y: 0, w: 12, h: 8 } },
      transforms: [{ kind: 'merge' as const, as: 'acme-internal-step' }],
      queries: [
        {
          source: 'metrics' as const,
          input: { metric: 'trips', labels: references('tenant', 'secretText', 'borough') },
        },
      ],
    };
    const { id } = await home.owner.call(dashboardRoutes.create, {
      body: {
        title: 'Fleet',
        panels: [panel],
        variables: [
          { kind: 'constant', name: 'tenant', value: 'acme-internal-7' },
          { kind: 'constant', name: 'town', value: 'New York' },
          { kind: 'text', name: 'secretText', initial: 'not-for-visitors', hidden: true },
          { kind: 'list', name: 'borough', options: [{ value: 'Bronx' }, { value: 'Queens' }] },
        ],
      },
    });
    const labels = { l0: 'acme-internal-7', l1: 'not-for-visitors', l2: 'Bronx' };
    const points = [{ metric: 'trips', labels, time: NOW - 60_000, value: 7.25 }];
    await test.client(home.pointsKey).request('POST', '/api/points', points);
    const expiresAt = new Date(NOW + HOUR_MS).toISOString();
    const { token } = await home.owner.call(sharingRoutes.create, { params: { id }, body: { expiresAt } });
    visitor = test.client(token);
  });
  afterAll(() => test.stop());

  const states = async (body: object = {}) =>
    (await visitor.request('POST', '/api/shared/variables', { range: RANGE, ...body })).text();

  it('are those that the page shows: on the bar, or written in a title', async () => {
    const { dashboard, uses } = await visitor.call(sharingRoutes.shared, {});
    expect(dashboard.document.variables.map(({ name }) => name)).toEqual(['town', 'borough']);
    expect(uses.panels).toEqual({ a: ['borough'] });
  });

  it('tell nothing of constants and hidden values that it does not show, also when they are named', async () => {
    const shared = await (await visitor.request('GET', '/api/shared')).text();
    for (const answer of [shared, await states(), await states({ names: ['tenant', 'secretText', 'town'] })])
      expect(answer).not.toMatch(/acme-internal|not-for-visitors|tenant|secretText/);
    expect(await states({ names: ['tenant', 'town'] })).toContain('New York');
  });

  it('are filled in all the same, and a visitor chooses none that is not hers', async () => {
    for (const variables of [{}, { tenant: ['other'], secretText: ['other'], borough: ['Bronx'] }]) {
      const body = { range: RANGE, panels: ['a'], variables };
      const [answer] = await visitor.frames(sharingRoutes.sharedPanels, { body });
      expect(answer?.problem).toBeNull();
      expect(JSON.stringify(answer?.frames)).toContain('7.25');
    }
  });
});
