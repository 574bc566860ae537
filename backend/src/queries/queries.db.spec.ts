import { connectionRoutes } from '@quarterdeck/sdk/api/connections';
import { queryRoutes, type Query } from '@quarterdeck/sdk/api/queries';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { Measurements } from '../platform/http/measurements.js';
import { LOGGER } from '../platform/logger-token.js';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

const RANGE = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 3) };
const ORDERS = {
  data: [
    { at: '2026-01-01T10:00:00Z', total: 12.5 },
    { at: '2026-01-02T10:00:00Z', total: null },
  ],
};
const COLUMNS = [
  { name: 'at', path: 'at', type: 'time' },
  { name: 'total', path: 'total', type: 'number', unit: 'currency:EUR' },
];

/** A shop's API on loopback: a stub at the wire, behind the real plugin in its real process. */
describe('queries of a connection', () => {
  let shop: Server;
  let app: TestApp;
  let workspace: TestWorkspace;
  let source: string;
  let answers: { status: number; asked: number; held: Promise<unknown> };
  beforeAll(async () => {
    answers = { status: 200, asked: 0, held: Promise.resolve() };
    shop = createServer((request, response) => {
      if (request.url !== '/') answers.asked++;
      const status = request.url === '/' ? 200 : answers.status;
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' });
      void answers.held.then(() => response.end(JSON.stringify(ORDERS)));
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    const { port } = shop.address() as AddressInfo;
    app = await testApp({ QD_EGRESS_ALLOW: `127.0.0.1:${String(port)}` });
    workspace = await app.workspace();
    const body = {
      name: 'Shop',
      plugin: 'datasource-json@1',
      config: { baseUrl: `http://127.0.0.1:${String(port)}/` },
    };
    source = (await workspace.owner.call(connectionRoutes.create, { body })).id;
  });
  beforeEach(() => Object.assign(answers, { status: 200, asked: 0, held: Promise.resolve() }));
  afterAll(async () => {
    await app.stop();
    shop.close();
  });

  const question = (input: object = {}): Query => ({
    source,
    kind: 'rows',
    input: { path: 'orders', rowsPath: 'data', columns: COLUMNS, ...input },
  });
  const measured = () => app.app.get(Measurements).registry.metrics();
  const until = async (holds: () => Promise<boolean> | boolean) => {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  };
  const ask = (queries: Query[], of = workspace) =>
    of.editor.frames(queryRoutes.run, { body: { range: RANGE, queries } });

  it('answer with frames that say which plugin in which version made them', async () => {
    const [answer] = await ask([question()]);
    expect(answer?.problem).toBeNull();
    const [frame] = answer?.frames ?? [];
    expect(frame).toMatchObject({ source: 'datasource-json 1.0.0', length: 2 });
    expect(frame?.asOf).toBeGreaterThan(RANGE.to - 1e12);
    expect([...(frame?.fields[1]?.values ?? [])]).toEqual([12.5, NaN]);
  });

  it('are asked once when many ask the same at the same time', async () => {
    const answer = Promise.withResolvers<unknown>();
    answers.held = answer.promise;
    const asked = Promise.all(Array.from({ length: 10 }, () => ask([question()])));
    await until(async () => (await measured()).includes('quarterdeck_queries_waiting 10'));
    answer.resolve(undefined);
    const all = await asked;
    expect(all.flat().map(({ frames }) => frames.length)).toEqual(Array(10).fill(1));
    expect(answers.asked).toBe(1);
  });

  it.each([
    [401, 'plugin.auth', 'settings'],
    [404, 'plugin.not-found', 'settings'],
    [429, 'plugin.rate-limit', 'upstream'],
    [503, 'plugin.transient', 'upstream'],
  ])('say whose fault a status of %d is, and leave the other queries alone', async (status, code, fault) => {
    Object.assign(answers, { status });
    const metric: Query = { source: 'metrics', kind: 'metrics', input: { metric: 'none' } };
    const [failed, other] = await ask([question({ path: `orders/${String(status)}` }), metric]);
    expect(failed?.problem).toMatchObject({ code, fault });
    if (status === 429) expect(failed?.problem?.retryAfterMs).toBe(7000);
    expect(other?.problem).toMatchObject({ code: 'metric.not-found' });
  });

  it('end with who asked, which is no failure to be logged', async () => {
    const told: unknown[] = [];
    app.app.get<Logger>(LOGGER).error = (error: unknown) => void told.push(error);
    const gone = new AbortController();
    answers.held = new Promise(() => undefined);
    const body = { range: RANGE, queries: [question({ path: 'orders/unread' })] };
    const asked = workspace.editor.call(queryRoutes.run, { body, signal: gone.signal });
    await until(() => answers.asked === 1);
    gone.abort();
    await expect(asked).rejects.toThrow('aborted');
    await until(async () => (await measured()).includes('outcome="gone"'));
    expect(told).toEqual([]);
  });

  it('refuse an input that the plugin has not declared, before the plugin sees it', async () => {
    const [answer] = await ask([question({ columns: 'all' })]);
    expect(answer?.problem).toMatchObject({ fault: 'settings' });
    expect(answers.asked).toBe(0);
  });

  it('cannot reach the connection of another workspace', async () => {
    const theirs = await app.workspace();
    const [answer] = await ask([question()], theirs);
    expect(answer?.problem).toMatchObject({ code: 'connection.not-found', fault: 'settings' });
    expect(answers.asked).toBe(0);
  });
});
