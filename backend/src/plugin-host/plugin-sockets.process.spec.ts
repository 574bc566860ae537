import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { pino } from 'pino';
import { Egress, type EgressLimits } from '../platform/egress.js';
import { TEST_CERTIFICATE, TEST_KEY } from '../platform/testing/test-certificate.js';
import { PluginRunner } from './plugin-runner.js';
import { unpacked } from './wire.js';

/** Plugins that ask for TCP connections, run for real: each is the body of a `check`. */
const place = await mkdtemp(join(tmpdir(), 'quarterdeck-sockets-'));
const ended: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  await Promise.all(ended.map((end) => end()));
  await rm(place, { recursive: true });
});

const OPEN = `
  const socket = await context.connect(context.config);
  const writer = socket.writable.getWriter();
  const reader = socket.readable.getReader();
  const send = (text) => writer.write(new TextEncoder().encode(text));
  const read = async () => { const { value, done } = await reader.read(); return done ? 'END' : new TextDecoder().decode(value); };`;

interface Given {
  readonly check: string;
  readonly serve: (socket: Socket) => void;
  readonly config?: (port: number) => object;
  readonly allowed?: boolean;
  readonly limits?: EgressLimits;
  readonly signal?: AbortSignal;
}

let count = 0;

/** What the check says after it has met the server. */
async function met({ check, serve, allowed = true, limits, ...given }: Given): Promise<unknown> {
  const server = createServer(serve);
  server.listen(0, '127.0.0.1');
  await new Promise((ready) => void server.once('listening', ready));
  const { port } = server.address() as AddressInfo;
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => void sockets.add(socket.on('error', () => undefined)));
  const runner = await running(check, new Egress(allowed ? [`localhost:${port}`] : [], limits));
  ended.push(
    () => runner.stop(),
    () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => void server.close(done));
    },
  );
  const config = { host: 'localhost', port, ...given.config?.(port) };
  const settings = { config, secrets: { password: 'real', token: 'hidden' } };
  const answer = await runner.ask({ act: 'check' }, settings, 20_000, given.signal ?? new AbortController().signal);
  return (unpacked(answer).value as { message?: unknown }).message;
}

async function running(check: string, egress: Egress): Promise<PluginRunner> {
  const entry = join(place, `plugin-${++count}.mjs`);
  const schema = '{ safeParse: (data) => ({ success: true, data }) }';
  await writeFile(
    entry,
    `export default { kind: 'datasource', config: ${schema}, queries: {}, async check(context) { ${check} } };`,
  );
  const needs = {
    http: [],
    tcp: [{ host: { fromConfig: 'host' }, port: { fromConfig: 'port' } }],
    reveal: ['password'],
  };
  const manifest: DataSourceManifest = {
    ...{ manifest: 1, id: 'datasource-sockets', version: `1.0.${count}`, kind: 'datasource', title: 'Sockets' },
    ...{ description: '', sdk: '*', entry: 'plugin.mjs', files: {}, config: {}, secrets: {}, queries: {} },
    ...{ needs, auth: { type: 'none' } },
  };
  const parts = { egress, logger: pino({ level: 'silent' }), now: () => Date.now() };
  return new PluginRunner({ entry, files: new Map(), manifest }, parts);
}

const echo = (socket: Socket) => void socket.pipe(socket);

