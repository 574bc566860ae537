import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { readPdf } from './pdf.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const query = (metric: string) => ({ source: 'metrics', input: { metric } });
const DOCUMENT = {
  title: 'Orders',
  range: { from: 'now-6h', to: 'now' },
  tabs: [
    { id: 'today', title: 'Today' },
    { id: 'shops', title: 'Shops' },
  ],
  panels: [
    {
      ...{ id: 'number', title: 'Orders', widget: 'widget-stat@1', queries: [query('shop.orders')] },
      options: { direction: 'higher_is_better' },
      place: { x: 0, y: 0, w: 8, h: 5 },
    },
    {
      ...{ id: 'course', title: 'Course', widget: 'widget-timeseries@1', queries: [query('shop.orders')] },
      place: { x: 8, y: 0, w: 16, h: 9 },
    },
    {
      ...{ id: 'rows', title: 'Rows', widget: 'widget-table@1', queries: [query('shop.orders')], tab: 'shops' },
      place: { x: 0, y: 0, w: 24, h: 12 },
    },
  ],
};
const KINDS = {
  title: 'Shops',
  range: { from: 'now-6h', to: 'now' },
  panels: [
    {
      ...{ id: 'gauge', title: 'Orders', widget: 'widget-gauge@1', queries: [query('shop.orders')] },
      place: { x: 0, y: 0, w: 8, h: 8 },
    },
    {
      ...{ id: 'pie', title: 'Shares', widget: 'widget-pie@1', queries: [query('shop.sold')] },
      place: { x: 8, y: 0, w: 16, h: 8 },
    },
    {
      ...{ id: 'bars', title: 'Sold', widget: 'widget-bar@1', queries: [query('shop.sold')] },
      options: { over: 'category', direction: 'vertical' },
      place: { x: 0, y: 8, w: 12, h: 8 },
    },
    {
      ...{ id: 'list', title: 'Rows', widget: 'widget-table@1', queries: [query('shop.orders')] },
      place: { x: 12, y: 8, w: 12, h: 8 },
    },
  ],
};
const textOf = (page: Page, selector: string) => page.$eval(selector, (one) => one.textContent.replace(/\s+/g, ' '));
const drawn = (id: string) => `[data-panel="${id}"][data-state="ready"]`;

