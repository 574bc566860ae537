import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

interface Saved {
  id: string;
  version: number;
  document: { title: string; panels: { id: string; title: string; place: { x: number; y: number; w: number } }[] };
}

const panelOf = (id: string, x: number) => ({
  id,
  title: id,
  widget: 'widget-stat@1',
  queries: [{ source: 'metrics', input: { metric: 'shop.orders' } }],
  place: { x, y: 0, w: 12, h: 6 },
});
/** What the page tells those who hear it. */
const announced = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => [...document.querySelectorAll('[aria-live]')].some(({ textContent }) => textContent.includes(wanted)),
    {},
    text,
  );
/** Waits until the panels stand so: of each its first row (`--y`) or its width (`--w`). */
const placed = (page: Page, property: '--w' | '--y', wanted: string) =>
  page.waitForFunction(
    (name, text) =>
      [...document.querySelectorAll<HTMLElement>('qd-edit-cell')]
        .map(({ style }) => style.getPropertyValue(name))
        .join(' ') === text,
    {},
    property,
    wanted,
  );
const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);

describe('composing a dashboard', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const now = Date.now();
    await owner.sendPoints(
      secret,
      [1, 2, 3].flatMap((minute) => [
        { metric: 'shop.orders', labels: { shop: 'north' }, time: now - minute * 60_000, value: 41 },
        { metric: 'shop.orders', labels: { shop: 'south' }, time: now - minute * 60_000, value: 7 },
      ]),
    );
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const arrive = async (address: string, options?: VisitorOptions) => {
    const visitor = await Visitor.arrive(browser, options);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(product.url + address);
    return visitor;
  };
  const create = () =>
    owner.json<Saved>('POST', '/api/dashboards', {
      title: 'Orders',
      panels: [panelOf('left', 0), panelOf('right', 12)],
    });
  const read = (id: string) => owner.json<Saved>('GET', `/api/dashboards/${id}`);

  it('begins with a title, makes a panel of a metric with a live preview, and keeps it', async () => {
    const visitor = await arrive('/dashboards');
    const { page } = visitor;
    await button(page, 'New dashboard').click();
    await page.locator('[role="dialog"] input').fill('How are orders going?');
    await page.locator('[role="dialog"] button ::-p-text(Create)').click();
    await button(page, 'Add a panel').click();
    await page.locator('input[role="combobox"]').fill('orders');
    await page.keyboard.press('Enter');
    await page.waitForSelector('qd-panel-editor qd-panel[data-state="ready"]');
    await page.select('qd-metrics-query-form qd-field:nth-of-type(1) select', 'north');
    await page.locator('label ::-p-text(Stat)').click();
    await page.waitForSelector('qd-panel-editor qd-panel ::-p-text(41)');
    await button(page, 'Add to dashboard').click();
    await page.waitForSelector('qd-edit-cell');
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid qd-panel[data-state="ready"]');
    await page.reload();
    await page.waitForSelector('qd-panel[aria-label="Shop orders"] ::-p-text(41)');
    await visitor.leave();
  });

  it('moves and resizes a panel by keys, tells so, takes back and does again', async () => {
    const { id } = await create();
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await button(page, 'Edit').click();
    await page.waitForSelector('[data-cell="left"] .grip');
    await page.focus('[data-cell="left"] .grip');
    await page.keyboard.press('ArrowRight');
    await announced(page, 'Column 2, row 1');
    await placed(page, '--y', '1 7');
    await page.keyboard.press('ArrowLeft');
    await announced(page, 'Column 1, row 1');
    await placed(page, '--y', '1 1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.up('Shift');
    await announced(page, '11 wide');
    await placed(page, '--w', '11 12');
    await page.keyboard.down('Control');
    await page.keyboard.press('KeyZ');
    await placed(page, '--w', '12 12');
    await page.keyboard.down('Shift');
    await page.keyboard.press('KeyZ');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Control');
    await placed(page, '--w', '11 12');
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid');
    expect((await read(id)).document.panels.map(({ place }) => place.w)).toEqual([11, 12]);
    await visitor.leave();
  });

  it('moves a panel with the mouse, and the others make room', async () => {
    const { id } = await create();
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await button(page, 'Edit').click();
    const grip = await page.waitForSelector('[data-cell="right"] .grip');
    const box = await grip?.boundingBox();
    if (!box) throw new Error('The handle is not on the page.');
    await page.mouse.move(box.x + 60, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x - box.width / 2, box.y + 10, { steps: 4 });
    await page.mouse.move(box.x - box.width + 50, box.y + 10, { steps: 4 });
    await page.mouse.up();
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid');
    const places = (await read(id)).document.panels.map(({ place: { x, y } }) => [x, y]);
    expect(places).toEqual([
      [0, 6],
      [0, 0],
    ]);
    await visitor.leave();
  });

  it('tells the second of two who save the same version, and overwrites nobody silently', async () => {
    const { id } = await create();
    const [first, second] = await Promise.all([
      arrive(`/dashboards/${id}`),
      arrive(`/dashboards/${id}`, { expected: [/409/] }),
    ]);
    for (const [{ page }, panel] of [
      [first, 'left'],
      [second, 'right'],
    ] as const) {
      await button(page, 'Edit').click();
      await page.waitForSelector(`[data-cell="${panel}"] .grip`);
      await page.focus(`[data-cell="${panel}"] .grip`);
      await page.keyboard.press('Delete');
    }
    await button(first.page, 'Save').click();
    await first.page.waitForSelector('qd-panel-grid');
    await button(second.page, 'Save').click();
    await second.page.waitForSelector('[role="alert"] ::-p-text(You saved this dashboard meanwhile)');
    const titles = async () => (await read(id)).document.panels.map(({ title }) => title);
    expect(await titles()).toEqual(['right']);
    await button(second.page, 'Load theirs').click();
    await second.page.waitForSelector('[data-cell="right"]');
    await second.page.keyboard.down('Control');
    await second.page.keyboard.press('KeyZ');
    await second.page.keyboard.up('Control');
    await second.page.waitForSelector('[data-cell="left"]');
    await button(second.page, 'Save').click();
    await second.page.waitForSelector('qd-panel-grid');
    expect([await titles(), (await read(id)).version]).toEqual([['left'], 3]);
    await first.leave();
    await second.leave();
  });

  it('offers again what a closed tab left behind', async () => {
    const { id } = await create();
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await button(page, 'Edit').click();
    await page.waitForSelector('[data-cell="left"] .grip');
    await page.focus('[data-cell="left"] .grip');
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => document.querySelectorAll('qd-edit-cell').length === 1);
    const next = await page.browserContext().newPage();
    await page.close();
    await next.goto(`${product.url}/dashboards/${id}`);
    await button(next, 'Go on editing').click();
    await next.waitForSelector('[data-cell="right"]');
    expect(await next.$('[data-cell="left"]')).toBeNull();
    await visitor.leave();
  });

  it('can be done on a phone', async () => {
    const { id } = await owner.json<Saved>('POST', '/api/dashboards', { title: 'Pocket' });
    const visitor = await arrive(`/dashboards/${id}`, { width: 390, height: 844 });
    const { page } = visitor;
    await page.locator('.metrics button ::-p-text(shop.orders)').click();
    await page.waitForSelector('qd-panel-editor qd-panel[data-state="ready"]');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await button(page, 'Add to dashboard').click();
    await page.waitForSelector('qd-edit-cell');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid');
    expect((await read(id)).document.panels).toHaveLength(1);
    await visitor.leave();
  });
});
