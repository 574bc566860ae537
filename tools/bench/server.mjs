/** The product on an embedded database that the benchmarks may also reach directly. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'backend/dist/main.js');
const OWNER = { email: 'bench@example.com', password: 'a benchmark of some length' };

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Starts the built product; resolves with its address and the milliseconds until it said that it was ready. */
export async function startProduct(env) {
  const began = performance.now();
  const settings = {
    QD_PORT: '0',
    QD_LOG_LEVEL: 'warn',
    QD_OWNER_EMAIL: OWNER.email,
    QD_OWNER_PASSWORD: OWNER.password,
  };
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...settings, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /Quarterdeck is ready at (\S+)/.exec(output);
      if (found) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`Quarterdeck ended with exit code ${code}.\n${output}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGINT');
    });
  return { url, pid: child.pid, readyMs: performance.now() - began, stop };
}

/** A signed-in owner: `request(method, path, body)` with the session's cookie. */
export async function signIn(url) {
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  });
  if (!reply.ok) throw new Error(`Signing in failed: ${await reply.text()}`);
  const cookie = reply.headers.getSetCookie()[0].split(';')[0];
  const request = async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer;
  };
  return { cookie, request, json: async (...call) => (await request(...call)).json() };
}

export async function benchServer() {
  const { startEmbeddedPostgres } = await import('../../backend/dist/platform/database/embedded-postgres.js');
  const dataDir = temporaryFolder();
  const database = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const product = await startProduct({ QD_DATABASE_URL: database.url, QD_DATA_DIR: dataDir });
  const owner = await signIn(product.url);
  const connect = async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return client;
  };
  return {
    url: product.url,
    pid: product.pid,
    owner,
    connect,
    databaseUrl: database.url,
    dataDir,
    async stop() {
      await product.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

export async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
