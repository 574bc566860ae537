import { PluginError } from '@quarterdeck/sdk';
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Egress } from '../platform/egress.js';
import { PluginRunner, type Question } from './plugin-runner.js';
import { unpacked } from './wire.js';

/** Hostile plugins, run for real: each is the body of a `check`, in the process that any plugin gets. */
const place = await mkdtemp(join(tmpdir(), 'quarterdeck-plugins-'));
const runners: PluginRunner[] = [];
const lines: string[] = [];
const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
const CHECK: Question = { act: 'check' };
const SETTINGS = { config: {}, secrets: { token: 'real-token' } };

afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await rm(place, { recursive: true });
});

let count = 0;

/** A runner for a plugin whose check does this, with `context` at hand. */
async function running(
  check: string,
  { before = '', http = [] as string[], allow = [] as string[] } = {},
): Promise<PluginRunner> {
  const entry = join(place, `plugin-${++count}.mjs`);
  const schema = '{ safeParse: (data) => ({ success: true, data }) }';
  const plugin = `{ kind: 'datasource', config: ${schema}, queries: {}, async check(context) { ${check} } }`;
  await writeFile(entry, `${before}\nexport default ${plugin};`);
  const runner = new PluginRunner(
    {
      entry,
      files: new Map(),
      manifest: {
        ...{ manifest: 1, id: 'datasource-hostile', version: `1.0.${count}`, kind: 'datasource', title: 'Hostile' },
        ...{ description: '', sdk: '*', entry: 'plugin.mjs', files: {}, config: {}, secrets: {}, queries: {} },
        ...{ needs: { http }, auth: { type: 'none' } },
      },
    },
    { egress: new Egress(allow), logger, now: () => Date.now() },
  );
  runners.push(runner);
  return runner;
}

const never = () => new AbortController().signal;

/** What the check says, which it gives as `{ message }`. */
async function said(runner: PluginRunner, deadlineMs = 10_000, signal = never()): Promise<unknown> {
  return (unpacked(await runner.ask(CHECK, SETTINGS, deadlineMs, signal)).value as { message?: unknown }).message;
}

const tried = (code: string) =>
  `return { message: await (async () => { ${code} })().then((got) => 'GOT ' + got, (error) => 'denied: ' + error.message) };`;

describe('a plugin that does harm', () => {
  it('by never ending is killed by the deadline, while another goes on', async () => {
    const looping = await running(`if (globalThis.warm) for (;;); globalThis.warm = true; return { message: 'warm' };`);
    const other = await running(`return { message: 'fine' };`);
    await Promise.all([said(looping), said(other)]);
    const looped = said(looping, 300);
    expect(await said(other)).toBe('fine');
    await expect(looped).rejects.toMatchObject({ kind: 'transient', message: expect.stringContaining('0.3 seconds') });
    await expect(said(looping)).rejects.toMatchObject({
      kind: 'bug',
      message: expect.stringContaining('it did not stop when it was asked to'),
    });
  });

  it('by filling its memory ends alone', async () => {
    const bomb = await running('const all = []; for (;;) all.push(new Array(1000).fill({}));');
    await expect(said(bomb, 25_000)).rejects.toMatchObject({
      kind: 'bug',
      message: expect.stringMatching(/SIGABRT|SIGTRAP|code/),
    });
  });

  it('by throwing after its answer ends alone, and is started again', async () => {
    const late = await running(`setTimeout(() => { throw new Error('late'); }); return { message: 'early' };`);
    expect(await said(late)).toBe('early');
    await until(() => lines.some((line) => line.includes('Error: late')));
    await until(() => lines.some((line) => line.includes('it ended with code 1')));
    expect(await said(late)).toBe('early');
  });

  it('by sending rubbish through the pipe finds no way to it', async () => {
    const rubbish = await running(tried(`return (await import('node:fs')).writeSync(3, 'rubbish')`));
    expect(await said(rubbish)).toContain('denied');
  });
});

