import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Config } from '../config.js';
import { until } from '../process-facts.js';
import { BrowserService } from './browser.service.js';
import { installedBrowsers } from './find-browser.js';
import { hasNpmBrowser } from './npm-browser.js';

let dataDir: string;
let service: BrowserService;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'quarterdeck-browser-'));
  chmodSync(dataDir, 0o755);
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

afterEach(() => service.beforeApplicationShutdown());

function browsers(chromium: string): BrowserService {
  const config = Config.read({ QD_DATA_DIR: dataDir, QD_CHROMIUM: chromium });
  service = new BrowserService(config, pino({ level: 'silent' }));
  return service;
}

const print = (from: BrowserService, text: string): Promise<Uint8Array> =>
  from.withPage(async (page) => {
    await page.setContent(`<p style="font: 20px sans-serif">${text}</p>`);
    return page.pdf({ format: 'A4' });
  });

async function read(pdf: Uint8Array): Promise<{ pages: number; text: string }> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const file = await getDocument({ data: pdf, verbosity: 0 }).promise;
  const content = await (await file.getPage(1)).getTextContent();
  return { pages: file.numPages, text: content.items.map((item) => ('str' in item ? item.str : '')).join('') };
}

const [installed] = installedBrowsers();
const candidates = [
  {
    name: 'the browser from npm',
    chromium: hasNpmBrowser() ? 'npm' : undefined,
    lacks: 'npm carries none for this platform',
  },
  { name: 'an installed Chromium', chromium: installed?.executable, lacks: 'none is installed' },
];

for (const { name, chromium, lacks } of candidates) {
  if (chromium === undefined) {
    // eslint-disable-next-line no-restricted-syntax -- says by name what this machine cannot show
    it.skip(`${name} prints (skipped: ${lacks})`, () => undefined);
    continue;
  }
  describe(name, () => {
    it('prints a page whose text can be read', async () => {
      expect(await read(await print(browsers(chromium), 'All hands on deck'))).toEqual({
        pages: 1,
        text: 'All hands on deck',
      });
    });

    it('gives every piece of work a page that remembers nothing', async () => {
      const from = browsers(chromium);
      const visit = (): Promise<string> =>
        from.withPage(async (page) => {
          await page.setRequestInterception(true);
          page.on('request', (request) => void request.respond({ contentType: 'text/html', body: '<p>here</p>' }));
          await page.goto('http://quarterdeck.print/');
          const before = await page.evaluate('document.cookie');
          await page.evaluate('document.cookie = "seen=yes"');
          return String(before);
        });
      expect(await visit()).toBe('');
      expect(await visit()).toBe('');
    });

    it('is replaced after it crashed', async () => {
      const from = browsers(chromium);
      const crashed = from.withPage(async (page) => {
        page.browser().process()?.kill('SIGKILL');
        await page.pdf();
      });
      await expect(crashed).rejects.toThrow();
      const again = await Promise.all([print(from, 'again'), print(from, 'and again')]);
      expect((await read(again[0])).text).toBe('again');
    });

    it('leaves no process and no profile behind', async () => {
      const from = browsers(chromium);
      const child = await from.withPage((page) => Promise.resolve(page.browser().process()));
      await from.beforeApplicationShutdown();
      expect(await until(() => child?.exitCode !== null || child.signalCode !== null, 10_000)).toBe(true);
      expect(readdirSync(join(dataDir, 'browser')).filter((file) => file.startsWith('profile-'))).toEqual([]);
    });
  });
}

describe('the browser service', () => {
  const any = (): BrowserService => browsers(installed?.executable ?? 'npm');

  it('closes the page at once when the work is called off', async () => {
    const abort = new AbortController();
    const calledOff = any().withPage(async (page) => {
      abort.abort(new Error('nobody waits any more'));
      await page.evaluate('new Promise(() => {})');
    }, abort.signal);
    await expect(calledOff).rejects.toThrow('nobody waits any more');
  });

  it('says what to do when the browser that is named cannot be started', async () => {
    await expect(print(browsers(join(dataDir, 'no-such-browser')), 'x')).rejects.toMatchObject({
      kind: 'upstream',
      code: 'browser.missing',
      message: expect.stringMatching(/no-such-browser.*QD_CHROMIUM/),
    });
  });

  it('opens nothing any more once it is shut down', async () => {
    const from = any();
    await from.beforeApplicationShutdown();
    await expect(print(from, 'x')).rejects.toThrow('shutting down');
    expect(existsSync(join(dataDir, 'browser', `profile-${process.pid}`))).toBe(false);
  });
});
