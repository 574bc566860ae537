import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const RANGE = { from: '2014-11-01T00:00:00Z', to: '2014-12-01T00:00:00Z' };
const panel = (id: string, y: number, title: string) => ({
  id,
  title,
  widget: 'widget-timeseries@1',
  queries: [{ source: 'metrics', input: { metric: 'taxi.passengers' } }],
  place: { x: 0, y, w: 24, h: 12 },
});
const DASHBOARD = {
  title: 'Taxis',
  range: RANGE,
  timezone: 'UTC',
  panels: [panel('chart', 0, 'Passengers'), panel('low', 12, 'The same below')],
};
const hour = () => new Date(Date.now() + 3_600_000).toISOString();

const DISCUSS = '[data-panel="chart"] qd-discuss-button button';
const counted = (count: number) => `[data-panel="chart"] qd-discuss-button button[aria-label$="${String(count)} open"]`;
const comment = (words: string) => `qd-comment-card ::-p-text(${words})`;
const drawn = (page: Page) => page.waitForSelector('[data-panel="chart"][data-state="ready"]');
const gone = (page: Page, selector: string) =>
  page.waitForFunction((wanted) => !document.querySelector(wanted), {}, selector);

async function write(page: Page, words: string): Promise<void> {
  await page.waitForSelector('qd-comment-editor textarea');
  await page.type('qd-comment-editor textarea', words);
}
const send = (page: Page) => page.click('qd-comment-editor button[type="submit"]');

describe('a discussion', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let address: string;
  let dashboard: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start(), openBrowser()]);
    owner = await asOwner(product.url);
  });
  beforeEach(async () => {
    dashboard = (await owner.json<{ id: string }>('POST', '/api/dashboards', DASHBOARD)).id;
    address = `${product.url}/dashboards/${dashboard}`;
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  async function ownerLooks(): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(address);
    await drawn(visitor.page);
    return visitor;
  }
  /** Somebody who only looks, invited by a link. */
  async function viewerLooks(name: string, width = 1440): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, { width });
    const { token } = await owner.json<{ token: string }>('POST', '/api/invitations', {
      role: 'viewer',
      expiresAt: hour(),
    });
    await visitor.page.goto(`${product.url}/sign-in`);
    await visitor.page.evaluate(
      async (body) => {
        const headers = { 'content-type': 'application/json' };
        await fetch('/api/joining/sign-up', { method: 'POST', headers, body: JSON.stringify(body) });
      },
      { token, name, email: `${name.toLowerCase()}@example.com`, password: 'a long and quiet watch' },
    );
    await visitor.page.goto(address);
    await drawn(visitor.page);
    return visitor;
  }

  it('is held by two at once: asked with a mention, told, answered and settled, without a reload', async () => {
    const viewer = await viewerLooks('Ada');
    const boss = await ownerLooks();
    await viewer.page.click(DISCUSS);
    await viewer.page.locator('qd-new-thread button').click();
    await write(viewer.page, 'Why so **many**, @ow');
    await viewer.page.waitForSelector('qd-comment-editor [role="option"]');
    await viewer.page.keyboard.press('Enter');
    await send(viewer.page);
    await viewer.page.waitForSelector('qd-thread-card strong ::-p-text(many)');

    await boss.page.waitForSelector(counted(1));
    await boss.page.locator('qd-notification-bell button[aria-label$="1 not read"]').click();
    await boss.page.locator('qd-notification-list .row.unread').click();
    await boss.page.waitForSelector('qd-comment-card:focus .qd-mention ::-p-text(@owner)');
    await boss.page.waitForSelector('qd-notification-bell button[aria-label="Notifications"]');
    await boss.page.locator('qd-thread-card .foot button').click();
    await write(boss.page, 'It was Halloween');
    await send(boss.page);
    await viewer.page.waitForSelector(comment('It was Halloween'));
    await viewer.page.waitForSelector('qd-notification-bell button[aria-label$="1 not read"]');

    await boss.page.locator('qd-thread-card .foot button.quiet').click();
    await gone(viewer.page, counted(1));
    await viewer.page.waitForSelector('qd-discussion-drawer qd-empty-state');
    for (const who of [viewer, boss]) await who.leave();
  });

  it('stands under a note too, and leads to it', async () => {
    const viewer = await viewerLooks('Grace');
    const note = { metric: 'taxi.passengers', from: '2014-11-10T00:00:00Z', text: 'Strike' };
    await owner.json('POST', '/api/annotations', note);
    const { page } = viewer;
    await page.locator('qd-annotation-ticks button[aria-label*="Strike"]').click();
    await page.locator('qd-note-card qd-new-thread button').click();
    await write(page, 'For how long?');
    await send(page);
    await page.waitForSelector('qd-note-card qd-comment-card ::-p-text(For how long?)');
    await page.keyboard.press('Escape');
    await gone(page, 'qd-note-card');
    await page.locator('qd-discussion-button button').click();
    await page.locator('qd-discussion-drawer .subject').click();
    await page.waitForSelector('qd-note-card qd-comment-card ::-p-text(For how long?)');
    await viewer.leave();
  });

  it('keeps what was typed through a reload, changes and deletes what was sent', async () => {
    const viewer = await viewerLooks('Joan');
    const { page } = viewer;
    await page.click(DISCUSS);
    await page.locator('qd-new-thread button').click();
    await write(page, 'Half a thou');
    await page.reload();
    await drawn(page);
    await page.click(DISCUSS);
    await write(page, 'ght');
    await send(page);
    await page.waitForSelector(comment('Half a thought'));
    await page.focus('qd-comment-card button[aria-label="Edit"]');
    await page.keyboard.press('Enter');
    await write(page, ', and the rest');
    await send(page);
    await page.locator('qd-comment-history button').click();
    await page.waitForSelector('qd-comment-history li ::-p-text(Half a thought)');
    await page.focus('qd-comment-card button[aria-label="Delete"]');
    await page.keyboard.press('Enter');
    await page.locator('qd-confirm .danger').click();
    await gone(page, 'qd-comment-card');
    await viewer.leave();
  });

  it('fits a phone', async () => {
    const viewer = await viewerLooks('Mary', 390);
    const { page } = viewer;
    await page.locator('qd-dashboard-menu button').click();
    await page.locator('[role="menuitem"] ::-p-text(Discussion)').click();
    await page.waitForSelector('qd-discussion-drawer qd-new-thread');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await page.keyboard.press('Escape');
    await gone(page, 'qd-discussion-drawer');
    await viewer.leave();
  });

  it('is not for who looks through a share link', async () => {
    const thread = { subject: { kind: 'panel', panelId: 'chart' }, text: 'Among ourselves' };
    await owner.json('POST', `/api/dashboards/${dashboard}/threads`, thread);
    const path = `/api/dashboards/${dashboard}/share-links`;
    const { token } = await owner.json<{ token: string }>('POST', path, { expiresAt: hour() });
    const guest = await Visitor.arrive(browser);
    await guest.page.goto(`${product.url}/shared#${token}`);
    await drawn(guest.page);
    expect(await guest.page.$('qd-discuss-button button, qd-discussion-button')).toBeNull();
    await guest.leave();
  });
});
