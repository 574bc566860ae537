import { randomUUID } from 'node:crypto';
import { annotationRoutes } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes, type DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Frame } from '@quarterdeck/sdk';
import { queryRoutes } from '@quarterdeck/sdk/api/queries';
import { sharingRoutes } from '@quarterdeck/sdk/api/sharing';
import { Variable, variableRoutes } from '@quarterdeck/sdk/api/variables';
import type { z } from 'zod';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';
import { QueriesService } from '../queries/queries.service.js';
import { VariablesService } from './variables.service.js';

const START = Date.parse('2026-01-05T00:00:00Z');
const RANGE = { from: START, to: START + 3_600_000 };
const of = (name: string) => ({ $variable: name });

const VARIABLES: z.input<typeof Variable>[] = [
  { kind: 'labelValues', name: 'borough', metric: 'trips', key: 'borough', multiple: true, all: true },
  { kind: 'labelValues', name: 'zone', metric: 'trips', key: 'zone', where: { borough: of('borough') } },
  { kind: 'list', name: 'how', options: [{ value: 'sum', label: 'Total' }, { value: 'max' }] },
  { kind: 'constant', name: 'city', value: 'New York', hidden: true },
  { kind: 'list', name: 'secret', options: [{ value: 'Bronx' }, { value: 'Queens' }], hidden: true },
  { kind: 'text', name: 'search' },
];
const ask = (id: string, labels: object, more: object = {}) => ({
  ...{ id, widget: 'widget-timeseries@1', place: { x: 0, y: 0, w: 12, h: 8 } },
  queries: [{ source: 'metrics' as const, input: { metric: 'trips', labels, ...more } }],
});
const DOCUMENT: z.input<typeof DashboardDocument> = {
  title: 'Trips',
  variables: VARIABLES,
  panels: [
    ask('borough', { borough: of('borough') }),
    ask('zone', { zone: of('zone') }),
    ask('how', { zone: 'A' }, { aggregate: of('how') }),
    ask('search', { zone: of('search') }),
    ask('secret', { borough: of('secret') }),
  ],
};

