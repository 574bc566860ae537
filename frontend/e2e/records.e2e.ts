import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const NOON = Date.parse('2026-01-05T12:00:00Z');
const order = (key: string, country: string, total: number) => ({ key, time: NOON, body: { total, country } });
const JANUARY = { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2026-02-01T00:00:00Z') };

describe('records', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    // A stream that is in use is not deleted.
    visitor = await Visitor.arrive(browser, { expected: [/409 \(Conflict\)/] });
    page = visitor.page;
    await owner.lendSession(page);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const send = (...rows: object[]) => owner.json<object>('POST', '/api/records/orders', rows);
  const shows = (text: string) => page.waitForSelector(`main ::-p-text(${text})`);
  const fill = async (label: string, text: string) => {
    await page.locator(`qd-dialog ::-p-aria([name="${label}"][role="combobox"])`).fill(text);
  };
  const press = (name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();

  it('are nothing yet, and say how they begin', async () => {
    await page.goto(`${product.url}/settings/records`);
    await shows('No records yet');
  });

  it('are shown with their fields as soon as a program sends them', async () => {
    expect(await send(order('a', 'FR', 10.5), order('b', 'FR', 2), order('c', 'DE', 7))).toMatchObject({ added: 3 });
    expect(await send(order('a', 'FR', 10.5))).toMatchObject({ added: 0, same: 1 });
    await page.reload();
    await page.locator('td a ::-p-text(orders)').click();
    await shows('Records: 3.');
    await shows('country');
  });

  it('become a metric, which is made right when one of them changes', async () => {
    await press('Derive a metric');
    await page.locator('::-p-aria([name="Name of the metric"][role="textbox"])').fill('orders.revenue');
    await page.select('qd-dialog select', 'sum');
    await press('Save');
    await page.waitForSelector('qd-dialog ::-p-text(Choose the field.)');
    await fill('Of the field', 'total');
    await fill('One series for each value of', 'country');
    await press('Save');
    await shows('Sum of total · by country · every hour');
    await revenue([
      ['DE', 7],
      ['FR', 12.5],
    ]);
    await send(order('b', 'IT', 3));
    await owner.remove('/api/records/orders/c');
    await revenue([
      ['FR', 10.5],
      ['IT', 3],
    ]);
  });

  it('cannot go while a metric is made of them, and go when it has gone', async () => {
    await press('Delete stream');
    await page.locator('qd-dialog ::-p-aria([name="Delete stream"][role="button"])').click();
    await shows('Metrics are derived from this stream');
    await press('Delete orders.revenue');
    await press('Delete metric');
    await shows('No metric is derived from these records yet.');
    await revenue([]);
    await press('Delete stream');
    await page.locator('qd-dialog ::-p-aria([name="Delete stream"][role="button"])').click();
    await shows('No records yet');
    await visitor.leave();
  });

  /** Asks until the numbers are these: they are made in the background. */
  const revenue = async (wanted: [country: string, sum: number][]) => {
    const input = { metric: 'orders.revenue', aggregate: 'raw' };
    const body = { range: JANUARY, queries: [{ source: 'metrics', input }] };
    const late = Date.now() + 20_000;
    for (;;) {
      const { answers } = await owner.json<{ answers: [Answer] }>('POST', '/api/queries', body);
      const found = answers[0].frames.flatMap(({ fields: [, values] }) =>
        values.values.map((value): [string, number] => [values.labels.country, value]),
      );
      if (JSON.stringify(found) === JSON.stringify(wanted) || Date.now() > late) return expect(found).toEqual(wanted);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  };
});

interface Answer {
  readonly frames: readonly {
    readonly fields: readonly [object, { readonly labels: { readonly country: string }; readonly values: number[] }];
  }[];
}
