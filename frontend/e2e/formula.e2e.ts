import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

const MINUTE = 60_000;

interface Saved {
  id: string;
  document: { panels: { queries: { kind: string; input: Record<string, unknown> }[] }[] };
}

const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
const ready = (page: Page) => page.waitForSelector('qd-panel-editor qd-panel[data-state="ready"]');
const pick = async (page: Page, name: string) => {
  await page.locator('input[role="combobox"]').fill(name);
  await page.keyboard.press('Enter');
};

describe('computing with metrics', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    const series = ['north', 'south'].flatMap((shop) => [
      { metric: 'shop.orders', labels: { shop }, unit: 'orders', kind: 'delta' },
      { metric: 'shop.visits', labels: { shop }, unit: 'visits', kind: 'delta' },
      { metric: 'shop.income', labels: { shop }, unit: 'currency:EUR', kind: 'delta' },
    ]);
    const values = [3, 12, 30, 1, 8, 10];
    const points = [1, 2, 3, 4].flatMap((minute) =>
      values.map((value, place) => [place, now - minute * MINUTE, value]),
    );
    const reply = await fetch(`${product.url}/api/points`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ series, points }),
    });
    expect(reply.status).toBe(200);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const arrive = async (options?: VisitorOptions) => {
    const { id } = await owner.json<Saved>('POST', '/api/dashboards', { title: 'Shop', panels: [] });
    const visitor = await Visitor.arrive(browser, options);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(`${product.url}/dashboards/${id}`);
    await button(visitor.page, 'Add a panel').click();
    return { visitor, page: visitor.page, id };
  };
  const savedQuery = async (page: Page, id: string) => {
    await button(page, 'Add to dashboard').click();
    await page.waitForSelector('qd-edit-cell');
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid qd-panel[data-state="ready"]');
    const { document } = await owner.json<Saved>('GET', `/api/dashboards/${id}`);
    return document.panels[0]?.queries[0];
  };

  it('divides one metric by another, says what is wrong while one types, and takes what is proposed', async () => {
    const { visitor, page, id } = await arrive();
    await pick(page, 'shop.income');
    await ready(page);
    await button(page, 'Compute with several metrics').click();
    await page.waitForSelector('qd-formula-form');
    await pick(page, 'shop.orders');
    await ready(page);
    await page.locator('qd-formula-form .formula').fill('a / c');
    await page.waitForSelector('qd-formula-form ::-p-text(There is no query “c”)');
    await page.locator('qd-formula-form .formula').fill('a + b');
    await page.waitForSelector('qd-formula-form ::-p-text(no numbers of one kind)');
    await button(page, 'Use a / b').click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('qd-formula-form .formula')?.value === 'a / b',
    );
    await ready(page);
    await page.locator('label ::-p-text(Stat)').click();
    // 30 and 3 in the north, 10 and 1 in the south: ten euros an order.
    await page.waitForSelector('qd-panel-editor qd-panel ::-p-text(€ 10)');
    expect(await savedQuery(page, id)).toMatchObject({
      kind: 'formula',
      input: {
        formula: 'a / b',
        queries: { a: { metric: 'shop.income', aggregate: 'sum' }, b: { metric: 'shop.orders' } },
      },
    });
    await visitor.leave();
  });

  it('groups, fills and ranks a metric with what stands under More', async () => {
    const { visitor, page, id } = await arrive();
    await pick(page, 'shop.visits');
    await ready(page);
    await page.locator('qd-metric-more summary').click();
    await page.waitForSelector('qd-metric-more fieldset input');
    await page.focus('qd-metric-more fieldset input');
    await page.keyboard.press('Space');
    await page.waitForSelector('qd-metric-more summary ::-p-text(1 set)');
    const choose = (label: string, value: string) =>
      page.evaluate(
        (name, chosen) => {
          const fields = [...document.querySelectorAll('qd-metric-more qd-field')];
          const field = fields.find((one) => one.querySelector('label')?.textContent === name);
          const select = field?.querySelector('select');
          if (!select) throw new Error(`There is no ${name}.`);
          select.value = chosen;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        label,
        value,
      );
    await choose('One point every', '1m');
    await choose('Where nothing was measured', 'zero');
    await choose('Lines shown', 'top');
    await page.waitForSelector('qd-metric-more summary ::-p-text(4 set)');
    await ready(page);
    expect((await savedQuery(page, id))?.input).toMatchObject({
      metric: 'shop.visits',
      aggregate: 'sum',
      groupBy: ['shop'],
      every: '1m',
      fill: 'zero',
      top: { count: 5, by: 'mean' },
    });
    await visitor.leave();
  });

  it('refuses what means nothing with what would, and fits a phone', async () => {
    const { visitor, page } = await arrive({ width: 390, height: 844 });
    await pick(page, 'shop.orders');
    await ready(page);
    await page.select('qd-metrics-query-form select:has(option[value="quantile"])', 'delta');
    await page.waitForSelector('qd-proposal-note ::-p-text(is a change already)');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await button(page, 'Use aggregate sum').click();
    await ready(page);
    await visitor.leave();
  });
});