describe('variables', () => {
  let app: TestApp;
  let home: TestWorkspace;
  let id: string;
  const series = [
    ['Bronx', 'A', 1],
    ['Bronx', 'B', 2],
    ['Queens', 'C', 4],
    ['Staten Island', 'D', 8],
  ] as const;
  beforeAll(async () => {
    app = await testApp();
    home = await app.workspace();
    const points = series.map(([borough, zone, value]) => ({
      ...{ metric: 'trips', labels: { borough, zone }, value },
      time: START,
    }));
    expect((await app.client(home.pointsKey).request('POST', '/api/points', points)).status).toBe(200);
    id = (await home.editor.call(dashboardRoutes.create, { body: DOCUMENT })).id;
  });
  afterAll(() => app.stop());

  const visitor = async () => {
    const body = { name: '', expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
    return app.client((await home.editor.call(sharingRoutes.create, { params: { id }, body })).token);
  };
  const states = async (variables: object, who = home.viewer) => {
    const found = await who.call(dashboardRoutes.variables, {
      params: { id },
      body: { range: RANGE, variables: variables as never },
    });
    return Object.fromEntries(found.map((one) => [one.name, one]));
  };
  const sums = (answers: Awaited<ReturnType<TestClient['frames']>>) =>
    answers.map(({ frames, problem }) => problem?.code ?? frames.map(({ fields }) => Number(fields[1]?.values[0])));
  const numbers = async (panels: string[], variables: object, who = home.viewer) =>
    sums(
      await who.frames(dashboardRoutes.panels, {
        params: { id },
        body: { range: RANGE, panels, variables: variables as never },
      }),
    );

  it('offer the values of a label, and begin with all or the first', async () => {
    const { borough, zone, how, city } = await states({});
    const values = borough?.options.map(({ value }) => value);
    expect(values).toEqual(['Bronx', 'Queens', 'Staten Island']);
    expect([borough?.chosen, zone?.chosen, how?.chosen, city?.chosen]).toEqual([
      { all: true },
      ['A'],
      ['sum'],
      ['New York'],
    ]);
  });

  it('follow one another: what another choice takes away gives way to the first', async () => {
    const { zone } = await states({ borough: ['Queens'], zone: ['A'] });
    expect(zone).toMatchObject({ options: [{ value: 'C' }], chosen: ['C'] });
    expect((await states({ borough: ['Bronx'], zone: ['B'] })).zone?.chosen).toEqual(['B']);
  });

  it('reach the queries of panels, several values and all', async () => {
    expect(await numbers(['borough'], { borough: ['Queens'] })).toEqual([[4]]);
    expect(await numbers(['borough'], { borough: ['Bronx', 'Queens'] })).toEqual([[1, 2, 4]]);
    expect(await numbers(['borough'], { borough: { all: true } })).toEqual([[1, 2, 4, 8]]);
    expect(await numbers(['borough', 'zone'], {})).toEqual([[1, 2, 4, 8], [1]]);
    expect(await numbers(['zone'], { borough: ['Queens'] })).toEqual([[4]]);
  });

  it('are chosen by who is no editor among what is offered, and the panel that asks says so', async () => {
    const asked = { borough: ['Atlantis'], how: ['avg'] };
    const refused = 'variable.not-offered';
    expect(await numbers(['borough', 'how', 'search'], asked)).toEqual([refused, refused, []]);
    expect(await numbers(['borough', 'how'], asked, home.editor)).toEqual([[], refused]);
    expect(await numbers(['zone'], { zone: { all: true } })).toEqual([refused]);
    expect(await numbers(['zone'], { zone: ['A', 'B'] })).toEqual([refused]);
  });

  it('are the same through a share link, which reaches nothing hidden and nothing else', async () => {
    const guest = await visitor();
    const shared = async (panels: string[], variables: object) =>
      sums(
        await guest.frames(sharingRoutes.sharedPanels, {
          body: { range: RANGE, panels, variables: variables as never },
        }),
      );
    expect(await shared(['borough'], { borough: ['Queens'] })).toEqual([[4]]);
    expect(await shared(['borough', 'search'], { borough: ['Atlantis'], search: ['A'] })).toEqual([
      'variable.not-offered',
      [1],
    ]);
    expect(await shared(['secret'], { secret: ['Queens'] })).toEqual([[1, 2]]);
    const found = await guest.call(sharingRoutes.sharedVariables, { body: { range: RANGE } });
    expect(found.map(({ name }) => name)).not.toContain('secret');
    const { dashboard, uses } = await guest.call(sharingRoutes.shared, {});
    expect(JSON.stringify(dashboard)).not.toContain('trips');
    expect(uses.panels).toMatchObject({ zone: ['borough', 'zone'], how: ['how'] });
    const tricks = { borough: [of('secret')], 'x y': ['A'] };
    const body = { range: RANGE, panels: ['borough'], variables: tricks };
    expect((await guest.request('POST', '/api/shared/panels', body)).status).toBe(422);
    expect((await guest.request('POST', '/api/variables', { range: RANGE, definitions: VARIABLES })).status).toBe(403);
  });

  it('are learnt for whoever still waits, although the first who asked has gone', async () => {
    const slow = randomUUID();
    const [started, answered] = [Promise.withResolvers<true>(), Promise.withResolvers<Frame[]>()];
    app.app.get(QueriesService).registerBuiltIn(slow, {
      schema: () => ({}),
      ask: (_actor, _query, _range, signal) => {
        started.resolve(true);
        signal.addEventListener('abort', () => answered.reject(signal.reason as Error));
        return answered.promise;
      },
    });
    const query = { source: slow, kind: 'metrics', input: {} };
    const variable = Variable.parse({ kind: 'query', name: 'slow', query });
    const ask = (signal: AbortSignal) =>
      app.app
        .get(VariablesService)
        .states(home.actor, [variable], { range: RANGE, timezone: 'UTC', maxPoints: 10 }, signal);
    const hasty = new AbortController();
    const first = ask(hasty.signal).catch(() => undefined);
    await started.promise;
    const second = ask(new AbortController().signal);
    await new Promise((resolve) => setImmediate(resolve));
    hasty.abort();
    answered.resolve([]);
    expect(await second).toMatchObject([{ name: 'slow', problem: null }]);
    await first;
  });

  it('belong to their workspace', async () => {
    const stranger = (await app.workspace()).owner;
    await expect(
      stranger.call(dashboardRoutes.variables, { params: { id }, body: { range: RANGE } }),
    ).rejects.toMatchObject({ status: 404 });
    const body = { range: RANGE, definitions: VARIABLES.slice(0, 1) as Variable[] };
    const [state] = await stranger.call(variableRoutes.draft, { body });
    expect(state).toMatchObject({ options: [], problem: { code: 'metric.not-found' } });
  });

  it('can be asked by an editor before they are saved, with the values stated', async () => {
    const body = {
      range: RANGE,
      definitions: VARIABLES as Variable[],
      names: ['zone'],
      variables: { borough: ['Queens'] },
    };
    expect(await home.editor.call(variableRoutes.draft, { body })).toMatchObject([{ name: 'zone', chosen: ['C'] }]);
    const queries = [{ source: 'metrics', kind: 'metrics', input: { metric: 'trips', labels: { borough: of('b') } } }];
    const run = async (variables: object) =>
      sums(await home.editor.frames(queryRoutes.run, { body: { range: RANGE, queries, variables } as never }));
    expect(await run({ b: ['Bronx', 'Queens'] })).toEqual([[1, 2, 4]]);
    expect(await run({ b: { all: true } })).toEqual([[1, 2, 4, 8]]);
    expect(await run({})).toEqual(['variable.unknown']);
  });

  it('are refused at save where they lead nowhere or in a circle, by name', async () => {
    const save = (document: object) => home.editor.request('POST', '/api/dashboards', { ...DOCUMENT, ...document });
    const detail = async (document: object) => ((await (await save(document)).json()) as { detail: string }).detail;
    expect(await detail({ variables: [] })).toContain('asks for the variable “borough”, which this dashboard does not');
    const one = { kind: 'labelValues', name: 'one', metric: 'trips', key: 'zone', where: { borough: of('two') } };
    const two = { ...one, name: 'two', where: { borough: of('one') } };
    expect(await detail({ panels: [], variables: [one, two] })).toContain('in a circle: “one” → “two” → “one”');
    expect(await detail({ panels: [], variables: [VARIABLES[2], VARIABLES[2]] })).toContain(
      'Two variables have the name',
    );
    expect((await save({ variables: [{ ...VARIABLES[2], name: '__proto__' }] })).status).toBe(422);
  });

  it('are absent from a dashboard that was saved before there were any', async () => {
    const { id: old } = await home.editor.call(dashboardRoutes.create, { body: { title: 'Old' } });
    await app.database.asSystem(() =>
      app.database.sql(`update dashboards set document = document - 'variables' where id = $1`, [old]),
    );
    expect((await home.viewer.call(dashboardRoutes.get, { params: { id: old } })).document.variables).toEqual([]);
  });

  it('bring the notes of the metric that is chosen, and of no other that is not offered', async () => {
    const measure: z.input<typeof Variable> = {
      ...{ kind: 'list', name: 'measure' },
      options: [{ value: 'trips' }, { value: 'fares' }],
    };
    const document = { title: 'One', variables: [measure], panels: [ask('one', {}, { metric: of('measure') })] };
    const one = await home.editor.call(dashboardRoutes.create, { body: document });
    for (const metric of ['trips', 'fares', 'wages'])
      await home.editor.call(annotationRoutes.create, {
        body: { metric, dashboardId: null, text: metric, from: new Date(START).toISOString(), to: null },
      });
    const share = { name: '', expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
    const link = await home.editor.call(sharingRoutes.create, { params: { id: one.id }, body: share });
    const guest = app.client(link.token);
    const query = (chosen?: string) => ({
      ...RANGE,
      ...(chosen === undefined ? {} : { variables: JSON.stringify({ measure: [chosen] }) }),
    });
    const texts = (notes: readonly { readonly text: string }[]) => notes.map(({ text }) => text);
    for (const [chosen, told] of [
      [undefined, ['trips']],
      ['fares', ['fares']],
      ['wages', []],
    ] as const) {
      const params = { id: one.id };
      const inside = await home.viewer.call(annotationRoutes.ofDashboard, { params, query: query(chosen) });
      const outside = await guest.call(sharingRoutes.sharedAnnotations, { query: query(chosen) });
      expect([texts(inside), texts(outside)]).toEqual([told, told]);
    }
    const broken = { params: { id: one.id }, query: { ...RANGE, variables: '{' } };
    await expect(home.viewer.call(annotationRoutes.ofDashboard, broken)).rejects.toThrow('JSON');
  });
});