/** The dashboard as a PDF, compared with the period before. */
async function printed(page: Page, dashboard: string) {
  const bytes = await page.waitForFunction(
    async (dashboardId) => {
      const to = Date.now();
      const range = { from: to - 6 * 3_600_000, to };
      const body = JSON.stringify({ dashboardId, range, timezone: 'UTC', comparison: 'period' });
      const headers = { 'content-type': 'application/json' };
      const made = await fetch('/api/reports', { method: 'POST', headers, body });
      const { id: report } = (await made.json()) as { id: string };
      for (;;) {
        const told = (await (await fetch(`/api/reports/${report}`)).json()) as { status: string };
        if (told.status === 'failed') throw new Error(JSON.stringify(told));
        if (told.status === 'done') break;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      const file = await fetch(`/api/reports/${report}/file`);
      return [...new Uint8Array(await file.arrayBuffer())];
    },
    { timeout: 90_000 },
    dashboard,
  );
  return readPdf(Uint8Array.from(await bytes.jsonValue()));
}

describe('reading a dashboard', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let address: string;
  let id: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    const points = (from: number, value: number, shop?: string) =>
      Array.from({ length: 30 }, (_, at) => ({
        ...(shop ? { metric: 'shop.sold', labels: { shop } } : { metric: 'shop.orders' }),
        time: from + at * 10 * MINUTE,
        value: value + at,
      }));
    await owner.sendPoints(secret, [...points(now - 5 * HOUR, 120), ...points(now - 11 * HOUR, 60)]);
    await owner.sendPoints(secret, [...points(now - 5 * HOUR, 120, 'north'), ...points(now - 11 * HOUR, 60, 'north')]);
    await owner.sendPoints(secret, points(now - 5 * HOUR, 40, 'south'));
    ({ id } = await owner.json<{ id: string }>('POST', '/api/dashboards', DOCUMENT));
    address = `${product.url}/dashboards/${id}`;
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });
  const arrive = async (at: string) => {
    const visitor = await Visitor.arrive(browser);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(at);
    return visitor;
  };

  it('compares with the period before: in the address, as a change beside numbers, and in the tooltip with its date', async () => {
    const visitor = await arrive(address);
    const { page } = visitor;
    await page.locator(drawn('number')).wait();
    await page.locator('button[aria-label="Compare with an earlier time"]').click();
    await page.locator('button ::-p-text(The period before)').click();
    await page.waitForFunction(() => new URL(location.href).searchParams.get('compare') === 'period');
    await page.locator(`${drawn('number')} ::-p-text(than the period before)`).wait();
    // The last of 120 to 149 against the last of 60 to 89.
    expect(await textOf(page, '[data-panel="number"] .delta')).toMatch(/\+67\.\d % better than the period before/);
    expect(await textOf(page, 'qd-view-notes')).toContain('Compared with');
    const plot = await (await page.waitForSelector(`${drawn('course')} canvas`))?.boundingBox();
    await page.mouse.move((plot?.x ?? 0) + (plot?.width ?? 0) / 2, (plot?.y ?? 0) + (plot?.height ?? 0) / 2);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('body > div')].some((tip) => /\+\d+(\.\d)? %/.test(tip.textContent)),
    );
    await visitor.leave();
  });

  it('prints the comparison, and says so', async () => {
    const visitor = await arrive(address);
    const pdf = await printed(visitor.page, id);
    await visitor.leave();
    expect(pdf.text).toMatch(/Compared with/);
    expect(pdf.text).toMatch(/than the period before/);
  });

  it('compares gauges, pies, bars and tables too, and prints them so', async () => {
    const shops = await owner.json<{ id: string }>('POST', '/api/dashboards', KINDS);
    const visitor = await arrive(`${product.url}/dashboards/${shops.id}?compare=period`);
    const { page } = visitor;
    await page.locator(`${drawn('gauge')} path.mark`).wait();
    expect(await textOf(page, '[data-panel="gauge"] .since')).toMatch(/\+67\.\d % against the period before/);
    await page.locator(`${drawn('pie')} ::-p-text(+67.4 %)`).wait();
    // South did not sell then, so nothing can be said of it.
    expect(
      await page.$$eval('[data-panel="pie"] td:last-child', (cells) => cells.map((one) => one.textContent)),
    ).toEqual(['+67.4 %', '–']);
    await page.locator(`${drawn('list')} th:last-child ::-p-text(Change)`).wait();
    expect(await textOf(page, `${drawn('list')} tbody td:last-child`)).toContain('+100 %');
    const plot = await (await page.waitForSelector(`${drawn('bars')} canvas`))?.boundingBox();
    await page.mouse.move((plot?.x ?? 0) + (plot?.width ?? 0) / 3, (plot?.y ?? 0) + (plot?.height ?? 0) / 2);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('body > div')].some((tip) => /north.*89.*\+67\.4 %/.test(tip.textContent)),
    );
    const pdf = await printed(page, shops.id);
    await visitor.leave();
    expect(pdf.text).toMatch(/against the period before/);
    expect(pdf.text).toMatch(/\+100 %/);
  });

  it('searches and sorts a table; the third press gives back the order of the rows', async () => {
    const visitor = await arrive(`${address}?tab=shops`);
    const { page } = visitor;
    const table = drawn('rows');
    await page.locator(`${table} input[type="search"]`).fill('149');
    await page.locator(`${table} ::-p-text(1 of 30 rows)`).wait();
    expect(await page.$$eval(`${table} tbody tr`, (rows) => rows.length)).toBe(1);
    await page.locator(`${table} input[type="search"]`).fill('');
    const first = () => textOf(page, `${table} tbody tr td:last-child`);
    const unsorted = await first();
    for (const sort of ['[aria-sort="descending"]', '[aria-sort="ascending"]', ':not([aria-sort])']) {
      await page.locator(`${table} th:last-child button`).click();
      await page.locator(`${table} th:last-child${sort}`).wait();
    }
    expect(await first()).toBe(unsorted);
    await visitor.leave();
  });

  it('tells what the keys do', async () => {
    const visitor = await arrive(address);
    const { page } = visitor;
    await page.locator(drawn('course')).wait();
    await page.keyboard.press('?');
    await page.waitForSelector('qd-key-sheet ::-p-text(Undo)');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('qd-key-sheet'));
    await visitor.leave();
  });

  it('fills a TV without anything around it, turns its tabs, and Escape leaves', async () => {
    const visitor = await arrive(`${address}?tv=1&every=2`);
    const { page } = visitor;
    await page.locator(`qd-tv-view ${drawn('course')}`).wait();
    expect(await page.$('qd-view-controls')).toBeNull();
    await page.locator(`qd-tv-view ${drawn('rows')}`).wait();
    await page.locator(`qd-tv-view ${drawn('course')}`).wait();
    await page.keyboard.press('Escape');
    await page.locator('qd-view-controls').wait();
    expect(new URL(page.url()).searchParams.has('tv')).toBe(false);
    await visitor.leave();
  });
});
