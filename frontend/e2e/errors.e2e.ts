import { createServer, type AddressInfo } from 'node:net';
import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const DASHBOARD = {
  title: 'Orders',
  range: { from: 'now-1h', to: 'now' },
  panels: [
    {
      id: 'orders',
      title: 'Orders',
      widget: 'widget-stat@1',
      queries: [{ source: 'metrics', input: { metric: 'shop.orders', aggregate: 'last' } }],
      place: { x: 0, y: 0, w: 12, h: 6 },
    },
  ],
};
const CHART = {
  ...DASHBOARD,
  panels: DASHBOARD.panels.map((panel) => ({ ...panel, widget: 'widget-timeseries@1' })),
};
/** What a browser says of itself when the network is gone. */
const CUT = [/net::/, /WebSocket/, /Failed to load resource/];
const BAR = 'qd-reach-bar p';
const says = (page: Page, text: string) => page.waitForSelector(`::-p-text(${text})`);
const shows = (page: Page, value: number) =>
  page.waitForSelector(`[data-panel="orders"][data-state="ready"] ::-p-text(${String(value)})`);
const gone = (page: Page, selector: string) =>
  page.waitForFunction((wanted) => !document.querySelector(wanted), {}, selector);
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** A port that nobody uses: the product comes back on the one that it had. */
async function freePort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return String(port);
}

