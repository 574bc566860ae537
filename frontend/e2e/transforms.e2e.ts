import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const HOUR = 3_600_000;
const ask = (metric: string) => ({ source: 'metrics', input: { metric, labels: {}, aggregate: 'avg' } });
const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
const step = (number: number) => `qd-transform-form li[aria-label="Steps ${String(number)}"]`;

/** A field within a step, by its label. */
const fieldOf = (number: number, label: string) =>
  `${step(number)} ::-p-xpath(.//qd-field[.//label[normalize-space()="${label}"]]//*[self::input or self::select])`;

describe('steps before drawing', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let dashboard: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const now = Math.floor(Date.now() / HOUR) * HOUR;
    const points = [1, 2, 3].flatMap((hour) => [
      { metric: 'orders', labels: {}, time: now - hour * HOUR, value: hour * 10 },
      { metric: 'visits', labels: {}, time: now - hour * HOUR, value: 80 },
    ]);
    await owner.sendPoints(secret, points);
    const panel = { id: 'rate', title: 'Conversion', widget: 'widget-table@1', place: { x: 0, y: 0, w: 24, h: 8 } };
    const { id } = await owner.json<{ id: string }>('POST', '/api/dashboards', {
      ...{ title: 'Shop', timezone: 'UTC', range: { from: 'now-24h', to: 'now' } },
      panels: [{ ...panel, queries: [ask('orders'), ask('visits')] }],
    });
    dashboard = id;
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const choose = async (page: Page, number: number, label: string, words: string) => {
    const select = await page.waitForSelector(fieldOf(number, label));
    const value = await select?.evaluate((element, wanted) => {
      const { options } = element as unknown as HTMLSelectElement;
      return [...options].find(({ text }) => text === wanted)?.value;
    }, words);
    await select?.select(value ?? 'none');
  };
  const add = async (page: Page, number: number, kind: string) => {
    await page
      .locator('qd-transform-form > qd-schema-form > qd-schema-field > qd-schema-list > fieldset > .add')
      .click();
    await page.waitForSelector(step(number));
    await choose(page, number, 'Kind', kind);
  };
  const textOf = (page: Page, within: string) =>
    page.$eval(`${within} qd-panel .body`, (body) => body.textContent.replace(/\s+/g, ' '));

  it('join two answers and calculate with them, with the preview beside it', async () => {
    const visitor = await Visitor.arrive(browser, { height: 1600 });
    const { page } = visitor;
    await owner.lendSession(page);
    await page.goto(`${product.url}/dashboards/${dashboard}`);
    await button(page, 'Edit').click();
    await page.waitForSelector('[data-cell="rate"] .grip');
    await page.focus('[data-cell="rate"] .grip');
    await page.keyboard.press('Enter');
    await page.waitForSelector('qd-panel-editor qd-panel[data-state="ready"]');

    await add(page, 1, 'Join side by side');
    await add(page, 2, 'Calculate a column');
    await page.locator(fieldOf(2, 'Name')).fill('conversion');
    await page.locator(fieldOf(2, 'Column or number')).fill('order');
    await choose(page, 2, 'Operation', 'as percent of');
    await page.locator(fieldOf(2, 'And column or number')).fill('visits');
    await page.waitForSelector(
      `${step(2)} ::-p-text(There is no column “order”. There are “time”, “orders”, “visits”.)`,
    );
    await page.locator(fieldOf(2, 'Column or number')).fill('orders');
    await page.waitForSelector('qd-panel-editor qd-panel ::-p-text(37.5 %)');

    await button(page, 'Done').click();
    await page.waitForSelector('qd-edit-cell ::-p-text(37.5 %)');
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid qd-panel[data-state="ready"] ::-p-text(37.5 %)');
    expect(await textOf(page, 'qd-panel-grid')).toMatch(
      /orders.*visits.*conversion.*12\.5 %.*25 %.*37\.5 %|37\.5 %.*25 %.*12\.5 %/,
    );
    await visitor.leave();
  });

  it('show the same numbers through a share link, where the questions are asked by the server alone', async () => {
    const expiresAt = new Date(Date.now() + HOUR).toISOString();
    const links = `/api/dashboards/${dashboard}/share-links`;
    const { token } = await owner.json<{ token: string }>('POST', links, { expiresAt });
    const visitor = await Visitor.arrive(browser, { width: 390 });
    await visitor.page.goto(`${product.url}/shared#${token}`);
    await visitor.page.waitForSelector('qd-panel[data-state="ready"] ::-p-text(37.5 %)');
    expect(await textOf(visitor.page, 'body')).toMatch(/conversion/);
    await visitor.leave();
  });
});
