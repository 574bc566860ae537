import { cellAt, PluginError, type TimeRange } from '@quarterdeck/sdk';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import { Clock } from '../platform/clock.js';
import { Config, PROJECT_ROOT } from '../platform/config.js';
import { Egress } from '../platform/egress.js';
import { ProblemFilter } from '../platform/http/problem.filter.js';
import { LOGGER } from '../platform/logger-token.js';
import { PluginHostController } from './plugin-host.controller.js';
import { PluginHostService, type PluginQuestion } from './plugin-host.service.js';

const PACKER = resolve(PROJECT_ROOT, 'tools/build-plugin.mjs');
const RANGE: TimeRange = { from: 0, to: Date.UTC(2027, 0), timezone: 'UTC', maxPoints: 500 };

const place = await mkdtemp(join(tmpdir(), 'quarterdeck-catalogue-'));
const hosts: PluginHostService[] = [];
const never = new AbortController().signal;

async function packed(id: string, folder = join(place, 'good', id)): Promise<string> {
  await promisify(execFile)(process.execPath, [PACKER, resolve(PROJECT_ROOT, 'plugins', id), join(folder, 'dist')]);
  return folder;
}

/** A copy of a packed plugin whose manifest says something else. */
async function variant(
  from: string,
  folder: string,
  change: (manifest: Record<string, unknown>) => object,
): Promise<string> {
  await cp(from, folder, { recursive: true });
  const path = join(folder, 'dist/quarterdeck.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...manifest, ...change(manifest) }));
  return folder;
}

async function hostOf(folders: string[], allow: string[] = []): Promise<PluginHostService> {
  const config = Config.read({ QD_PLUGIN_DIRS: folders.join(','), QD_EGRESS_ALLOW: allow.join(',') });
  const host = new PluginHostService(config, new Egress(allow), new Clock(), pino({ level: 'silent' }));
  await host.onModuleInit();
  hosts.push(host);
  return host;
}

let widget = '';
beforeAll(async () => {
  [widget] = (await Promise.all(['widget-stat', 'datasource-json'].map((id) => packed(id)))) as [string, string];
});
afterAll(async () => {
  await Promise.all(hosts.map((host) => host.stop()));
  await rm(place, { recursive: true });
});

describe('the catalogue', () => {
  const good = join(place, 'good');

  it('lists what was packed, with what forms and browsers need', async () => {
    const [source, stat] = (await hostOf([good])).list();
    expect(source).toMatchObject({
      id: 'datasource-json',
      kind: 'datasource',
      needs: { http: [{ fromConfig: 'baseUrl' }] },
    });
    expect(source?.queries?.rows).toMatchObject({ title: 'Rows', shape: 'table', input: { type: 'object' } });
    expect(stat).toMatchObject({
      module: '/plugins/widget-stat/1.0.0/widget.mjs',
      options: { type: 'object' },
      accepts: { minFrames: 1 },
      size: { w: 6, h: 4 },
      state: { ready: true },
    });
  });

  it('keeps several versions side by side, and a pin means the newest of its major', async () => {
    const more = join(place, 'more');
    for (const version of ['1.9.0', '1.10.0', '2.0.0']) await variant(widget, join(more, version), () => ({ version }));
    const host = await hostOf([good, more]);
    expect(host.resolve('widget-stat@1').manifest.version).toBe('1.10.0');
    expect(host.resolve('widget-stat@2').manifest.version).toBe('2.0.0');
    expect(host.require('widget-stat', '1.9.0').manifest.version).toBe('1.9.0');
  });

  it('names the version that is not there, and those that are', async () => {
    const host = await hostOf([good]);
    const message = 'The plugin widget-stat 3.x is not installed. Installed: 1.0.0.';
    expect(() => host.resolve('widget-stat@3')).toThrow(expect.objectContaining({ kind: 'not-found', message }));
    expect(() => host.resolve('widget-gauge@1')).toThrow('The plugin widget-gauge 1.x is not installed.');
    expect(() => host.require('widget-stat', '1.0.1')).toThrow('The plugin widget-stat 1.0.1 is not installed.');
  });

  it('lists the broken ones with their reasons, and loads the rest', async () => {
    const broken = join(place, 'broken');
    await variant(widget, join(broken, 'a-tampered'), () => ({ version: '1.1.0' }));
    await writeFile(join(broken, 'a-tampered/dist/widget.mjs'), 'export const draw = () => steal();');
    await variant(widget, join(broken, 'b-newer'), () => ({ version: '1.2.0', sdk: '^7.0.0' }));
    await variant(widget, join(broken, 'c-escaping'), () => ({ files: { '../../package.json': 'sha512-x' } }));
    await variant(widget, join(broken, 'd-twin'), () => ({}));
    await mkdir(join(broken, 'e-no-plugin'));
    await variant(widget, join(broken, 'f-half'), () => ({ version: '1.3.0' }));
    await rm(join(broken, 'f-half/dist/widget.mjs'));
    const host = await hostOf([good, broken, join(place, 'nowhere')]);
    const unusable = host.list().filter(({ state }) => !state.ready);
    expect(Object.fromEntries(unusable.map(({ version, state, id }) => [`${id} ${version}`, state.reason]))).toEqual({
      'c-escaping 0.0.0': expect.stringContaining('Its manifest is not valid at "files'),
      'widget-stat 1.0.0': 'The same version lies in a second folder.',
      'widget-stat 1.1.0': expect.stringContaining('widget.mjs is not the one it was packed with'),
      'widget-stat 1.2.0': 'It was written for SDK ^7.0.0, and this is 1.0.0.',
      'widget-stat 1.3.0': 'Its file widget.mjs is missing.',
    });
    expect(host.resolve('widget-stat@1').manifest.version).toBe('1.0.0');
  });

  it('gives out the files that a manifest lists and no others', async () => {
    const host = await hostOf([good]);
    const bytes = (await host.file('widget-stat', '1.0.0', 'widget.mjs')) ?? new Uint8Array();
    const { files } = host.resolve('widget-stat@1').manifest;
    expect(`sha512-${createHash('sha512').update(bytes).digest('base64')}`).toBe(files['widget.mjs']);
    for (const path of ['quarterdeck.json', '../package.json', 'draw.ts', '__proto__']) {
      expect(await host.file('widget-stat', '1.0.0', path)).toBeUndefined();
    }
    expect(await host.file('widget-stat', '1.0.1', 'widget.mjs')).toBeUndefined();
  });
});

describe('the files of plugins over HTTP', () => {
  async function get(path: string): Promise<Response> {
    const host = await hostOf([join(place, 'good')]);
    const module = await Test.createTestingModule({
      controllers: [PluginHostController],
      providers: [
        { provide: PluginHostService, useValue: host },
        { provide: LOGGER, useValue: pino({ level: 'silent' }) },
      ],
    }).compile();
    const app = module.createNestApplication({ logger: false });
    app.useGlobalFilters(new ProblemFilter(pino({ level: 'silent' })));
    await app.listen(0, '127.0.0.1');
    try {
      const response = await fetch(`${await app.getUrl()}${path}`);
      return new Response(await response.text(), response);
    } finally {
      await app.close();
    }
  }

  it('never change under their address', async () => {
    const response = await get('/plugins/widget-stat/1.0.0/widget.mjs');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toMatch(/export\s*\{.* as draw\}/);
  });

  it.each([
    ['/plugins/widget-stat/1.0.0/quarterdeck.json', 'quarterdeck.json'],
    ['/plugins/widget-stat/1.0.0/..%2f..%2fpackage.json', 'package.json'],
    ['/plugins/widget-stat/1.7.0/widget.mjs', 'widget-stat 1.7.0'],
    ['/plugins/widget-none/1.0.0/widget.mjs', 'widget-none 1.0.0'],
  ])('are not found at %s', async (path, named) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(named) });
  });
});

