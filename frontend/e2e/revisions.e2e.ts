import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

interface Saved {
  id: string;
  version: number;
  document: { title: string; panels: { id: string; title: string }[] };
}

const panelOf = (id: string, x: number) => ({
  id,
  title: id,
  widget: 'widget-text@1',
  options: { markdown: `Text of ${id}` },
  place: { x, y: 0, w: 12, h: 6 },
});
const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);

describe('the history of a dashboard and the trash', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
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
  const create = (title: string) =>
    owner.json<Saved>('POST', '/api/dashboards', { title, panels: [panelOf('left', 0), panelOf('right', 12)] });
  const read = (id: string) => owner.json<Saved>('GET', `/api/dashboards/${id}`);
  const saveTwice = async (title: string) => {
    const { id, document } = await create(title);
    const [left] = document.panels;
    const body = { version: 1, document: { ...document, panels: [left] }, note: 'One is enough' };
    await owner.json('PUT', `/api/dashboards/${id}`, body);
    return id;
  };

  it('keeps a note with a save, and tells who saved, when, why and what', async () => {
    const { id } = await create('Orders');
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await button(page, 'Edit').click();
    await page.waitForSelector('[data-cell="right"] .grip');
    await page.focus('[data-cell="right"] .grip');
    await page.keyboard.press('Delete');
    await page.locator('button[aria-label="Save with a note"]').click();
    await page.waitForSelector('[role="dialog"] ::-p-text(Panel “right” was removed)');
    await page.locator('[role="dialog"] textarea').fill('Nobody reads it');
    await page.locator('[role="dialog"] button ::-p-text(Save)').click();
    await page.waitForSelector('qd-panel-grid');
    await page.locator('button[aria-label="More to do"]').click();
    await page.locator('a ::-p-text(History)').click();
    await page.waitForSelector('qd-revision-list ::-p-text(Nobody reads it)');
    await page.waitForSelector('qd-revision-list ::-p-text(Panel “right” was removed)');
    await page.waitForSelector('qd-revision-list ::-p-text(You, just now)');
    await visitor.leave();
  });

  it('shows an old version, compares it, and brings it back as a new one', async () => {
    const id = await saveTwice('Sales');
    const visitor = await arrive(`/dashboards/${id}/history`);
    const { page } = visitor;
    await page.waitForSelector('qd-panel[aria-label="left"]');
    expect(await page.$('qd-panel[aria-label="right"]')).toBeNull();
    await page.locator('qd-revision-list a ::-p-text(Version 1)').click();
    await page.waitForSelector('qd-panel[aria-label="right"] ::-p-text(Text of right)');
    await page.select('qd-revision-head select', '2');
    await page.waitForSelector('qd-revision-head ::-p-text(Panel “right” was added)');
    await button(page, 'Restore this version').click();
    await page.locator('[role="dialog"] button ::-p-text(Restore this version)').click();
    await page.waitForSelector('qd-revision-list ::-p-text(Brought back version 1)');
    const { version, document } = await read(id);
    expect([version, document.panels.length]).toEqual([3, 2]);
    await visitor.leave();
  });

  it('can be read on a phone: the list, then one version', async () => {
    const id = await saveTwice('Pocket');
    const visitor = await arrive(`/dashboards/${id}/history`, { width: 390, height: 844 });
    const { page } = visitor;
    await page.locator('qd-revision-list a ::-p-text(Version 1)').click();
    await page.waitForSelector('qd-panel[aria-label="right"]', { visible: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.locator('a ::-p-text(All versions)').click();
    await page.waitForSelector('qd-revision-list', { visible: true });
    await visitor.leave();
  });

  it('moves a dashboard to the trash, says so where it is opened, and restores it there', async () => {
    const { id } = await create('Doomed');
    const visitor = await arrive('/dashboards', { expected: [/404/] });
    const { page } = visitor;
    await page.locator('button[aria-label="Actions for Doomed"]').click();
    await page.locator('[role="menuitem"] ::-p-text(Move to the trash)').click();
    await page.locator('[role="dialog"] button ::-p-text(Move to the trash)').click();
    await page.waitForFunction(() => !document.querySelector('[aria-label="Actions for Doomed"]'));
    await page.goto(`${product.url}/dashboards/${id}`);
    await page.waitForSelector('::-p-text(“Doomed” is in the trash)');
    await button(page, 'Restore').click();
    await page.waitForSelector('qd-panel[aria-label="left"]');
    await visitor.leave();
  });

  it('tells an open page that its dashboard was moved there, and lets an owner delete it for good', async () => {
    const { id } = await create('Going');
    const visitor = await arrive(`/dashboards/${id}`, { expected: [/404/] });
    const { page } = visitor;
    await page.waitForSelector('qd-panel[aria-label="left"]');
    await owner.remove(`/api/dashboards/${id}`);
    await page.waitForSelector('::-p-text(“Going” is in the trash)');
    await page.goto(`${product.url}/dashboards/trash`);
    await page.locator('button[aria-label="Delete for good: Going"]').click();
    await page.locator('[role="dialog"] button ::-p-text(Delete for good)').click();
    await page.waitForSelector('::-p-text(The trash is empty)');
    expect(await owner.json<unknown[]>('GET', '/api/trash')).toEqual([]);
    await visitor.leave();
  });
});
