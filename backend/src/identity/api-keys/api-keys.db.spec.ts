import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { Clock } from '../../platform/clock.js';
import { ActorResolvers } from '../../platform/http/actor-resolvers.js';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';

const MINUTE_MS = 60_000;

describe('API keys', () => {
  let test: TestApp;
  let home: TestWorkspace;
  let now = Date.now();
  beforeAll(async () => {
    test = await testApp();
    home = await test.workspace();
    test.app.get(Clock).now = () => now;
  });
  afterAll(() => test.stop());

  const create = (name: string, expiresAt: string | null = null) =>
    home.owner.call(identityRoutes.createApiKey, { body: { name, expiresAt } });
  const listed = async (id: string) =>
    (await home.owner.call(identityRoutes.listApiKeys, {})).find((key) => key.id === id);
  const resolve = (secret: string) => test.app.get(ActorResolvers).require(secret);

  it('tell their secret once, and keep only enough of it to be told apart', async () => {
    const { key, secret } = await create('Plant 7');
    expect(secret).toMatch(/^qd_key_[\w-]{43}$/);
    expect(secret.startsWith(key.hint)).toBe(true);
    expect(key.hint).toHaveLength(11);
    const list = await home.owner.request('GET', '/api/api-keys');
    expect(await list.text()).not.toContain(secret.slice(12));
    const rows = await test.database.asSystem(() => test.database.sql('select * from api_keys'));
    expect(JSON.stringify(rows)).not.toContain(secret.slice(12));
  });

  it('stand for their workspace and for no role', async () => {
    const { key, secret } = await create('Plant 8');
    expect(await resolve(secret)).toEqual({ kind: 'api-key', id: key.id, workspaceId: home.id, role: null });
  });

  it('read nothing, not even the list of keys', async () => {
    const { secret } = await create('Plant 9');
    for (const path of ['/api/api-keys', '/api/dashboards', '/api/connections', '/api/metrics']) {
      expect((await test.client(secret).request('GET', path)).status).toBe(403);
    }
  });

  it('are worth nothing once they are revoked', async () => {
    const { key, secret } = await create('Plant 10');
    await resolve(secret);
    await home.owner.call(identityRoutes.removeApiKey, { params: { id: key.id } });
    const refused = await test.client(secret).request('POST', '/api/points', []);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'token.invalid' });
    expect(await listed(key.id)).toBeUndefined();
  });

  it('are worth nothing once they have expired, to the millisecond', async () => {
    const { secret } = await create('A visitor', new Date(now + MINUTE_MS).toISOString());
    now += MINUTE_MS - 1;
    expect(await resolve(secret)).toMatchObject({ kind: 'api-key' });
    now += 1;
    await expect(resolve(secret)).rejects.toMatchObject({ kind: 'unauthenticated' });
  });

  it('cannot be made to expire in the past', async () => {
    const response = await home.owner.request('POST', '/api/api-keys', {
      name: 'x',
      expiresAt: '2020-01-01T00:00:00Z',
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'api-key.ends-in-the-past', errors: [{ path: 'expiresAt' }] });
  });

  it('say when they were last used, at most a minute late', async () => {
    const { key, secret } = await create('Plant 11');
    expect(await listed(key.id)).toMatchObject({ lastUsedAt: null });
    await resolve(secret);
    const first = new Date(now).toISOString();
    now += MINUTE_MS - 1;
    await resolve(secret);
    expect(await listed(key.id)).toMatchObject({ lastUsedAt: first });
    now += MINUTE_MS;
    await resolve(secret);
    expect(await listed(key.id)).toMatchObject({ lastUsedAt: new Date(now).toISOString() });
  });

  it('are made, seen and revoked by owners only', async () => {
    const { key } = await create('Plant 12');
    for (const person of [home.editor, home.viewer]) {
      expect((await person.request('GET', '/api/api-keys')).status).toBe(403);
      expect((await person.request('POST', '/api/api-keys', { name: 'x' })).status).toBe(403);
      expect((await person.request('DELETE', `/api/api-keys/${key.id}`)).status).toBe(403);
    }
  });

  it('of another workspace do not exist', async () => {
    const { key } = await create('Plant 13');
    const away = await test.workspace('Away');
    expect((await away.owner.call(identityRoutes.listApiKeys, {})).map(({ id }) => id)).not.toContain(key.id);
    expect((await away.owner.request('DELETE', `/api/api-keys/${key.id}`)).status).toBe(404);
    expect(await listed(key.id)).toBeDefined();
  });

  it.each(['', 'qd_key_', 'qd_key_wrong', 'nonsense'])('that were never made ("%s") are refused', async (secret) => {
    const headers = { authorization: `Bearer ${secret}` };
    expect((await test.client().request('POST', '/api/points', [], headers)).status).toBe(401);
  });
});
