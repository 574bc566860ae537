import { connectionRoutes, type Connection } from '@quarterdeck/sdk/api/connections';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import type { Problem } from '@quarterdeck/sdk/api/problem';
import { queryRoutes } from '@quarterdeck/sdk/api/queries';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

const TOKEN = 'tok-3f9a-quite-secret';
const NOWHERE = '00000000-0000-4000-8000-000000000000';

/** A JSON API at the wire: wants the token, and answers with one row. Below /together it waits for a second request. */
function startService(): Promise<Server> {
  const waiting: ServerResponse[] = [];
  const answer = (response: ServerResponse, status: number) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify([{ who: 'Ada', sold: 12 }]));
  const server = createServer(({ url = '', headers }, response) => {
    if (headers.authorization !== `Bearer ${TOKEN}`) return answer(response, 401);
    if (url.startsWith('/broken')) return answer(response, 500);
    if (!url.startsWith('/together')) return answer(response, 200);
    if (waiting.push(response) === 2) waiting.splice(0).forEach((each) => answer(each, 200));
    return undefined;
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('connections', () => {
  let service: Server;
  let test: TestApp;
  let home: TestWorkspace;
  let baseUrl: string;
  let elsewhere: string;
  beforeAll(async () => {
    service = await startService();
    const { port } = service.address() as AddressInfo;
    baseUrl = `http://127.0.0.1:${port}`;
    elsewhere = `http://localhost:${port}`;
    test = await testApp({ QD_EGRESS_ALLOW: `127.0.0.1:${port},localhost:${port}` });
    home = await test.workspace();
  });
  afterAll(async () => {
    await test.stop();
    service.close();
  });

  const bodyOf = (name: string, rest = {}) => ({
    ...{ name, plugin: 'datasource-json@1', config: { baseUrl }, secrets: { token: TOKEN } },
    ...rest,
  });
  const create = (name: string) => home.owner.call(connectionRoutes.create, { body: bodyOf(name) });
  const names = async () => (await home.owner.call(connectionRoutes.list, {})).map(({ name }) => name);
  const ask = ({ id: source }: Connection) =>
    home.editor.call(queryRoutes.run, {
      body: {
        range: { from: 0, to: 1 },
        queries: [{ source, kind: 'rows', input: { columns: [{ name: 'sold', path: 'sold', type: 'number' }] } }],
      },
    });
  const refused = async (body: object): Promise<Problem> => {
    const response = await home.owner.request('POST', '/api/connections', body);
    return (await response.json()) as Problem;
  };

  it('are tried and saved, and tell of a secret only that there is one', async () => {
    const response = await home.owner.request('POST', '/api/connections', bodyOf('Shop'));
    expect(response.status).toBe(201);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      ...{ name: 'Shop', plugin: 'datasource-json@1', secretsConfigured: ['token'] },
      config: { baseUrl, tokenHeader: 'Authorization' },
    });
    const { id } = JSON.parse(text) as Connection;
    const read = await home.viewer.request('GET', `/api/connections/${id}`);
    const listed = await home.viewer.request('GET', '/api/connections');
    expect(text + (await read.text()) + (await listed.text())).not.toContain(TOKEN);
  });

  it('tell viewers that they are, and nothing of where they lead', async () => {
    const { id } = await create('For eyes');
    const told = [
      await home.viewer.call(connectionRoutes.get, { params: { id } }),
      ...(await home.viewer.call(connectionRoutes.list, {})).filter((one) => one.id === id),
    ];
    expect(told).toHaveLength(2);
    for (const one of told) expect(one).toMatchObject({ name: 'For eyes', config: {}, secretsConfigured: [] });
    const inside = await home.editor.call(connectionRoutes.get, { params: { id } });
    expect(Object.keys(inside.config)).toContain('baseUrl');
  });

  it('keep their secrets encrypted in the database', async () => {
    const { id } = await create('Vault');
    const [row] = await test.database.asSystem(() =>
      test.database.sql<{ secrets: Buffer }>('select * from connections where id = $1', [id]),
    );
    expect(row!.secrets.length).toBeGreaterThan(TOKEN.length);
    expect(row!.secrets.toString('latin1') + JSON.stringify(row)).not.toContain(TOKEN);
  });

  it('answer questions with their secret', async () => {
    const { answers } = await ask(await create('Asked'));
    expect(answers).toMatchObject([{ problem: null, frames: [{ fields: [{ name: 'sold', values: [12] }] }] }]);
  });

  it('cannot read the secret of another one, even when its bytes are copied over', async () => {
    const [one, other] = [await create('One'), await create('Other')];
    const copy = 'update connections set secrets = (select secrets from connections where id = $1) where id = $2';
    await test.database.asSystem(() => test.database.sql(copy, [one.id, other.id]));
    const { answers } = await ask(other);
    expect(answers[0]?.problem).toMatchObject({ code: 'connection.unreadable-secrets', fault: 'settings' });
    expect((await ask(one)).answers[0]?.problem).toBeNull();
  });

  it('are not saved when the service does not take the secret, and the plugin says so', async () => {
    const problem = await refused(bodyOf('Wrong token', { secrets: { token: 'wrong' } }));
    expect(problem).toMatchObject({ status: 422, code: 'connection.auth' });
    expect(JSON.stringify(problem)).not.toContain('wrong"');
    expect(await names()).not.toContain('Wrong token');
  });

  it('are not saved when the service is out of order', async () => {
    const problem = await refused(bodyOf('Broken', { config: { baseUrl, checkPath: 'broken' } }));
    expect(problem).toMatchObject({ status: 502, code: 'connection.transient' });
    expect(await names()).not.toContain('Broken');
  });

  it('are not saved for a private address that the operator has not allowed', async () => {
    const problem = await refused(bodyOf('Inside', { config: { baseUrl: 'http://127.0.0.1:4399' } }));
    expect(problem).toMatchObject({ status: 422, code: 'connection.config' });
    expect(problem.detail).toContain('QD_EGRESS_ALLOW');
    expect(await names()).not.toContain('Inside');
  });

  it('are refused with everything that does not suit the plugin, each at its place', async () => {
    const config = { baseUrl: 'no address', tokenHeader: 'not a header', colour: 'red' };
    const problem = await refused(bodyOf('Wrong', { config, secrets: { tokne: TOKEN } }));
    expect(problem).toMatchObject({ status: 422, code: 'connection.settings' });
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual([
      ...['config.baseUrl', 'config.colour', 'config.tokenHeader', 'secrets.tokne'],
    ]);
    expect(JSON.stringify(problem)).not.toContain(TOKEN);
  });

  it('need a plugin that is there and is a datasource', async () => {
    expect(await refused(bodyOf('x', { plugin: 'datasource-none@1' }))).toMatchObject({ code: 'plugin.not-found' });
    expect(await refused(bodyOf('x', { plugin: 'datasource-json@9' }))).toMatchObject({ code: 'plugin.not-found' });
    expect(await refused(bodyOf('x', { plugin: 'widget-stat@1' }))).toMatchObject({ code: 'connection.no-datasource' });
  });

  it('have a name of their own, also when two are made at once', async () => {
    const body = bodyOf('Twin', { config: { baseUrl, checkPath: 'together' } });
    const made = await Promise.all([1, 2].map(() => home.owner.request('POST', '/api/connections', body)));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('with a name that is taken are refused before anybody is asked', async () => {
    await create('Taken');
    const problem = await refused(bodyOf('Taken', { config: { baseUrl, checkPath: 'broken' } }));
    expect(problem).toMatchObject({ status: 409, code: 'connection.name-taken', errors: [{ path: 'name' }] });
  });

  it('are removed, and answer nothing from then on', async () => {
    const connection = await create('Doomed');
    const address = `/api/connections/${connection.id}`;
    expect((await home.owner.request('DELETE', address)).status).toBe(204);
    expect((await home.owner.request('DELETE', address)).status).toBe(404);
    expect((await home.owner.request('GET', address)).status).toBe(404);
    expect((await ask(connection)).answers[0]?.problem).toMatchObject({ code: 'connection.not-found' });
  });

  it('are made and removed by owners only', async () => {
    const { id } = await create('Mine');
    for (const person of [home.editor, home.viewer]) {
      expect((await person.request('POST', '/api/connections', bodyOf('Theirs'))).status).toBe(403);
      expect((await person.request('DELETE', `/api/connections/${id}`)).status).toBe(403);
    }
  });

  const change = (id: string, body: object) => home.owner.request('PUT', `/api/connections/${id}`, body);
  const problemOf = async (response: Response) => (await response.json()) as Problem;

  it('are changed, and keep the secrets that are left out', async () => {
    const { id } = await create('Draft');
    const response = await change(id, { name: 'Final', config: { baseUrl, checkPath: 'fine' } });
    expect(response.status).toBe(200);
    const changed = (await response.json()) as Connection;
    expect(changed).toMatchObject({ name: 'Final', config: { checkPath: 'fine' }, secretsConfigured: ['token'] });
    expect(await home.editor.call(connectionRoutes.get, { params: { id } })).toEqual(changed);
    expect((await ask(changed)).answers[0]?.problem).toBeNull();
  });

  it('take a new secret or lose one only when the plugin can still reach its service', async () => {
    const { id } = await create('Guarded');
    for (const token of ['wrong', null]) {
      const response = await change(id, { name: 'Guarded', config: { baseUrl }, secrets: { token } });
      expect(await problemOf(response)).toMatchObject({ status: 422, code: 'connection.auth' });
    }
    expect((await ask(await home.owner.call(connectionRoutes.get, { params: { id } }))).answers[0]?.problem).toBeNull();
  });

  it('lead no secret to another host than it was given for', async () => {
    const { id } = await create('Rooted');
    const moved = { name: 'Rooted', config: { baseUrl: elsewhere } };
    const trial = { id, plugin: 'datasource-json@1', config: moved.config };
    for (const response of [
      await change(id, moved),
      await home.owner.request('POST', '/api/connections/check', trial),
    ]) {
      const problem = await problemOf(response);
      expect(problem).toMatchObject({ code: 'connection.secret-elsewhere', errors: [{ path: 'secrets.token' }] });
    }
    expect((await change(id, { ...moved, secrets: { token: TOKEN } })).status).toBe(200);
  });

  it('keep their name when another one has the new one', async () => {
    await create('First');
    const { id } = await create('Second');
    const problem = await problemOf(await change(id, { name: 'First', config: { baseUrl } }));
    expect(problem).toMatchObject({ status: 409, code: 'connection.name-taken', errors: [{ path: 'name' }] });
    expect(await names()).toContain('Second');
  });

  it('are tried without being saved, also with the secrets that a saved one has', async () => {
    const { id } = await create('Tried');
    const before = await names();
    const given = { plugin: 'datasource-json@1', config: { baseUrl } };
    const bare = await home.owner.request('POST', '/api/connections/check', given);
    expect(await problemOf(bare)).toMatchObject({ status: 422, code: 'connection.auth' });
    const known = await home.owner.request('POST', '/api/connections/check', { ...given, id });
    expect(await known.json()).toEqual({ healthy: true, message: 'The API answers with JSON.', code: null });
    expect(await names()).toEqual(before);
  });

  it('tell editors how they are', async () => {
    const { id } = await create('Watched');
    const check = (person: typeof home.owner) => person.request('POST', `/api/connections/${id}/check`);
    expect(await (await check(home.editor)).json()).toMatchObject({ healthy: true });
    const broken = 'update connections set config = config || \'{"checkPath": "broken"}\' where id = $1';
    await test.database.asSystem(() => test.database.sql(broken, [id]));
    expect(await (await check(home.editor)).json()).toMatchObject({ healthy: false, code: 'connection.transient' });
    expect((await check(home.viewer)).status).toBe(403);
  });

  it('tell which dashboards ask them, and stay as long as one does', async () => {
    const { id } = await create('Needed');
    const panel = {
      ...{ id: 'p', widget: 'widget-table@1', place: { x: 0, y: 0, w: 12, h: 8 } },
      queries: [1, 2].map(() => ({ source: id, kind: 'rows', input: {} })),
    };
    const { id: dashboardId } = (await (
      await home.editor.request('POST', '/api/dashboards', { title: 'Sales', panels: [panel] })
    ).json()) as { id: string };
    const { usedBy } = await home.viewer.call(connectionRoutes.get, { params: { id } });
    expect(usedBy).toEqual([{ id: dashboardId, title: 'Sales' }]);
    const refusal = await home.owner.request('DELETE', `/api/connections/${id}`);
    const problem = await problemOf(refusal);
    expect(problem).toMatchObject({ status: 409, code: 'connection.in-use' });
    expect(problem.detail).toContain('"Sales"');
    await home.editor.call(dashboardRoutes.remove, { params: { id: dashboardId } });
    expect((await home.owner.request('DELETE', `/api/connections/${id}`)).status).toBe(204);
  });

  it('of another workspace do not exist', async () => {
    const { id } = await create('Home');
    const away = await test.workspace('Away');
    expect(await away.owner.call(connectionRoutes.list, {})).toEqual([]);
    for (const gone of [id, NOWHERE]) {
      expect((await away.owner.request('GET', `/api/connections/${gone}`)).status).toBe(404);
      expect((await away.owner.request('DELETE', `/api/connections/${gone}`)).status).toBe(404);
      expect((await away.owner.request('POST', `/api/connections/${gone}/check`)).status).toBe(404);
      const trial = { id: gone, plugin: 'datasource-json@1', config: { baseUrl } };
      expect((await away.owner.request('POST', '/api/connections/check', trial)).status).toBe(404);
    }
    const queries = [{ source: id, kind: 'rows', input: { columns: [{ name: 'sold', path: 'sold' }] } }];
    const { answers } = await away.owner.call(queryRoutes.run, { body: { range: { from: 0, to: 1 }, queries } });
    expect(answers).toMatchObject([{ frames: [], problem: { code: 'connection.not-found' } }]);
    expect(await names()).toContain('Home');
  });
});