describe('a plugin at work', () => {
  it('outlives a Ctrl-C in the terminal, for it is the server that stops it', async () => {
    const started: ChildProcess[] = [];
    const note = (message: unknown) => void started.push((message as { process: ChildProcess }).process);
    subscribe('child_process', note);
    const runner = await running(
      'globalThis.asked = (globalThis.asked ?? 0) + 1; return { message: globalThis.asked };',
    );
    expect(await said(runner)).toBe(1);
    unsubscribe('child_process', note);
    expect(started.map((child) => child.kill('SIGINT'))).toEqual([true]);
    expect(await said(runner)).toBe(2);
  });
});

describe('a plugin that reaches out', () => {
  it.each([
    ['files', `return (await import('node:fs')).readFileSync('/etc/passwd')`],
    ['programs', `return (await import('node:child_process')).execSync('id')`],
    ['sockets', `return (await import('node:net')).connect(80, '127.0.0.1')`],
    ['a database file', `return (await import('node:sqlite')).DatabaseSync`],
    ['modules without a name', `return (await import('data:text/javascript,export default 1')).default`],
    ['itself anew', `return Object.keys(await import(import.meta.url + '?again'))`],
    ['hidden modules', `return process.getBuiltinModule('node:fs')`],
    ['its process', `return process.kill(1, 0)`],
    ['the end of its process', `return process.exit(0)`],
    ['the network', `return (await fetch('http://127.0.0.1/')).status`],
    ['a socket of the web', `return new WebSocket('ws://127.0.0.1/')`],
    ['a socket from behind the console', `return new console._stdout.constructor().connect(80, '127.0.0.1')`],
    ['the objects of Node', `Object.defineProperty(Object.prototype, 'domain', { get() { return this; } })`],
    ['a bare module', `return (await import('undici')).fetch`],
  ])('gets no %s', async (_, code) => {
    expect(await said(await running(tried(code)))).toMatch(/^denied: /);
  });

  it('finds no dispatcher with which to reach the network', async () => {
    const symbols = `new Request('http://a/'); return Object.getOwnPropertySymbols(globalThis).filter((s) => /undici/.test(String(s)) && globalThis[s]).length`;
    expect(await said(await running(tried(symbols)))).toBe('GOT 0');
  });

  it('finds no environment, no arguments and no secret', async () => {
    const found = 'return JSON.stringify([process.env, process.argv, String(context.secrets.token)])';
    expect(await said(await running(tried(found)))).toMatch(/^GOT \[\{\},\[\],"quarterdeck-secret-[0-9a-f]{32}"\]$/);
  });

  it('reaches only its declared hosts, whatever they resolve to', async () => {
    const asking = await running(tried(`return (await context.fetch('https://elsewhere.example/')).status`), {
      http: ['api.example.com'],
    });
    expect(await said(asking)).toContain('denied: elsewhere.example is not among the hosts this plugin may ask.');
  });
});

async function listening(answer: RequestListener): Promise<{ host: string; close: () => Promise<unknown> }> {
  const server = createServer(answer);
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => void server.close(done));
  };
  return { host: `localhost:${(server.address() as AddressInfo).port}`, close };
}

