import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const HOUR = 3_600_000;
const METRIC = 'shop.takings';

const shows = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector('main, qd-shared-page')?.textContent.includes(wanted),
    {},
    text,
  );
const stat = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector('[data-panel="latest"][data-state="ready"]')?.textContent.includes(wanted),
    {},
    text,
  );

describe('numbers that were corrected', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let dashboard: string;
  let between: number;
  const hour = Math.floor(Date.now() / HOUR) * HOUR;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'Tills' });
    const send = (value: number) => owner.sendPoints(secret, [{ metric: METRIC, time: hour, value }]);
    await send(111);
    ({ id: dashboard } = await owner.json<{ id: string }>('POST', '/api/dashboards', {
      title: 'Takings of the day',
      range: { from: 'now-6h', to: 'now' },
      panels: [
        {
          ...{ id: 'latest', title: 'Takings', widget: 'widget-stat@1', place: { x: 0, y: 0, w: 12, h: 6 } },
          queries: [{ source: 'metrics', input: { metric: METRIC, aggregate: 'last' } }],
        },
      ],
    }));
    // A point tells to the second since when it is known.
    const known = Date.now();
    while (Math.floor(Date.now() / 1000) <= Math.floor(known / 1000)) await fetch(`${product.url}/api/openapi.json`);
    between = Date.now();
    await send(222);
    await owner.sendPoints(secret, [
      { metric: 'other', time: hour, value: 1 },
      { metric: 'other', time: hour - HOUR, value: 1 },
    ]);
    await owner.sendPoints(secret, [{ metric: 'other', time: hour, value: 2 }]);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const arrive = async (address: string) => {
    const visitor = await Visitor.arrive(browser);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(product.url + address);
    return visitor;
  };

  it('are listed with what they were and became, when and through whom, and found by metric', async () => {
    const visitor = await arrive('/settings/restatements');
    const { page } = visitor;
    await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length === 2);
    await shows(page, 'API key Tills');
    await page.select('main select', METRIC);
    await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length === 1);
    const row = await page.$eval('main tbody tr', ({ textContent }) => textContent.replace(/\s+/g, ' '));
    expect(row).toMatch(/shop\.takings.*111.*222/);
    expect(new URL(page.url()).searchParams.get('metric')).toBe(METRIC);
    await visitor.leave();
  });

  it('are shown as they were known: the address, the banner and the number say so', async () => {
    const visitor = await arrive(`/dashboards/${dashboard}`);
    const { page } = visitor;
    await stat(page, '222');
    await page.locator('[data-panel="latest"] qd-panel-details button').click();
    await page.locator('qd-restated-links a ::-p-text(Corrections of shop.takings)').click();
    await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length === 1);
    await shows(page, 'Only points of');
    await page.goto(`${product.url}/dashboards/${dashboard}?known=${String(between)}`);
    await stat(page, '111');
    await shows(page, 'Shown as known on');
    await page.locator('button ::-p-text(Show today’s numbers)').click();
    await stat(page, '222');
    expect(new URL(page.url()).searchParams.get('known')).toBeNull();
    await page.locator('button[aria-haspopup="dialog"][aria-label^="Time range"]').click();
    await page.locator('qd-known-choice input').fill('2020-01-01T12:00');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('known') !== null);
    await shows(page, 'Shown as known on');
    await visitor.leave();
  });

  it('are shown so to whoever has a link, with the same banner', async () => {
    const { token } = await owner.json<{ token: string }>('POST', `/api/dashboards/${dashboard}/share-links`, {
      name: 'Board',
      expiresAt: new Date(Date.now() + 24 * HOUR).toISOString(),
    });
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await page.goto(`${product.url}/shared?known=${String(between)}#${token}`);
    await stat(page, '111');
    await page.waitForSelector('qd-view-notes ::-p-text(Shown as known on)');
    await visitor.leave();
  });
});
