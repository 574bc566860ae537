import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

interface Weight {
  /** Of 1,000 bytes, as they come over the wire. */
  readonly kilobytes: number;
  readonly files: number;
}
/** What a first visit may weigh. It only ever goes down: the benchmark `first-visit` says how far it has to. */
const BUDGET = JSON.parse(readFileSync(join(import.meta.dirname, 'budget.json'), 'utf8')) as {
  readonly shared: Weight;
  readonly shell: Weight;
};

describe('a first visit weighs no more than it may', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start(), openBrowser()]);
    owner = await asOwner(product.url);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  it('of a shared dashboard', async () => {
    const dashboards = await owner.json<{ id: string; title: string }[]>('GET', '/api/dashboards');
    const id = dashboards.find(({ title }) => title === 'City demand')?.id ?? '';
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const { token } = await owner.json<{ token: string }>('POST', `/api/dashboards/${id}/share-links`, { expiresAt });
    const visitor = await Visitor.arrive(browser);
    const weight = await weightOf(visitor.page, async (page) => {
      await page.goto(`${product.url}/shared#${token}`);
      await page.waitForSelector('qd-panel[data-state="ready"] canvas');
    });
    expectWithin(weight, BUDGET.shared);
    await visitor.leave();
  });

  it('of the application itself', async () => {
    const visitor = await Visitor.arrive(browser);
    await owner.lendSession(visitor.page);
    const weight = await weightOf(visitor.page, async (page) => {
      await page.goto(`${product.url}/settings`);
      await page.waitForSelector('qd-page h1');
    });
    expectWithin(weight, BUDGET.shell);
    await visitor.leave();
  });
});

/** Too little would mean that nothing was measured. */
function expectWithin({ kilobytes, files }: Weight, budget: Weight): void {
  expect(kilobytes).toBeLessThanOrEqual(budget.kilobytes);
  expect(files).toBeLessThanOrEqual(budget.files);
  expect(kilobytes).toBeGreaterThan(budget.kilobytes / 2);
}

/** Of what the product is made of: pages, code, styles and letters, without the numbers that are asked for. */
async function weightOf(page: Page, visit: (page: Page) => Promise<void>): Promise<Weight> {
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  const asked = new Set<string>();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/^http[^?]*$/.test(request.url) && !/\/(api|plugins)\//.test(request.url)) asked.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId)) bytes += encodedDataLength;
  });
  await visit(page);
  await page.waitForNetworkIdle({ idleTime: 300 });
  await session.detach();
  return { kilobytes: bytes / 1000, files: asked.size };
}
