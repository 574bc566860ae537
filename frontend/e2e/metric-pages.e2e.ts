import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const HOUR = 3_600_000;
const METRIC = 'shop.takings';

const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
const inDialog = (page: Page, name: string) => page.locator(`[role="dialog"] button ::-p-text(${name})`);
const shows = (page: Page, text: string) =>
  page.waitForFunction((wanted) => document.querySelector('main')?.innerText.includes(wanted), {}, text);
const choice = (page: Page, name: string) => page.locator(`qd-choice-cards label ::-p-text(${name})`);

describe('the page of a metric', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let secret: string;
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    ({ secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'Tills' }));
    const old = { metric: METRIC, labels: { shop: 'north' }, time: now - 500 * 24 * HOUR, value: 3 };
    const points = ['north', 'south'].flatMap((shop) =>
      [0, 1, 2].map((hour) => ({ metric: METRIC, labels: { shop }, time: now - hour * HOUR, value: 10 + hour })),
    );
    await owner.sendPoints(secret, [old, ...points, { metric: 'other', time: now, value: 1 }]);
    await owner.json('POST', '/api/dashboards', {
      title: 'Sales',
      panels: [
        {
          ...{ id: 'total', title: 'Takings', widget: 'widget-timeseries@1', place: { x: 0, y: 0, w: 12, h: 8 } },
          queries: [{ source: 'metrics', input: { metric: METRIC, aggregate: 'sum' } }],
        },
      ],
    });
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
  const metric = () =>
    owner.json<{ additivity: string; keepDays: number | null; points: number; seriesCount: number }>(
      'GET',
      `/api/metrics/${METRIC}`,
    );

  it('is found in the list, and says before saving which panels a change would break', async () => {
    const visitor = await arrive('/settings/metrics');
    const { page } = visitor;
    await page.locator(`main td a ::-p-text(${METRIC})`).click();
    await shows(page, 'What it is');
    await shows(page, 'Takings');
    await choice(page, 'No: means and shares').click();
    await page.waitForSelector('.changes li.warn a ::-p-text(Takings · Sales)');
    expect((await metric()).additivity).toBe('additive');
    await button(page, 'Cancel').click();
    await page.waitForFunction(() => !document.querySelector('.changes li'));
    await choice(page, 'What happened').click();
    await button(page, 'Save').click();
    await page.waitForSelector('qd-toasts ::-p-text(Saved)');
    await visitor.leave();
  });

  it('has an address of its own, dots and all, and forgets a series for who confirms it', async () => {
    const visitor = await arrive(`/settings/metrics/${METRIC}`);
    const { page } = visitor;
    await page.locator('button[aria-label="Delete the series shop=south"]').click();
    await inDialog(page, 'Delete for good').click();
    await page.waitForFunction(() => document.querySelectorAll('qd-metric-series tbody tr').length === 1);
    expect(await metric()).toMatchObject({ seriesCount: 1, points: 4 });
    await visitor.leave();
  });

  it('says what would be deleted before it is kept for a shorter time', async () => {
    const visitor = await arrive(`/settings/metrics/${METRIC}`);
    const { page } = visitor;
    await page.locator('qd-retention-form label ::-p-text(For so many days)').click();
    await page.waitForSelector('qd-retention-form .goes.some ::-p-text(points from before)');
    expect((await metric()).keepDays).toBeNull();
    await button(page, 'Save and delete the older points').click();
    await page.waitForSelector('qd-toasts ::-p-text(Saved)');
    expect((await metric()).keepDays).toBe(400);
    await visitor.leave();
  });

  it('is deleted by typing its name, and begins anew where something still sends it', async () => {
    const visitor = await arrive(`/settings/metrics/${METRIC}`);
    const { page } = visitor;
    await button(page, 'Delete…').click();
    await page.waitForSelector('[role="dialog"] ::-p-text(Panels that ask it)');
    await page.locator('[role="dialog"] input').fill('shop.taking');
    await inDialog(page, 'Delete for good').click();
    await page.waitForSelector('[role="dialog"] ::-p-text(This is not the name)');
    await page.locator('[role="dialog"] input').fill(METRIC);
    await inDialog(page, 'Delete for good').click();
    await page.waitForFunction(() => location.pathname === '/settings/metrics');
    await page.waitForFunction(() => (document.querySelector('main table')?.textContent ?? '').includes('other'));
    expect(await page.$(`main td a ::-p-text(${METRIC})`)).toBeNull();
    await owner.sendPoints(secret, [{ metric: METRIC, labels: { shop: 'north' }, time: now, value: 99 }]);
    expect(await metric()).toMatchObject({ points: 1, seriesCount: 1, keepDays: null });
    await visitor.leave();
  });
});
