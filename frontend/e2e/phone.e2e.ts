import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

interface Saved {
  id: string;
  document: { phoneOrder: string[] };
}

const panelOf = (id: string, y: number, where: object = {}) => ({
  id,
  title: id,
  widget: 'widget-stat@1',
  queries: [{ source: 'metrics', input: { metric: 'shop.orders' } }],
  place: { x: 0, y, w: 24, h: 4 },
  ...where,
});
const PHONE = { width: 390, height: 844 };
const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
const orderOf = (page: Page, of: string) =>
  page.$$eval(of, (found) => found.map((one) => (one as HTMLElement).dataset.panel ?? ''));
/** Waits until the panels stand so, from the top. */
const standing = (page: Page, of: string, wanted: string) =>
  page.waitForFunction(
    (selector, text) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
        .map(({ dataset }) => dataset.panel)
        .join(' ') === text,
    {},
    of,
    wanted,
  );
const fits = async (page: Page) => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
};

describe('a dashboard on a phone', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const points = [1, 2, 3].map((minute) => ({
      metric: 'shop.orders',
      time: Date.now() - minute * 60_000,
      value: 41,
    }));
    await owner.sendPoints(secret, points);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const create = () =>
    owner.json<Saved>('POST', '/api/dashboards', {
      title: 'Pocket',
      range: { from: 'now-1h', to: 'now' },
      tabs: [
        { id: 'today', title: 'Today' },
        { id: 'year', title: 'The year' },
      ],
      rows: [{ id: 'shops', title: 'Shops', tab: 'today' }],
      panels: [panelOf('a', 0), panelOf('b', 4), panelOf('c', 8), panelOf('d', 0, { row: 'shops' })],
    });
  const arrive = async (id: string, size: { width: number; height: number }) => {
    const visitor = await Visitor.arrive(browser, size);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(`${product.url}/dashboards/${id}`);
    await visitor.page.waitForSelector('[data-panel="a"][data-state="ready"]');
    return visitor;
  };

  it('has an order of its own, made on a wide screen by keys and by dragging', async () => {
    const { id } = await create();
    const visitor = await arrive(id, { width: 1440, height: 1200 });
    const { page } = visitor;
    await button(page, 'Edit').click();
    await page.locator('[aria-label="Order on phones"]').click();
    await page.waitForSelector('[data-place="c"] .grip');
    await page.focus('[data-place="c"] .grip');
    await page.keyboard.press('Home');
    await standing(page, 'qd-phone-order qd-panel', 'c a b d');
    await page.waitForSelector('[data-place="c"] .grip:focus');
    await page.keyboard.press('ArrowDown');
    await standing(page, 'qd-phone-order qd-panel', 'a c b d');
    const from = await (await page.$('[data-place="b"] .grip'))?.boundingBox();
    const to = await (await page.$('[data-place="a"] .grip'))?.boundingBox();
    if (!from || !to) throw new Error('The handles are not on the page.');
    await page.mouse.move(from.x + 40, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y - 20, { steps: 5 });
    await page.mouse.move(to.x + 40, to.y + 5, { steps: 10 });
    await page.mouse.up();
    await standing(page, 'qd-phone-order qd-panel', 'b a c d');
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid');
    expect((await owner.json<Saved>('GET', `/api/dashboards/${id}`)).document.phoneOrder).toEqual(['b', 'a', 'c']);
    // The wide screen keeps its arrangement.
    await standing(page, 'qd-panel-grid qd-panel', 'a b c d');
    await visitor.leave();

    const pocket = await arrive(id, PHONE);
    expect(await orderOf(pocket.page, 'qd-panel-grid qd-panel')).toEqual(['b', 'a', 'c', 'd']);
    await fits(pocket.page);
    await pocket.leave();
  });

  it('is ordered on the phone itself, opens tabs and rows, and shows a panel on the whole page', async () => {
    const { id } = await create();
    const visitor = await arrive(id, PHONE);
    const { page } = visitor;
    await button(page, 'Shops').click();
    await page.waitForFunction(() => !document.querySelector('[data-panel="d"]'));
    await page.click('[data-panel="b"] .enlarge');
    await page.waitForSelector('qd-full-panel [data-panel="b"][data-state="ready"]');
    await fits(page);
    await page.locator('qd-full-panel .back').click();
    await page.waitForFunction(() => !document.querySelector('qd-full-panel'));
    await page.locator('[aria-label="More to do"]').click();
    await page.locator('[role="menuitem"] ::-p-text(Edit)').click();
    await page.locator('[aria-label="Order on phones"]').click();
    await page.waitForSelector('[data-place="b"] .grip');
    await fits(page);
    await page.focus('[data-place="b"] .grip');
    await page.keyboard.press('ArrowUp');
    await standing(page, 'qd-phone-order qd-panel', 'b a c');
    await button(page, 'Save').click();
    await standing(page, 'qd-panel-grid qd-panel', 'b a c');
    await page.locator('[role="tab"] ::-p-text(The year)').click();
    await page.waitForSelector('::-p-text(Nothing on this tab yet)');
    await fits(page);
    await visitor.leave();
  });
});