describe('a request of a plugin', () => {
  async function served(check: (origin: string) => string): Promise<{ message: unknown; authorization: string[] }> {
    const authorization: string[] = [];
    const { host, close } = await listening((request, response) => {
      authorization.push(request.headers.authorization ?? '');
      if (request.url === '/big') response.end(Buffer.alloc(8_000_000, 'x'));
      else if (request.url === '/echo') request.pipe(response);
      else response.writeHead(request.url === '/none' ? 204 : 200, { 'x-own': 'yes' }).end();
    });
    try {
      const runner = await running(check(`http://${host}`), { http: [host], allow: [host] });
      return { message: await said(runner), authorization };
    } finally {
      await close();
    }
  }

  it('goes out with the secret that the plugin never saw', async () => {
    const { message, authorization } = await served(
      (origin) =>
        `const r = await context.fetch('${origin}/', { headers: { authorization: 'Bearer ' + context.secrets.token } });
         return { message: r.status + ' ' + r.headers.get('x-own') };`,
    );
    expect([message, authorization]).toEqual(['200 yes', ['Bearer real-token']]);
  });

  it('brings a large body in parts, and an empty one as none', async () => {
    const { message } = await served(
      (origin) =>
        `const big = (await (await context.fetch('${origin}/big')).arrayBuffer()).byteLength;
         return { message: [big, (await context.fetch('${origin}/none')).body] + '' };`,
    );
    expect(message).toBe('8000000,');
  });

  it('may have a body of its own', async () => {
    const { message } = await served(
      (origin) =>
        `return { message: await (await context.fetch('${origin}/echo', { method: 'POST', body: 'häh' })).text() };`,
    );
    expect(message).toBe('häh');
  });

  it('may leave its body unread, and go on', async () => {
    const { message } = await served(
      (origin) =>
        `for (let n = 0; n < 20; n++) await (await context.fetch('${origin}/big')).body.cancel();
         return { message: 'on' };`,
    );
    expect(message).toBe('on');
  });

  it('fails as a PluginError that the plugin may pass on', async () => {
    const { host, close } = await listening(() => undefined);
    await close();
    const asking = await running(`await context.fetch('http://${host}/')`, { http: [host], allow: [host] });
    await expect(said(asking)).rejects.toMatchObject({
      kind: 'transient',
      message: `${host} cannot be reached (ECONNREFUSED).`,
    });
  });
});

describe('a call', () => {
  it('that fails keeps the kind, the field and the time to wait', async () => {
    const failing = await running(
      `throw Object.assign(new Error('Wait.'), { name: 'PluginError', kind: 'rate-limit', field: 'token', retryAfterMs: 5 });`,
    );
    const error = await said(failing).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PluginError);
    expect(error).toMatchObject({ kind: 'rate-limit', message: 'Wait.', field: 'token', retryAfterMs: 5 });
  });

  it('that fails otherwise is a bug of the plugin', async () => {
    await expect(said(await running('null.x'))).rejects.toMatchObject({ kind: 'bug', message: /^TypeError/ as never });
  });

  it('that nobody waits for any more ends at once, and tells the plugin', async () => {
    const controller = new AbortController();
    const waiting = await running(
      `context.log('info', 'waiting');
       await new Promise((_, reject) => context.signal.addEventListener('abort', () => {
         context.log('warn', 'told'); reject(context.signal.reason); }));`,
    );
    const asked = said(waiting, 10_000, controller.signal);
    await until(() => lines.some((line) => line.includes('"waiting"')));
    controller.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    await until(() => lines.some((line) => line.includes('"told"')));
  });

  it('to a plugin that cannot be loaded says so, and later ones wait', async () => {
    const broken = await running('', { before: 'throw new SyntaxError("half a plugin");' });
    await expect(said(broken)).rejects.toMatchObject({ kind: 'bug', message: 'SyntaxError: half a plugin' });
    await expect(said(broken)).rejects.toMatchObject({ kind: 'bug' });
    await expect(said(broken)).rejects.toMatchObject({ kind: 'bug', retryAfterMs: expect.any(Number) });
  });

  it('writes what the plugin prints into the log, and no more than so much of it', async () => {
    const chatty = await running(`for (let n = 0; n < 500; n++) console.log('chat ' + n); return { message: 'done' };`);
    await said(chatty);
    await chatty.stop();
    const chat = lines.filter((line) => line.includes('chat '));
    expect(chat.length).toBeGreaterThan(0);
    expect(chat.length).toBeLessThanOrEqual(100);
    expect(JSON.parse(chat[0] ?? '')).toMatchObject({ plugin: 'datasource-hostile', level: 40 });
  });
});

/** Looks again with every turn of the event loop. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setImmediate(next));
}
