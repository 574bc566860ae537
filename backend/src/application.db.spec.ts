import { routes } from '@quarterdeck/sdk/api/routes';
import { isBytes } from '@quarterdeck/sdk/api/route';
import type { AnyRoute } from '@quarterdeck/sdk/client';
import { Problem } from '@quarterdeck/sdk/api/problem';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from './platform/testing/test-app.js';

const ALL: [string, AnyRoute][] = Object.entries(routes).flatMap(([feature, list]) =>
  Object.entries(list).map(([name, route]): [string, AnyRoute] => [`${feature}.${name}`, route]),
);
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const pathOf = ({ path }: AnyRoute, id = UNKNOWN) => `/api/${path.replace(/:\w+/g, id)}`;

/** Walks over every route that the SDK declares, so that a new one is tested before anybody thinks of it. */
describe('every route', () => {
  let app: TestApp;
  let workspace: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    workspace = await app.workspace();
  });
  afterAll(() => app.stop());

  const callerOf = ({ access }: AnyRoute): TestClient =>
    access === 'points' ? app.client(workspace.pointsKey) : workspace.owner;
  const problemOf = async (reply: Response) => {
    expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = Problem.parse(await reply.json());
    expect(problem.requestId).toBe(reply.headers.get('x-request-id'));
    return problem;
  };

  it.each(ALL.filter(([, { access }]) => access !== 'public'))(
    '%s is closed to who is not signed in',
    async (_, route) => {
      const reply = await app.client().request(route.method, pathOf(route), route.body ? {} : undefined);
      expect((await problemOf(reply)).status).toBe(401);
    },
  );

  it.each(ALL.filter(([, { access }]) => !['public', 'points', 'records'].includes(access)))(
    '%s is closed to an API key, which may only send',
    async (_, route) => {
      const reply = await app
        .client(workspace.pointsKey)
        .request(route.method, pathOf(route), route.body ? {} : undefined);
      expect((await problemOf(reply)).status).toBe(403);
    },
  );

  it.each(ALL.filter(([, { params }]) => params))('%s refuses an id that is none', async (_, route) => {
    const reply = await callerOf(route).request(
      route.method,
      pathOf(route, "1'%20or%20'1"),
      route.body ? {} : undefined,
      route.bodyType ? { 'content-type': route.bodyType } : {},
    );
    expect((await problemOf(reply)).status).toBe(422);
  });

  it.each(ALL.filter(([, { body, bodyType }]) => body && !bodyType))(
    '%s refuses a body that is no JSON, of another type, or too large',
    async (_, route) => {
      const caller = callerOf(route);
      const send = (body: string, headers = {}) => caller.request(route.method, pathOf(route), body, headers);
      expect((await problemOf(await send('{"cut'))).status).toBe(400);
      expect((await problemOf(await send('<a/>', { 'content-type': 'application/xml' }))).status).toBe(415);
      const tooMuch = JSON.stringify('x'.repeat((route.bodyLimit ?? 1024 * 1024) + 1));
      expect((await problemOf(await send(tooMuch))).status).toBe(413);
    },
  );

  it.each(ALL.filter(([, { body, bodyType }]) => body && !bodyType))(
    '%s refuses bodies of every wrong shape',
    async (_, route) => {
      for (const body of [null, 7, 'text', true, { unknown: {} }, [[]], { __proto__: null, constructor: 1 }]) {
        const reply = await callerOf(route).request(route.method, pathOf(route), JSON.stringify(body));
        const { status } = await problemOf(reply);
        expect([403, 404, 409, 422]).toContain(status);
      }
    },
  );

  it.each(ALL.filter(([, { bodyType }]) => bodyType && bodyType !== '*/*'))(
    '%s refuses a stream of another type',
    async (_, route) => {
      const headers = { 'content-type': 'application/octet-stream' };
      const reply = await callerOf(route).request(route.method, pathOf(route), 'abc', headers);
      expect((await problemOf(reply)).status).toBe(415);
    },
  );

  it.each(ALL.filter(([, { body, bodyType }]) => body && !bodyType))(
    '%s refuses text that no database can keep',
    async (_, route) => {
      for (const text of ['a\\u0000', '\\uD800', '\\udc00b']) {
        for (const body of [`{"name":"${text}"}`, `[{"${text}":1}]`]) {
          const reply = await callerOf(route).request(route.method, pathOf(route), body);
          expect(await problemOf(reply)).toMatchObject({ status: 400, detail: expect.stringContaining('text') });
        }
      }
    },
  );

  it.each(ALL.filter(([, { method }]) => method !== 'GET'))(
    '%s refuses a request from another web site',
    async (_, route) => {
      const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
      const reply = await callerOf(route).request(route.method, pathOf(route), route.body ? {} : undefined, headers);
      expect((await problemOf(reply)).code).toBe('request.foreign-origin');
    },
  );

  it.each(ALL.filter(([, { answer, params }]) => answer && !params && !isBytes(answer)))(
    '%s sends the security headers, also with a failure',
    async (_, route) => {
      const reply = await app.client().request(route.method, pathOf(route), route.body ? {} : undefined);
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reply.headers.get('content-security-policy')).toContain(`script-src 'self'`);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.headers.get('x-powered-by')).toBeNull();
    },
  );
});

describe('the edge', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ QD_METRICS_TOKEN: 'a-token-for-prometheus' });
  });
  afterAll(() => app.stop());
  const get = (path: string, headers = {}) => app.client().request('GET', path, undefined, headers);

  it('says that it lives and is ready', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ok' });
  });

  it('gives its metrics only to who knows the token', async () => {
    expect((await get('/metrics')).status).toBe(403);
    const reply = await get('/metrics', { authorization: 'Bearer a-token-for-prometheus' });
    expect(await reply.text()).toContain('quarterdeck_http_request_seconds_bucket');
  });

  it('gives its metrics without a token to this machine only, and not through a proxy', async () => {
    const open = await testApp();
    const metrics = (headers = {}) => open.client().request('GET', '/metrics', undefined, headers);
    expect((await metrics()).status).toBe(200);
    expect((await metrics({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
    expect((await metrics({ forwarded: 'for=203.0.113.7' })).status).toBe(403);
    await open.stop();
  });

  it('answers an unknown address with a problem document', async () => {
    const reply = await get('/api/nothing/here');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/plugins/..%2f..%2fpackage.json',
    '/%00',
  ])('gives no file outside the front end for %s', async (path) => {
    const reply = await get(path);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(await reply.text()).not.toContain('workspaces');
  });

  it('describes itself', async () => {
    expect(await (await get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
  });
});