describe('a datasource behind its walls', () => {
  const asked: IncomingMessage[] = [];
  const ROWS = [
    { at: '2026-01-01T00:00:00Z', value: 1.5 },
    { at: '2026-01-02T00:00:00Z', value: 2 },
  ];
  const STATUS: Record<string, number> = { '/api/401': 401, '/api/429': 429, '/api/500': 500, '/api/404': 404 };
  let server: Server;
  let address = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request);
      response.writeHead(STATUS[request.url ?? ''] ?? 200, { 'retry-after': '3' });
      response.end(request.url === '/api/html' ? '<html>' : JSON.stringify(ROWS));
    });
    await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
    address = `localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => void server.close(done)));

  const columns = [
    { name: 'at', path: 'at', type: 'time' },
    { name: 'value', path: 'value', type: 'number', unit: 'ms' },
  ];
  const question = (input: object): PluginQuestion => ({
    kind: 'rows',
    input: { path: 'rows', columns, ...input },
    range: RANGE,
  });
  const connection = (secrets: Record<string, string> = {}) => {
    return { pin: 'datasource-json@1', config: { baseUrl: `http://${address}/api` }, secrets };
  };
  const opened = () => hostOf([join(place, 'good')], [address]);

  it('answers with frames that say where they come from and as of when', async () => {
    const [frame] = await (await opened()).query(connection(), question({}), never);
    expect(frame).toMatchObject({ name: 'rows', length: 2, source: 'datasource-json 1.0.0', truncated: false });
    expect(frame?.asOf).toBeGreaterThan(Date.UTC(2026, 0));
    expect(frame?.fields.map((field) => [field.unit, cellAt(field, 1)])).toEqual([
      [undefined, Date.UTC(2026, 0, 2)],
      ['ms', 2],
    ]);
  });

  it('is checked with its token, which only the service sees', async () => {
    expect(await (await opened()).check(connection({ token: 'real' }), never)).toEqual({
      message: 'The API answers with JSON.',
    });
    expect(asked.at(-1)?.headers).toMatchObject({ authorization: 'Bearer real', accept: 'application/json' });
  });

  it.each([
    ['401', { kind: 'auth', field: 'token' }],
    ['404', { kind: 'not-found' }],
    ['429', { kind: 'rate-limit', retryAfterMs: 3000 }],
    ['500', { kind: 'transient' }],
    ['html', { kind: 'config' }],
  ])('tells apart what went wrong at /%s', async (path, expected) => {
    const error = await (
      await opened()
    )
      .query(connection(), question({ path }), never)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PluginError);
    expect(error).toMatchObject(expected);
  });

  it('answers several questions at once in one process', async () => {
    const host = await opened();
    const all = await Promise.all(Array.from({ length: 20 }, () => host.query(connection(), question({}), never)));
    expect(all.map(([frame]) => frame?.length)).toEqual(Array.from({ length: 20 }, () => 2));
  });

  it('is not let into the network of the server', async () => {
    const host = await hostOf([join(place, 'good')]);
    await expect(host.check(connection(), never)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('QD_EGRESS_ALLOW'),
    });
  });

  it('is not asked what does not suit it', async () => {
    const host = await opened();
    await expect(host.query(connection(), question({ columns: [] }), never)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'query.invalid',
      fields: [{ path: 'columns' }],
    });
    await expect(host.query(connection(), { ...question({}), kind: 'toString' }, never)).rejects.toMatchObject({
      code: 'query.unknown-kind',
    });
    await expect(host.check({ ...connection(), config: {} }, never)).rejects.toMatchObject({
      kind: 'config',
      field: 'baseUrl',
    });
    await expect(host.check({ ...connection(), pin: 'widget-stat@1' }, never)).rejects.toMatchObject({
      code: 'plugin.no-datasource',
    });
  });
});