describe('a connection of a plugin', () => {
  it('carries bytes both ways, and ends', async () => {
    const check = `${OPEN} await send('häh'); const back = await read(); await writer.close(); return { message: back + await read() };`;
    expect(await met({ check, serve: echo })).toBe('hähEND');
  });

  it('carries much, and waits for who reads slowly', async () => {
    let sent = 0;
    const serve = (socket: Socket) => {
      const fill = () => {
        while (sent < 30_000_000) {
          sent += 100_000;
          if (!socket.write(Buffer.alloc(100_000, 'x'))) return void socket.once('drain', fill);
        }
        socket.end();
      };
      fill();
    };
    const check = `${OPEN}
      await new Promise((later) => setTimeout(later, 300));
      let size = 0;
      for (let part = await reader.read(); !part.done; part = await reader.read()) size += part.value.byteLength;
      return { message: size };`;
    expect(await met({ check, serve })).toBe(30_000_000);
  });

  it('takes much, and waits for a server that reads slowly', async () => {
    let got = 0;
    const serve = (socket: Socket) => {
      setTimeout(() => socket.on('data', ({ length }) => void (got += length)), 200);
      socket.once('end', () => socket.end('done'));
    };
    const check = `${OPEN} await writer.write(new Uint8Array(9_000_000)); await writer.close(); return { message: await read() };`;
    expect(await met({ check, serve })).toBe('done');
    expect(got).toBe(9_000_000);
  });

  it('leads nowhere but where the settings say', async () => {
    const check = (host: string, port: string) =>
      `return { message: await context.connect({ host: ${host}, port: ${port} }).then(() => 'in', (e) => e.message) };`;
    for (const [host, port] of [
      ['"127.0.0.1"', 'context.config.port'],
      ['"localhost"', '22'],
      ['"elsewhere.example"', '5432'],
    ] as const) {
      const said = await met({ check: check(host, port), serve: echo });
      expect(said).toMatch(/is not among the servers this plugin may connect to\.$/);
    }
    expect(await met({ check: check('["localhost"]', '1'), serve: echo })).toMatch(/cannot have/);
    expect(await met({ check: check('"/run/postgresql"', '0'), serve: echo })).toMatch(/cannot have/);
  });

  it.each(['localhost', '127.0.0.1', '2130706433', '::ffff:127.0.0.1'])(
    'does not lead into the network to %s, and says which setting lets it',
    async (host) => {
      const check = OPEN;
      const config = (port: number) => ({ host, port });
      const asked = met({ check, serve: echo, config, allowed: false });
      await expect(asked).rejects.toMatchObject({
        kind: 'config',
        message: expect.stringMatching(/inside the network.*QD_EGRESS_ALLOW=\S+:\d+\.$/),
      });
    },
  );

  it('that cannot be made says why in words', async () => {
    const config = () => ({ port: 1 });
    await expect(met({ check: OPEN, serve: echo, config, allowed: false })).rejects.toMatchObject({ kind: 'config' });
    const refused = running(OPEN, new Egress(['localhost:1']));
    ended.push(async () => (await refused).stop());
    const settings = { config: { host: 'localhost', port: 1 }, secrets: {} };
    const asked = (await refused).ask({ act: 'check' }, settings, 20_000, new AbortController().signal);
    await expect(asked).rejects.toMatchObject({
      kind: 'transient',
      message: 'localhost:1 cannot be reached: nothing answers at this port (ECONNREFUSED).',
    });
  });

  it('takes in so much and no more', async () => {
    const serve = (socket: Socket) => void socket.end(Buffer.alloc(3_000_000));
    const check = `${OPEN} for (;;) if ((await reader.read()).done) return { message: 'all' };`;
    const limits = { bytes: 1024 * 1024, ms: 10_000 };
    await expect(met({ check, serve, limits })).rejects.toMatchObject({
      kind: 'unsupported',
      message: 'localhost sent more than 1 MiB: ask for fewer rows or columns.',
    });
  });

  it('that stands idle is cut', async () => {
    const check = `${OPEN} return { message: await read() };`;
    const limits = { bytes: 1000, ms: 100 };
    await expect(met({ check, serve: () => undefined, limits })).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('for 0.1 seconds'),
    });
  });

  it('ends with the call that opened it', async () => {
    const gone = Promise.withResolvers<string>();
    const serve = (socket: Socket) => void socket.on('close', () => gone.resolve('closed'));
    expect(await met({ check: `${OPEN} return { message: 'left open' };`, serve })).toBe('left open');
    expect(await gone.promise).toBe('closed');
  });

  it('can still say goodbye when nobody waits for the call any more', async () => {
    const controller = new AbortController();
    const last = Promise.withResolvers<string>();
    const serve = (socket: Socket) => {
      socket.on('data', (bytes) =>
        String(bytes) === 'hello' ? controller.abort(new Error('gone')) : last.resolve(String(bytes)),
      );
    };
    const check = `${OPEN} await send('hello');
      await new Promise((told) => context.signal.addEventListener('abort', told));
      await send('stop'); await new Promise((later) => setTimeout(later, 50));`;
    await expect(met({ check, serve, signal: controller.signal })).rejects.toThrow('gone');
    expect(await last.promise).toBe('stop');
  });

  it('is one of few', async () => {
    const check = `for (let n = 0; n < 5; n++) await context.connect(context.config);`;
    await expect(met({ check, serve: echo })).rejects.toMatchObject({
      message: expect.stringContaining('cannot have'),
    });
  });
});

describe('an encrypted connection of a plugin', () => {
  /** Answers "tls?" in the clear with "S" and goes on in TLS, as databases do. */
  const starttls =
    (answer = 'S') =>
    (socket: Socket) => {
      socket.once('data', () => {
        socket.write(answer);
        const secure = new TLSSocket(socket, { isServer: true, key: TEST_KEY, cert: TEST_CERTIFICATE });
        secure.on('error', () => undefined).on('data', (bytes) => secure.write(`secret ${String(bytes)}`));
      });
    };
  const CHECK = `${OPEN} await send('tls?'); const sure = await read();
    await socket.startTls(context.config.tls); await send('it'); return { message: sure + ' ' + await read() };`;
  const tls = (wishes: object) => () => ({ tls: wishes });

  it('goes on in TLS with a server whose certificate is trusted', async () => {
    const config = tls({ ca: TEST_CERTIFICATE });
    expect(await met({ check: CHECK, serve: starttls(), config })).toBe('S secret it');
  });

  it('is refused where the certificate comes from nobody known, unless that is wanted', async () => {
    await expect(met({ check: CHECK, serve: starttls(), config: tls({}) })).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringMatching(/^TLS with localhost:\d+ failed: self-signed certificate/),
    });
    expect(await met({ check: CHECK, serve: starttls(), config: tls({ verify: false }) })).toBe('S secret it');
  });

  it('is not begun over what somebody slipped in before', async () => {
    const check = `${OPEN} await send('tls?'); await new Promise((later) => setTimeout(later, 100));
      await socket.startTls({ verify: false });`;
    await expect(met({ check, serve: starttls('SX') })).rejects.toMatchObject({
      message: expect.stringContaining('somebody may listen in'),
    });
  });
});

describe('a secret of a plugin', () => {
  it('is revealed only where its needs name it', async () => {
    const check = `let hidden; try { hidden = context.secrets.token.reveal(); } catch (e) { hidden = e.message; }
      return { message: context.secrets.password.reveal() + ' ' + (String(context.secrets.password) !== 'real') + ' ' + hidden };`;
    expect(await met({ check, serve: echo })).toBe(
      `real true The plugin's needs do not name "token" among what it reveals.`,
    );
  });
});
