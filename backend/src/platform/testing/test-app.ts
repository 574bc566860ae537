import type { NestExpressApplication } from '@nestjs/platform-express';
import { QuarterdeckClient } from '@quarterdeck/sdk/client';
import type { Role } from '@quarterdeck/sdk/api/identity';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApplication } from '../../application.js';
import type { Actor } from '../actor.js';
import { Config, PROJECT_ROOT } from '../config.js';
import { Database } from '../database/database.js';
import { createToken, hashToken } from '../tokens.js';
import { createTestDatabase } from './test-database.js';

/** The real application on a database of its own, listening on loopback. */
export interface TestApp {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly databaseUrl: string;
  readonly database: Database;
  /** A new workspace with one person per role. */
  workspace(name?: string): Promise<TestWorkspace>;
  /** Somebody who is not signed in, or who sends this token. */
  client(token?: string): TestClient;
  stop(): Promise<void>;
}

export interface TestWorkspace {
  readonly id: string;
  readonly actor: Actor;
  readonly owner: TestClient;
  readonly editor: TestClient;
  readonly viewer: TestClient;
  /** The secret of an API key that may send points. */
  readonly pointsKey: string;
}

/** The typed client, and below it plain requests for what no typed client would send. */
export class TestClient extends QuarterdeckClient {
  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    super({
      baseUrl: url,
      fetch: (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as object), ...headers } }),
    });
  }

  /** For sockets, which send it in their handshake. */
  get cookie(): string {
    return this.headers.cookie ?? '';
  }

  /** `path` is the whole path: `/api/dashboards`. A body that is no string is sent as JSON. */
  request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    return fetch(this.url + path, {
      method,
      headers: { ...json, ...this.headers, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }
}

/** Called in `beforeAll`; `stop` belongs into `afterAll`. `settings` are QD_ variables. */
export async function testApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const test = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'quarterdeck-app-'));
  const env = { QD_DATA_DIR: dataDir, QD_DATABASE_URL: test.url, QD_DEMO: 'off', QD_LOG_LEVEL: 'silent', ...settings };
  const config = Config.read(env, PROJECT_ROOT);
  const app = await createApplication({ config, logger: pino({ level: config.logLevel }), databaseUrl: test.url });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  const database = app.get(Database);
  return {
    app,
    url,
    databaseUrl: test.url,
    database,
    workspace: (name = 'Test') => makeWorkspace(database, url, name),
    client: (token) => new TestClient(url, token ? { authorization: `Bearer ${token}` } : {}),
    async stop() {
      await app.close();
      await test.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeWorkspace(database: Database, url: string, name: string): Promise<TestWorkspace> {
  return database.asSystem(async () => {
    const [made] = await database.sql<{ id: string }>('insert into workspaces (name) values ($1) returning id', [name]);
    const id = made?.id ?? '';
    const owner = await makePerson(database, id, 'owner');
    const pointsKey = createToken('qd_key_');
    await database.sql('insert into api_keys (workspace_id, name, hint, token_hash) values ($1, $2, $3, $4)', [
      id,
      'Test',
      pointsKey.slice(0, 12),
      hashToken(pointsKey),
    ]);
    return {
      id,
      actor: { kind: 'user', id: owner.id, workspaceId: id, role: 'owner' },
      owner: clientOf(url, owner.token),
      editor: clientOf(url, (await makePerson(database, id, 'editor')).token),
      viewer: clientOf(url, (await makePerson(database, id, 'viewer')).token),
      pointsKey,
    };
  });
}

const clientOf = (url: string, token: string) => new TestClient(url, { cookie: `qd_session=${token}` });

async function makePerson(database: Database, workspaceId: string, role: Role): Promise<{ id: string; token: string }> {
  const token = createToken('qd_session_');
  const [user] = await database.sql<{ id: string }>(
    `insert into users (email, name, password_hash) values (gen_random_uuid() || '@example.com', $1, 'none') returning id`,
    [role],
  );
  const id = user?.id ?? '';
  await database.sql('insert into memberships (workspace_id, user_id, role) values ($1, $2, $3)', [
    workspaceId,
    id,
    role,
  ]);
  await database.sql(
    `insert into sessions (token_hash, user_id, workspace_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [hashToken(token), id, workspaceId],
  );
  return { id, token };
}
