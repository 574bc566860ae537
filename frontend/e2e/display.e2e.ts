import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { readPdf } from './pdf.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

const HOUR = 3_600_000;
const DISPLAY = {
  unit: 'percent',
  decimals: 1,
  thresholds: {
    steps: [
      { value: 70, state: 'warn', label: 'Busy' },
      { value: 90, state: 'bad', label: 'Overloaded' },
    ],
  },
  links: [{ title: 'Host', address: 'https://hosts.example.com/{{label.host}}?from={{from}}' }],
};
const ask = (metric: string, labels: Record<string, string> = {}) => [
  { source: 'metrics', input: { metric, labels, aggregate: 'avg' } },
];
const panel = (id: string, widget: string, queries: object[], x: number, y: number, more: object = {}) => ({
  ...{ id, title: id, widget: `widget-${widget}@1`, queries, display: DISPLAY, place: { x, y, w: 12, h: 8 } },
  ...more,
});
const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
const ready = (page: Page, count: number) =>
  page.waitForFunction(
    (wanted) => document.querySelectorAll('qd-panel[data-state="ready"]').length === wanted,
    {},
    count,
  );

describe('how values are shown', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'hosts' });
    const now = Date.now();
    await owner.sendPoints(secret, [
      { metric: 'host.load', labels: { host: 'db/1' }, time: now - 60_000, value: 93.25 },
      { metric: 'host.load', labels: { host: 'web' }, time: now - 60_000, value: 41 },
      { metric: 'host.load', labels: { host: 'mail' }, time: now - 60_000, value: 75 },
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const arrive = async (address: string, options?: VisitorOptions) => {
    const visitor = await Visitor.arrive(browser, { height: 1600, ...options });
    await owner.lendSession(visitor.page);
    await visitor.page.goto(product.url + address);
    return visitor;
  };
  const create = (panels: object[]) =>
    owner.json<{ id: string }>('POST', '/api/dashboards', {
      ...{ title: 'Hosts', timezone: 'UTC', range: { from: 'now-24h', to: 'now' }, panels },
    });
  const everyWidget = () =>
    create([
      panel('gauge', 'gauge', ask('host.load'), 0, 0),
      panel('stat', 'stat', ask('host.load', { host: 'db/1' }), 12, 0),
      panel('table', 'table', ask('host.load', { host: 'db/1' }), 0, 8),
      panel('bars', 'bar', ask('host.load'), 12, 8, { options: { over: 'category' } }),
      panel('share', 'pie', ask('host.load'), 0, 16),
      panel('heat', 'heatmap', ask('host.load'), 12, 16, { options: { mode: 'week' } }),
    ]);
  const textOf = (page: Page, id: string) =>
    page.$eval(`qd-panel[data-panel="${id}"] .body`, (body) => body.textContent.replace(/\s+/g, ' '));

  it('is the same in every widget: thresholds with a word, decimals, links with encoded values', async () => {
    const { id } = await everyWidget();
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await ready(page, 6);
    expect(await textOf(page, 'gauge')).toMatch(/db\/1: 93\.3 % on a scale from 0 % to 100 %.*Overloaded.*Busy/);
    expect(await textOf(page, 'stat')).toMatch(/93\.3.*Overloaded/);
    expect(await textOf(page, 'table')).toMatch(/93\.3 %/);
    expect(await textOf(page, 'share')).toMatch(/db\/1 ?93\.3 %.*?44\.6 %/);
    expect(await textOf(page, 'heat')).toMatch(/Mon.*Sun.*69\.8 %/);
    const address = await page.$eval('qd-panel[data-panel="stat"] qd-stat-picture a', (link) => [
      link.href,
      link.target,
      link.rel,
    ]);
    expect(address).toEqual([
      expect.stringMatching(/^https:\/\/hosts\.example\.com\/db%2F1\?from=\d{13}$/),
      '_blank',
      'noopener noreferrer',
    ]);
    await visitor.leave();
  });

  it('is the same behind a share link and on paper, as vectors', async () => {
    const { id } = await everyWidget();
    const { token } = await owner.json<{ token: string }>('POST', `/api/dashboards/${id}/share-links`, {
      expiresAt: new Date(Date.now() + HOUR).toISOString(),
    });
    const visitor = await Visitor.arrive(browser, { height: 1600 });
    await visitor.page.goto(`${product.url}/shared#${token}`);
    await ready(visitor.page, 6);
    expect(await textOf(visitor.page, 'stat')).toMatch(/93\.3.*Overloaded/);
    const pdf = await printed(visitor.page, id);
    expect(pdf.text).toMatch(/93\.3/);
    expect(pdf.text).toMatch(/Overloaded/);
    expect(pdf.text).toMatch(/44\.6 %/);
    expect(pdf.pages.reduce((sum, { images }) => sum + images, 0)).toBe(0);
    await visitor.leave();
  });

  async function printed(page: Page, dashboardId: string) {
    const range = { from: Date.now() - 24 * HOUR, to: Date.now() };
    const { id } = await owner.json<{ id: string }>('POST', '/api/reports', { dashboardId, range, timezone: 'UTC' });
    await owner.lendSession(page);
    await page.waitForFunction(
      async (address) => {
        const report = (await (await fetch(address)).json()) as { status: string; problem: string | null };
        if (report.problem) throw new Error(report.problem);
        return report.status === 'done';
      },
      { polling: 250, timeout: 90_000 },
      `/api/reports/${id}`,
    );
    const bytes = await page.evaluate(
      async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())],
      `/api/reports/${id}/file`,
    );
    return readPdf(Uint8Array.from(bytes));
  }

  it('is set by keys in the editor, with each widget previewed, and refuses a link that could run something', async () => {
    const { id } = await create([
      panel('load', 'timeseries', ask('host.load', { host: 'mail' }), 0, 0, { display: {} }),
    ]);
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await button(page, 'Edit').click();
    await page.waitForSelector('[data-cell="load"] .grip');
    await page.focus('[data-cell="load"] .grip');
    await page.keyboard.press('Enter');
    await page.waitForSelector('qd-panel-editor .thumb qd-gauge-picture');
    await page.focus('input[name="widget"][value="widget-gauge@1"]');
    await page.keyboard.press('Space');
    await page.waitForSelector('qd-panel-editor qd-panel qd-gauge-picture');

    await open(page, 'thresholds');
    await add(page, 'thresholds');
    await page.keyboard.type('70');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Busy');
    await page.waitForSelector('qd-panel-editor qd-panel ::-p-text(Busy)');

    await open(page, 'links');
    await add(page, 'links');
    await page.keyboard.type('Host');
    await page.keyboard.press('Tab');
    await page.keyboard.type('javascript:alert(1)');
    await page.waitForSelector('[data-part="links"] ::-p-text(Begin with https)');
    await button(page, 'Done').click();
    await page.waitForSelector('[data-part="links"] [aria-invalid="true"]');
    await page.locator('[data-part="links"] [aria-invalid="true"]').fill('/dashboards/{{label.host}}');
    await button(page, 'Done').click();
    await page.waitForSelector('qd-edit-cell');
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid qd-panel[data-state="ready"]');
    await page.reload();
    await page.waitForSelector('qd-panel[data-panel="load"] a[href^="/dashboards/mail?"]');
    expect(await textOf(page, 'load')).toMatch(/Busy/);
    await visitor.leave();
  });

  /** The first field of what was added takes the focus. */
  const add = async (page: Page, part: string) => {
    await page.focus(`[data-part="${part}"] .add`);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-part="${part}"] li input:focus`);
  };
  const open = async (page: Page, part: string) => {
    await page.focus(`[data-part="${part}"] summary`);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-part="${part}"][open]`);
  };

  it('fits a phone, in the dark too', async () => {
    const { id } = await everyWidget();
    const visitor = await arrive(`/dashboards/${id}`, { width: 390, height: 3000, colorScheme: 'dark' });
    await ready(visitor.page, 6);
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await textOf(visitor.page, 'gauge')).toMatch(/Overloaded/);
    await visitor.leave();
  });
});
