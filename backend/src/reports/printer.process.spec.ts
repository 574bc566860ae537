import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { BrowserService } from '../platform/browser/browser.service.js';
import { hasNpmBrowser } from '../platform/browser/npm-browser.js';
import { Config } from '../platform/config.js';
import { printPage, type Printing } from './printer.js';
import { printSite, requirePlugins } from './print-site.js';

const gauge = {
  id: 'widget-gauge',
  version: '1.2.0',
  kind: 'widget' as const,
  title: 'Gauge',
  description: '',
  state: { ready: true },
  module: '/plugins/widget-gauge/1.2.0/widget.mjs',
};
const SNAPSHOT = new TextEncoder().encode('forty-two numbers');

let browser: BrowserService;
let folder: string;
let frontEnd: string;
let outside: Server;
let heard: string[];
let outsideUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-printer-'));
  frontEnd = join(folder, 'front-end');
  await mkdir(frontEnd);
  const settings = { QD_DATA_DIR: folder, QD_CHROMIUM: hasNpmBrowser() ? 'npm' : '' };
  browser = new BrowserService(Config.read(settings), pino({ level: 'silent' }));
  outside = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end('secret');
  });
  outside.on('upgrade', (request, socket) => {
    heard.push(`socket ${request.url ?? ''}`);
    socket.destroy();
  });
  await new Promise<void>((listening) => outside.listen(0, '127.0.0.1', listening));
  outsideUrl = `127.0.0.1:${(outside.address() as AddressInfo).port}`;
});
beforeEach(() => {
  heard = [];
});
afterAll(async () => {
  await browser.beforeApplicationShutdown();
  await rm(folder, { recursive: true });
  outside.close();
});

/** Prints a front end that consists of one script. */
async function print(script: string, change: Partial<Printing> = {}) {
  await writeFile(join(frontEnd, 'index.html'), PAGE);
  await writeFile(join(frontEnd, 'main.js'), script);
  const notices: string[] = [];
  const progress: number[] = [];
  const printing: Printing = {
    site: printSite({ frontEnd, snapshot: SNAPSHOT, plugins: [gauge], pluginFile }),
    title: 'City demand',
    deadlineMs: 10_000,
    signal: new AbortController().signal,
    onProgress: async (step) => void progress.push(step),
    onNotice: (notice) => void notices.push(notice),
    ...change,
  };
  const pdf = await browser.withPage((page) => printPage(page, printing), printing.signal);
  return { pdf: Buffer.from(pdf).toString('latin1'), notices, progress };
}

const PAGE = `<!doctype html><html lang="en"><head><link rel="icon" href="data:," /><style nonce="__CSP_NONCE__">h1 { color: #0b6e75 }</style></head>
  <body><h1>Printed</h1><script type="module" src="/main.js"></script></body></html>`;
const READY = `document.documentElement.dataset.printed = 'ready';`;
const pluginFile = async (id: string, version: string, path: string) =>
  `${id}/${version}/${path}` === 'widget-gauge/1.2.0/widget.mjs'
    ? new TextEncoder().encode(`export default 'a gauge';`)
    : undefined;

