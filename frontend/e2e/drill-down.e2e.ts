import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const MINUTE = 60_000;
const ONLY = { title: 'Only this shop', address: '?var-shop={{label.shop}}' };
const asked = [{ source: 'metrics', input: { metric: 'shop.orders', labels: { shop: { $variable: 'shop' } } } }];
const variable = { kind: 'labelValues', name: 'shop', metric: 'shop.orders', key: 'shop', multiple: true, all: true };
const drawn = (id: string) => `[data-panel="${id}"][data-state="ready"]`;
const menuOf = (page: Page) =>
  page.$$eval('.qd-menu [role="menuitem"]', (all) => all.map((one) => one.textContent.trim()));
const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const filtered = (page: Page, shop: string | null) =>
  page.waitForFunction((one) => new URL(location.href).searchParams.get('var-shop') === one, {}, shop);
/** A place of an element: shares of its width and height. */
const press = async (page: Page, selector: string, across: number, down: number) => {
  const element = await page.waitForSelector(selector);
  await element?.scrollIntoView();
  const box = await element?.boundingBox();
  if (!box) throw new Error(`${selector} is not on the page.`);
  await page.mouse.click(box.x + box.width * across, box.y + box.height * down);
};

describe('drilling down', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let address: string;
  let detail: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    const points = ['north', 'south'].flatMap((shop, place) =>
      Array.from({ length: 12 }, (_, at) => ({
        ...{ metric: 'shop.orders', labels: { shop }, time: now - at * 10 * MINUTE },
        value: place === 0 ? 90 : 20,
      })),
    );
    await owner.sendPoints(secret, points);
    const range = { from: 'now-3h', to: 'now' };
    const create = async (document: object) =>
      (await owner.json<{ id: string }>('POST', '/api/dashboards', { range, variables: [variable], ...document })).id;
    const table = {
      id: 'rows',
      title: 'Rows',
      widget: 'widget-table@1',
      queries: asked,
      place: { x: 0, y: 0, w: 24, h: 10 },
    };
    detail = await create({ title: 'One shop', range: { from: 'now-24h', to: 'now' }, panels: [table] });
    const both = { links: [ONLY, { title: 'One shop', address: `/dashboards/${detail}?var-shop={{label.shop}}` }] };
    const panels = [
      ['course', 'widget-timeseries@1', { x: 0, y: 0, w: 12, h: 9 }, {}, both],
      ['bars', 'widget-bar@1', { x: 12, y: 0, w: 12, h: 9 }, { over: 'category' }, { links: [ONLY] }],
      ['cells', 'widget-heatmap@1', { x: 0, y: 9, w: 12, h: 9 }, {}, { links: [ONLY] }],
      ['gauge', 'widget-gauge@1', { x: 12, y: 9, w: 12, h: 9 }, {}, { links: [ONLY] }],
    ].map(([id, widget, place, options, display]) => ({
      id,
      title: id,
      widget,
      place,
      options,
      display,
      queries: asked,
    }));
    address = `${product.url}/dashboards/${await create({ title: 'Shops', panels })}`;
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });
  const arrive = async () => {
    const visitor = await Visitor.arrive(browser);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(address);
    for (const id of ['course', 'bars', 'cells', 'gauge']) await visitor.page.waitForSelector(drawn(id));
    return visitor;
  };

  it('filters the dashboard by the bar, the cell or the gauge that was pressed, and takes it back', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await press(page, `${drawn('cells')} .field svg`, 0.7, 0.2);
    await filtered(page, 'north');
    await page.waitForFunction(
      (one) => document.querySelector(one)?.textContent.includes('south') === false,
      {},
      drawn('gauge'),
    );
    // The one bar that is left.
    await press(page, `${drawn('bars')} canvas`, 0.53, 0.7);
    await filtered(page, null);
    await page.waitForSelector(`${drawn('gauge')} ::-p-text(south)`);
    await press(page, `${drawn('gauge')} svg.linked`, 0.5, 0.1);
    await filtered(page, 'north');
    await visitor.leave();
  });

  it('is done by keyboard: the arrows read the values out, Enter offers the links, and the range goes along', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await page.focus(`${drawn('course')} .plot`);
    await page.keyboard.press('ArrowRight');
    const said = `${drawn('course')} qd-chart-picture > [role="status"]`;
    await page.waitForFunction((one) => document.querySelector(one)?.textContent.startsWith('north, 90'), {}, said);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((one) => document.querySelector(one)?.textContent.startsWith('south, 20'), {}, said);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.qd-menu [role="menuitem"]');
    expect(await menuOf(page)).toEqual(['Only this shop', 'One shop', 'Write a note here']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector(drawn('rows'));
    expect(new URL(page.url()).pathname).toBe(`/dashboards/${detail}`);
    expect([param(page, 'from'), param(page, 'var-shop')]).toEqual(['now-3h', 'south']);
    // The page was never loaded anew: going back is one step.
    await page.goBack();
    await page.waitForSelector(drawn('course'));
    await visitor.leave();
  });

  it('offers a note beside the links of a point, and only a note beside all points', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await press(page, `${drawn('course')} canvas`, 0.3, 0.45);
    await page.waitForSelector('qd-note-editor textarea');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('qd-note-editor'));
    await visitor.leave();
  });

  it('shows what a panel can do in words where nothing hovers', async () => {
    const visitor = await Visitor.arrive(browser, { width: 390, height: 844 });
    const { page } = visitor;
    await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
    await owner.lendSession(page);
    await page.goto(address);
    await page.waitForSelector(drawn('course'));
    await page.tap('[aria-label="Actions of course"]');
    await page.waitForSelector('[data-panel="course"] .deeds', { visible: true });
    const words = ['Notes', 'Discussion', 'Where the numbers come from', 'Explore', 'Whole page'];
    await page.waitForFunction(
      (wanted) => {
        const all = [...document.querySelectorAll('[data-panel="course"] .deeds .word')];
        const shown = all.filter((one) => one.checkVisibility({ visibilityProperty: true }));
        return shown.map((one) => one.textContent).join() === wanted;
      },
      {},
      words.join(),
    );
    await page.tap('[aria-label="Where the numbers of course come from"]');
    await page.waitForSelector('[role="dialog"] dl');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await visitor.leave();
  });
});
