import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWNER, Product, type ProductOptions } from './product.js';

const failure = async (options: ProductOptions): Promise<string> => {
  const result: unknown = await Product.start(options).catch((error: unknown) => error);
  if (result instanceof Error) return result.message;
  await (result as Product).remove();
  return 'It started.';
};

describe('a start that cannot go on ends with exit code 1 and one sentence', () => {
  it('when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const said = await failure({ env: { QD_PORT: String(port) } });
    other.close();
    expect(said).toContain('exit code 1');
    expect(said).toContain(`Port ${port} is taken: stop what uses it, or choose another with QD_PORT.`);
  });

  it('when the database cannot be reached', async () => {
    const said = await failure({ env: { QD_DATABASE_URL: 'postgres://nobody:hidden@127.0.0.1:1/none' } });
    expect(said).toMatch(
      /exit code 1[^]*The database at 127\.0\.0\.1:1\/none cannot be reached .*check QD_DATABASE_URL/,
    );
    expect(said).not.toContain('hidden');
  });

  it('when a setting is wrong, naming all that are', async () => {
    const said = await failure({ env: { QD_PORT: 'harbour', QD_ROLE: 'captain' } });
    expect(said).toMatch(/exit code 1[^]*QD_PORT[^]*QD_ROLE/);
    expect(said).not.toContain('    at ');
  });

  it('when the user of the database cannot reach the data folder', async () => {
    if (process.getuid?.() !== 0) return; // anybody else runs the database as himself
    const locked = mkdtempSync(join(tmpdir(), 'quarterdeck-locked-'));
    chmodSync(locked, 0o700);
    const said = await failure({ dataDir: join(locked, 'data') });
    rmSync(locked, { recursive: true });
    expect(said).toMatch(/exit code 1[^]*QD_DATA_DIR/);
  });
});

describe('a server that is killed', () => {
  it('starts again and has every point that it acknowledged', async () => {
    const first = await Product.start();
    const session = await signIn(first.url);
    const { secret } = (await (await session('POST', '/api/api-keys', { name: 'sender' })).json()) as {
      secret: string;
    };
    const acknowledged: number[] = [];
    const sending = sendUntilItDies(first.url, secret, acknowledged);
    while (acknowledged.length < 50) await new Promise((resolve) => setImmediate(resolve));
    await first.kill9();
    await sending;

    const second = await Product.start({ dataDir: first.dataDir });
    try {
      const ask = await signIn(second.url);
      const body = {
        range: { from: START, to: START + 1_000_000 },
        maxPoints: 10_000,
        queries: [{ source: 'metrics', input: { metric: 'kept' } }],
      };
      const reply = await ask('POST', '/api/queries', body);
      const { answers } = (await reply.json()) as { answers: { frames: { fields: { values: number[] }[] }[] }[] };
      const found = new Set(answers[0]?.frames[0]?.fields[1]?.values);
      expect(acknowledged.filter((value) => !found.has(value))).toEqual([]);
    } finally {
      await second.remove();
    }
  });
});

const START = Date.UTC(2026, 0, 1);

async function signIn(url: string) {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${url}/api/session`, { method: 'POST', headers, body: JSON.stringify(OWNER) });
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return (method: string, path: string, body: unknown) =>
    fetch(url + path, { method, headers: { ...headers, cookie }, body: JSON.stringify(body) });
}

/** One point after another, each noted once the server has said that it is stored. */
async function sendUntilItDies(url: string, secret: string, acknowledged: number[]): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  for (let value = 0; ; value++) {
    const body = JSON.stringify([{ metric: 'kept', time: START + value, value }]);
    const reply = await fetch(`${url}/api/points`, { method: 'POST', headers, body }).catch(() => undefined);
    if (!reply?.ok) return;
    acknowledged.push(value);
  }
}
