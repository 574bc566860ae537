import type { Browser } from 'puppeteer-core';
import { asOwner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

describe('a point that is sent', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  it('appears on an open dashboard without a reload', async () => {
    const owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const send = (value: number) => owner.sendPoints(secret, [{ metric: 'shop.orders', time: Date.now(), value }]);
    await send(41);
    const { id } = await owner.json<{ id: string }>('POST', '/api/dashboards', {
      title: 'Orders',
      range: { from: 'now-1h', to: 'now' },
      panels: [
        {
          id: 'orders',
          title: 'Orders',
          widget: 'widget-stat@1',
          options: { reduce: 'last' },
          queries: [{ source: 'metrics', input: { metric: 'shop.orders', aggregate: 'last' } }],
          place: { x: 0, y: 0, w: 8, h: 6 },
        },
      ],
    });

    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await owner.lendSession(page);
    await page.goto(`${product.url}/dashboards/${id}`);
    await page.waitForSelector('qd-panel ::-p-text(41)');
    await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
    // The page may still be saying which dashboard it watches; every point after that must arrive by itself.
    for (let value = 42; value < 45; value++) {
      await send(value);
      await page.waitForSelector(`qd-panel ::-p-text(${value})`);
    }
    expect(await page.evaluate(() => 'stillTheSamePage' in window)).toBe(true);
    await visitor.leave();
  });

  it('comes to who was cut off for a while, together with all that was sent meanwhile, without asking for the whole again', async () => {
    const owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'till' });
    const send = (value: number) => owner.sendPoints(secret, [{ metric: 'till.sum', time: Date.now(), value }]);
    await send(61);
    const { id } = await owner.json<{ id: string }>('POST', '/api/dashboards', {
      title: 'Till',
      range: { from: 'now-1h', to: 'now' },
      panels: ['last', 'count'].map((aggregate, at) => ({
        ...{ id: aggregate, title: aggregate, widget: 'widget-stat@1', options: { reduce: 'last' } },
        queries: [{ source: 'metrics', input: { metric: 'till.sum', aggregate, ...(at > 0 ? { every: '1d' } : {}) } }],
        place: { x: 8 * at, y: 0, w: 8, h: 6 },
      })),
    });
    const visitor = await Visitor.arrive(browser, { expected: [/ERR_INTERNET_DISCONNECTED/] });
    const { page } = visitor;
    await owner.lendSession(page);
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/panels')) asked++;
    });
    await page.goto(`${product.url}/dashboards/${id}`);
    await page.waitForSelector('qd-panel ::-p-text(61)');
    await send(62);
    await page.waitForSelector('qd-panel ::-p-text(62)');
    expect(asked).toBe(1);
    await page.setOfflineMode(true);
    await send(63);
    await send(64);
    await page.setOfflineMode(false);
    await page.waitForSelector('qd-panel ::-p-text(64)');
    await send(65);
    await page.waitForSelector('qd-panel ::-p-text(65)');
    expect(asked).toBe(1);
    await visitor.leave();
  });
});