describe('the printer', () => {
  it('prints the page once it says that it is ready, under the title of the report', async () => {
    const { pdf, progress, notices } = await print(READY);
    expect(pdf).toMatch(/^%PDF-/);
    expect(pdf).toContain('/Title (City demand)');
    expect([progress, notices]).toEqual([[0.4, 0.8], []]);
  });

  it('hands the page the bytes of the snapshot and the plugins that were frozen', async () => {
    const script = `
      const bytes = await (await fetch('/snapshot')).arrayBuffer();
      const snapshot = new TextDecoder().decode(bytes) + ' of ' + (await crypto.subtle.digest('SHA-256', bytes)).byteLength;
      const widget = await import('/plugins/widget-gauge/1.2.0/widget.mjs');
      document.documentElement.dataset.printed = 'failed: ' + snapshot + ', ' + widget.default;`;
    await expect(print(script)).rejects.toThrow('forty-two numbers of 32, a gauge');
  });

  it.each([
    ['the API', '/api/session'],
    ['another version of a plugin', '/plugins/widget-gauge/1.3.0/widget.mjs'],
    ['a file outside of the front end', '/..%2f..%2fetc/passwd'],
    ['a file that does not exist', '/nothing.js'],
  ])('refuses %s', async (_, path) => {
    const { notices } = await print(`await fetch('${path}').catch(() => undefined); ${READY}`);
    expect(notices).toContainEqual(expect.stringContaining('was refused'));
  });

  it('lets nothing out to the network: no request, no form, no frame, no socket', async () => {
    const script = `
      const url = 'http://${outsideUrl}';
      await fetch(url + '/fetch', { mode: 'no-cors' }).catch(() => undefined);
      await new Promise((end) => { const image = new Image(); image.onerror = image.onload = end; image.src = url + '/image'; });
      navigator.sendBeacon(url + '/beacon');
      const frame = document.createElement('iframe');
      frame.src = url + '/frame';
      document.body.append(frame);
      await new Promise((end) => {
        try { const socket = new WebSocket('ws://${outsideUrl}/socket'); socket.onerror = socket.onopen = end; } catch { end(); }
      });
      ${READY}`;
    await print(script);
    expect(heard).toEqual([]);
  });

  it('lets nothing out where the page has no policy either', async () => {
    const site = printSite({ frontEnd, snapshot: SNAPSHOT, plugins: [], pluginFile });
    const open = async (path: string) => {
      const file = await site(path);
      return file && { body: file.body, contentType: file.contentType };
    };
    const script = `
      await fetch('http://${outsideUrl}/fetch', { mode: 'no-cors' }).catch(() => undefined);
      await new Promise((end) => { const socket = new WebSocket('ws://${outsideUrl}/socket'); socket.onerror = socket.onopen = end; });
      const worker = new Worker(URL.createObjectURL(new Blob([
        "fetch('http://${outsideUrl}/worker', { mode: 'no-cors' }).catch(() => undefined).then(() => postMessage(1))"])));
      await new Promise((end) => { worker.onmessage = worker.onerror = end; });
      ${READY}`;
    await print(script, { site: open });
    expect(heard).toEqual([]);
  });

  it('tells the sentence of a page that failed', async () => {
    const script = `document.documentElement.dataset.printed = 'failed: The snapshot cannot be read.'`;
    await expect(print(script)).rejects.toMatchObject({ kind: 'upstream', message: 'The snapshot cannot be read.' });
  });

  it('gives up on a page that is never drawn, and keeps what the page complained about', async () => {
    const notices: string[] = [];
    const onNotice = (notice: string) => void notices.push(notice);
    await expect(print(`throw new Error('no such chart')`, { deadlineMs: 500, onNotice })).rejects.toMatchObject({
      code: 'report.deadline',
    });
    expect(notices.join()).toContain('no such chart');
  });

  it('stops when the report is cancelled', async () => {
    const cancelled = new AbortController();
    const onProgress = async () => cancelled.abort(new Error('cancelled'));
    await expect(print('', { signal: cancelled.signal, onProgress })).rejects.toThrow('cancelled');
  });

  it('says what is missing where there is no front end', async () => {
    const site = printSite({ frontEnd: join(frontEnd, 'nowhere'), snapshot: SNAPSHOT, plugins: [], pluginFile });
    await expect(site('/print')).rejects.toThrow('npm run build');
  });

  it('names the plugin version that is no longer installed, and does not take another', async () => {
    const older = { ...gauge, version: '1.1.0', module: '/plugins/widget-gauge/1.1.0/widget.mjs' };
    const site = printSite({ frontEnd, snapshot: SNAPSHOT, plugins: [older], pluginFile });
    await expect(requirePlugins(site, [older])).rejects.toThrow(
      '"Gauge" (widget-gauge 1.1.0), which is no longer installed',
    );
  });
});
