import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLE = join(ROOT, 'examples/plugins/datasource-orders');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Shop {
  fault: (n: number) => unknown;
  readonly asked: unknown[];
  readonly url: string;
  close(): Promise<void>;
}
interface StandIn {
  readonly TOKEN: string;
  openShop(): Promise<Shop>;
}

const says = (page: Page, text: string) => page.waitForSelector(`::-p-text(${text})`);
const button = (page: Page, text: string) => page.locator(`::-p-aria([name="${text}"][role="button"])`);

/** The example plugin with its shop: what its owner sees of the copy that is kept of it. */
describe('synchronised data', () => {
  const plugins = mkdtempSync(join(tmpdir(), 'quarterdeck-plugins-'));
  let shop: Shop;
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let visitor: Visitor;
  beforeAll(async () => {
    const packer = join(ROOT, 'tools/build-plugin.mjs');
    await promisify(execFile)(process.execPath, [packer, EXAMPLE, join(plugins, 'datasource-orders/dist')]);
    const standIn = (await import(pathToFileURL(join(EXAMPLE, 'stand-in/shop.mjs')).href)) as StandIn;
    shop = await standIn.openShop();
    const env = { QD_PLUGIN_DIRS: plugins, QD_EGRESS_ALLOW: '127.0.0.0/8', QD_DEMO: 'off' };
    [product, browser] = await Promise.all([Product.start({ env }), openBrowser()]);
    owner = await asOwner(product.url);
    const { id } = await owner.json<{ id: string }>('POST', '/api/connections', {
      ...{
        name: 'Shop',
        plugin: 'datasource-orders@1',
        config: { baseUrl: shop.url },
        secrets: { token: standIn.TOKEN },
      },
    });
    shop.asked.length = 0;
    visitor = await Visitor.arrive(browser);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(`${product.url}/connections/${id}`);
  });
  afterAll(async () => {
    await visitor.leave();
    await browser.close();
    await product.remove();
    await shop.close();
    rmSync(plugins, { recursive: true, force: true });
  });

  it('is switched on, watched while it comes, and there', async () => {
    const { page } = visitor;
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    shop.fault = (n) => (n === 2 ? held : undefined);
    await says(page, 'Quarterdeck can keep a copy of these');
    await page.locator('::-p-aria([name="Orders"][role="checkbox"])').click();
    await says(page, 'So far 100 new and 0 changed.');
    await button(page, 'Stop reading Orders').wait();
    letGo();
    await says(page, '250 new, 0 changed.');
    await says(page, '250 records in shop.orders.');
    await says(page, 'Up to date');
  });

  it('says in words what is wrong, and what was', async () => {
    const { page } = visitor;
    shop.fault = () => ({ status: 401 });
    await button(page, 'Run now: Orders').click();
    await says(page, 'The service did not let us in.');
    await says(page, 'make a new one there');
    shop.fault = () => undefined;
    await button(page, 'Run now: Orders').click();
    await page.waitForFunction(() => document.querySelector('qd-sync-item .qd-state.good') !== null);
    await button(page, 'History of Orders').click();
    await page.waitForSelector('qd-sync-history ::-p-text(Needs attention)');
    await button(page, 'Close').click();
  });

  it('is paused and goes on', async () => {
    const { page } = visitor;
    await button(page, 'Pause').click();
    await says(page, 'Paused: nothing is read by itself.');
    await button(page, 'Go on').click();
    await button(page, 'Pause').wait();
  });

  it('breaks no grave rule of accessibility, and fits a phone', async () => {
    const { page } = visitor;
    await page.setViewport({ width: 390, height: 800 });
    await page.evaluate(AXE);
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
      const found = (await page.evaluate(
        `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
          .filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => id + ' ' + nodes[0].target))`,
      )) as string[];
      expect([value, found]).toEqual([value, []]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