describe('when something is in the way', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let env: Record<string, string>;
  let secret: string;
  let dashboard: string;
  beforeAll(async () => {
    env = { QD_DEMO: 'off', QD_PORT: await freePort() };
    [product, browser] = await Promise.all([Product.start({ env }), openBrowser()]);
    owner = await asOwner(product.url);
    ({ secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' }));
    dashboard = (await owner.json<{ id: string }>('POST', '/api/dashboards', DASHBOARD)).id;
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const send = (value: number) => owner.sendPoints(secret, [{ metric: 'shop.orders', time: Date.now(), value }]);
  const look = async (expected: readonly RegExp[] = CUT) => {
    const visitor = await Visitor.arrive(browser, { expected });
    await owner.lendSession(visitor.page);
    await visitor.page.goto(`${product.url}/dashboards/${dashboard}`);
    return visitor;
  };
  /** Says whether the page is still the one that was opened. */
  const mark = (page: Page) => page.evaluate('window.stayed = true');
  const stayed = (page: Page) => page.evaluate('window.stayed === true');

  it('a page that is offline says so, marks its numbers as old, and catches up by itself', async () => {
    await send(41);
    const visitor = await look();
    const { page } = visitor;
    await shows(page, 41);
    await mark(page);
    await page.setOfflineMode(true);
    await page.waitForSelector(`${BAR} ::-p-text(You are offline)`);
    await page.waitForSelector('[data-panel="orders"] .age');
    await send(57);
    await page.setOfflineMode(false);
    await shows(page, 57);
    await gone(page, BAR);
    await gone(page, '[data-panel="orders"] .age');
    expect(await stayed(page)).toBe(true);
    await visitor.leave();
  });

  it('a part of the page that cannot be fetched is not the fault of a widget, and is fetched when the network is back', async () => {
    await send(43);
    const { id } = await owner.json<{ id: string }>('POST', '/api/dashboards', CHART);
    const visitor = await Visitor.arrive(browser, { expected: CUT });
    const { page } = visitor;
    await owner.lendSession(page);
    await page.evaluateOnNewDocument(() => {
      const losing = setInterval(() => window.dispatchEvent(new Event('offline')), 20);
      window.addEventListener('online', () => {
        clearInterval(losing);
      });
    });
    await page.goto(`${product.url}/dashboards/${id}`);
    await page.waitForSelector('[data-panel="orders"] qd-panel-failure ::-p-text(A part of this page is missing)');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.waitForSelector('[data-panel="orders"][data-state="ready"] canvas');
    await visitor.leave();
  });

  it('a server that restarts is waited for; numbers and changes that were missed appear; an upgrade asks for a reload', async () => {
    await send(59);
    const visitor = await look();
    const { page } = visitor;
    await shows(page, 59);
    await mark(page);
    await product.stop();
    await page.waitForSelector(`${BAR} ::-p-text(does not answer)`);
    await page.waitForSelector('[data-panel="orders"] .age');
    await page.setRequestInterception(true);
    page.on('request', (request) => void pretendUpgrade(request));
    product = await Product.start({ env, dataDir: product.dataDir });
    await send(63);
    const { version, document } = await owner.json<{ version: number; document: object }>(
      'GET',
      `/api/dashboards/${dashboard}`,
    );
    await owner.json('PUT', `/api/dashboards/${dashboard}`, { version, document: { ...document, title: 'Renamed' } });
    await shows(page, 63);
    await says(page, 'Renamed');
    await page.waitForSelector(`${BAR} ::-p-text(was upgraded)`);
    expect(await stayed(page)).toBe(true);
    await Promise.all([page.waitForNavigation(), page.locator(`${BAR} button`).click()]);
    await shows(page, 63);
    expect(await stayed(page)).toBe(false);
    await visitor.leave();
  });

  it('a link that was revoked while its reader was offline says so when she is back', async () => {
    const path = `/api/dashboards/${dashboard}/share-links`;
    const { token, link } = await owner.json<{ token: string; link: { id: string } }>('POST', path, {
      expiresAt: inAnHour(),
    });
    await send(71);
    const guest = await Visitor.arrive(browser, { expected: [...CUT, /401/] });
    const { page } = guest;
    await page.goto(`${product.url}/shared#${token}`);
    await shows(page, 71);
    await page.setOfflineMode(true);
    await page.waitForSelector(`${BAR} ::-p-text(You are offline)`);
    await owner.remove(`/api/share-links/${link.id}`);
    await page.setOfflineMode(false);
    await says(page, 'This link no longer works');
    await gone(page, 'qd-panel');
    await guest.leave();
  });

  it('an address that means nothing says so, to strangers and inside', async () => {
    const stranger = await Visitor.arrive(browser);
    await stranger.page.goto(`${product.url}/no/such/page`);
    await says(stranger.page, 'There is nothing at this address');
    await stranger.page.locator('a ::-p-text(Sign in)').click();
    await stranger.page.waitForSelector('input[type="password"]');
    await stranger.leave();
    const visitor = await look();
    await visitor.page.goto(`${product.url}/no/such/page`);
    await says(visitor.page, 'There is nothing at this address');
    await visitor.page.locator('a ::-p-text(Go to the dashboards)').click();
    await visitor.page.waitForSelector('qd-dashboard-card');
    await visitor.leave();
  });

  it('a viewer who opens an address of owners learns who they are', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    const { token } = await owner.json<{ token: string }>('POST', '/api/invitations', {
      role: 'viewer',
      expiresAt: inAnHour(),
    });
    await page.goto(`${product.url}/sign-in`);
    await page.evaluate(
      async (body) => {
        const headers = { 'content-type': 'application/json' };
        await fetch('/api/joining/sign-up', { method: 'POST', headers, body: JSON.stringify(body) });
      },
      { token, name: 'Ada', email: 'ada@example.com', password: 'a long and quiet watch' },
    );
    for (const address of ['/connections/new', '/settings/audit', '/settings/keys']) {
      await page.goto(product.url + address);
      await says(page, 'This page is for owners');
      expect(new URL(page.url()).pathname).toBe(address);
    }
    await page.locator('a ::-p-text(Who the owners are)').click();
    await page.waitForSelector('table ::-p-text(owner@example.com), table ::-p-text(Owner)');
    await visitor.leave();
  });
});

/** As a newer server would answer, until the page is loaded anew. */
async function pretendUpgrade(request: HTTPRequest): Promise<void> {
  if (!request.url().endsWith('/api/session') || request.isNavigationRequest()) return request.continue();
  const { cookie = '' } = request.headers();
  const answer = await fetch(request.url(), { headers: { cookie } }).catch(() => undefined);
  if (!answer) return request.abort();
  const session = { ...((await answer.json()) as object), version: '99.0.0' };
  return request.respond({ contentType: 'application/json', body: JSON.stringify(session) });
}
