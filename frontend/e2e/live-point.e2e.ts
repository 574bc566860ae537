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
});
