import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

interface Saved {
  id: string;
  version: number;
  document: { title: string; panels: { id: string; title: string }[] };
}

const panelOf = (id: string, x: number) => ({
  id,
  title: id,
  widget: 'widget-text@1',
  options: { markdown: id },
  place: { x, y: 0, w: 12, h: 6 },
});
const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
const told = (page: Page, text: string) => page.waitForSelector(`qd-theirs-note [role="alert"] ::-p-text(${text})`);

describe('two people who edit one dashboard at once', () => {
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

  const read = (id: string) => owner.json<Saved>('GET', `/api/dashboards/${id}`);
  const arrive = async (id: string) => {
    const visitor = await Visitor.arrive(browser, { expected: [/409/] });
    await owner.lendSession(visitor.page);
    await visitor.page.goto(`${product.url}/dashboards/${id}`);
    await button(visitor.page, 'Edit').click();
    await visitor.page.waitForSelector('[data-cell="left"] .grip');
    return visitor;
  };
  const meet = async () => {
    const { id } = await owner.json<Saved>('POST', '/api/dashboards', {
      title: 'Orders',
      panels: [panelOf('left', 0), panelOf('right', 12)],
    });
    const [first, second] = await Promise.all([arrive(id), arrive(id)]);
    return { id, first, second };
  };
  const remove = async (page: Page, panel: string) => {
    await page.focus(`[data-cell="${panel}"] .grip`);
    await page.keyboard.press('Delete');
    await page.waitForFunction((cell) => !document.querySelector(`[data-cell="${cell}"]`), {}, panel);
  };
  const rename = async (page: Page, title: string) => {
    await page.locator('button[aria-label="Dashboard settings"]').click();
    await page.locator('qd-dashboard-settings input').fill(title);
    await button(page, 'Apply').click();
    await page.waitForSelector(`h1 ::-p-text(${title})`);
  };
  const save = async ({ page }: Visitor) => {
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid');
  };

  it('are told at once who saved and what, and keep both where they touched different things', async () => {
    const { id, first, second } = await meet();
    await remove(second.page, 'right');
    await rename(first.page, 'Sales');
    await save(first);
    await told(second.page, 'The title changed from “Orders” to “Sales”');
    await told(second.page, 'Panel “right” was removed');
    await button(second.page, 'Put mine on top of theirs').click();
    await second.page.waitForSelector('h1 ::-p-text(Sales)');
    await save(second);
    const { version, document } = await read(id);
    expect([version, document.title, document.panels.map(({ title }) => title)]).toEqual([3, 'Sales', ['left']]);
    await first.leave();
    await second.leave();
  });

  it('choose one by one where both touched the same, and nothing is overwritten before', async () => {
    const { id, first, second } = await meet();
    await rename(second.page, 'Mine');
    await rename(first.page, 'Theirs');
    await save(first);
    await told(second.page, 'You both changed the same');
    await second.page.waitForSelector('qd-theirs-note button.primary:disabled');
    expect((await read(id)).document.title).toBe('Theirs');
    await second.page.locator('qd-conflict-choice label ::-p-text(Mine: “Mine”)').click();
    await button(second.page, 'Put mine on top of theirs').click();
    await save(second);
    expect((await read(id)).document.title).toBe('Mine');
    await first.leave();
    await second.leave();
  });

  it('can load theirs: the own changes are one undo away, and survive a closed tab', async () => {
    const { id, first, second } = await meet();
    await remove(second.page, 'left');
    await rename(first.page, 'Sales');
    await save(first);
    await told(second.page, 'Version 2 by You');
    await button(second.page, 'Load theirs').click();
    await second.page.waitForSelector('[data-cell="left"]');
    const next = await second.page.browserContext().newPage();
    await second.page.close();
    await next.goto(`${product.url}/dashboards/${id}`);
    await button(next, 'Bring them back').click();
    await next.waitForSelector('[data-cell="right"]');
    expect(await next.$('[data-cell="left"]')).toBeNull();
    await next.waitForSelector('qd-theirs-note ::-p-text(Panel “left” was removed)');
    await first.leave();
    await second.leave();
  });

  it('can keep the own version as a dashboard of its own', async () => {
    const { id, first, second } = await meet();
    await remove(second.page, 'left');
    await rename(first.page, 'Sales');
    await save(first);
    await told(second.page, 'Version 2 by You');
    await button(second.page, 'Save mine as a new dashboard').click();
    await second.page.waitForSelector('h1 ::-p-text(Orders (my version))');
    const all = await owner.json<{ id: string; title: string }[]>('GET', '/api/dashboards');
    const copy = all.find(({ title }) => title === 'Orders (my version)');
    expect((await read(copy?.id ?? '')).document.panels.map(({ title }) => title)).toEqual(['right']);
    expect((await read(id)).document.panels).toHaveLength(2);
    await first.leave();
    await second.leave();
  });
});
