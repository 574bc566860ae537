import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Saved {
  id: string;
  document: { title: string; panels: { title: string; widget: string; queries: { input: { metric: string } }[] }[] };
}

/** A JSON API of ours, which remembers what it was asked. */
async function startService(): Promise<{ server: Server; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ url }, response) => {
    if (url?.startsWith('/sold')) asked.push(url);
    const rows = [
      { shop: 'north', sold: 12 },
      { shop: 'south', sold: 30 },
    ];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, asked };
}

const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
/** Below a tall form the picture is drawn when one comes near. */
const ready = async (page: Page) => {
  const panel = await page.waitForSelector('.answer qd-panel');
  await panel?.scrollIntoView();
  await page.waitForSelector('.answer qd-panel[data-state="ready"]');
};
const pickMetric = async (page: Page, name: string) => {
  await page.locator('input[role="combobox"]').fill(name);
  await page.keyboard.press('Enter');
};
const chosen = (page: Page, name: string) => page.waitForSelector(`qd-segments label:has(:checked) ::-p-text(${name})`);
const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (within: string) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations: found } = await axe.run('main');
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`);
  });
};

describe('exploring', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let dashboard: Saved;
  let tills: string;
  let service: Awaited<ReturnType<typeof startService>>;
  beforeAll(async () => {
    service = await startService();
    const host = `127.0.0.1:${(service.server.address() as AddressInfo).port}`;
    const env = { QD_DEMO: 'off', QD_EGRESS_ALLOW: host };
    [product, browser] = await Promise.all([Product.start({ env }), openBrowser()]);
    owner = await asOwner(product.url);
    const connection = await owner.json<{ id: string }>('POST', '/api/connections', {
      name: 'Tills',
      plugin: 'datasource-json@1',
      config: { baseUrl: `http://${host}` },
    });
    tills = connection.id;
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const now = Date.now();
    await owner.sendPoints(
      secret,
      [1, 2, 3].flatMap((minute) => [
        { metric: 'shop.orders', labels: { shop: 'north' }, time: now - minute * 60_000, value: 41 },
        { metric: 'shop.orders', labels: { shop: 'south' }, time: now - minute * 60_000, value: 7 },
        { metric: 'shop.visits', time: now - minute * 60_000, value: 300 },
      ]),
    );
    dashboard = await owner.json<Saved>('POST', '/api/dashboards', {
      title: 'Morning',
      panels: [
        {
          id: 'orders',
          title: 'Orders of the north',
          widget: 'widget-timeseries@1',
          queries: [{ source: 'metrics', input: { metric: 'shop.orders', labels: { shop: { $variable: 'shop' } } } }],
          place: { x: 0, y: 0, w: 12, h: 8 },
        },
      ],
      variables: [{ kind: 'list', name: 'shop', options: [{ value: 'north' }, { value: 'south' }] }],
    });
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
    service.server.close();
  });

  const arrive = async (address: string, options?: VisitorOptions) => {
    const visitor = await Visitor.arrive(browser, options);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(product.url + address);
    return visitor;
  };
  const read = (id: string) => owner.json<Saved>('GET', `/api/dashboards/${id}`);

  it('asks a metric, shows it as a table, goes back, and puts it on a dashboard with one press', async () => {
    const visitor = await arrive('/dashboards');
    const { page } = visitor;
    await page.locator('nav a[href="/explore"]').click();
    await pickMetric(page, 'shop.orders');
    await ready(page);
    await page.waitForSelector('qd-answer-facts dd ::-p-text(6)');
    expect(await violations(page)).toEqual([]);

    await page.locator('qd-segments label ::-p-text(Table)').click();
    await chosen(page, 'Table');
    await page.waitForSelector('.answer table ::-p-text(41)');
    // The address is the question: whoever opens it sees the same.
    await page.reload();
    await chosen(page, 'Table');
    await page.waitForSelector('.answer table ::-p-text(41)');

    await page.goBack();
    await chosen(page, 'Chart');
    await button(page, 'Add to a dashboard').click();
    await page.locator('[role="dialog"] input').fill('morn');
    await page.locator('[role="dialog"] li ::-p-text(Morning)').click();
    await page.waitForSelector('qd-full-panel qd-panel[aria-label="Shop orders"][data-state="ready"]');
    const { panels } = (await read(dashboard.id)).document;
    expect(panels.map(({ title, widget }) => [title, widget])).toEqual([
      ['Orders of the north', 'widget-timeseries@1'],
      ['Shop orders', 'widget-timeseries@1'],
    ]);
    await visitor.leave();
  });

  it('puts several queries side by side, hides one, and asks a question of the history again', async () => {
    const visitor = await arrive('/explore');
    const { page } = visitor;
    await pickMetric(page, 'shop.orders');
    await ready(page);
    await button(page, 'Add a query').click();
    await pickMetric(page, 'shop.visits');
    await page.waitForFunction(() => document.querySelectorAll('qd-answer-facts').length === 2);
    await page.locator('button[aria-label="Hide query A"]').click();
    await page.waitForFunction(() => document.querySelectorAll('qd-answer-facts').length === 1);
    await page.locator('qd-segments label ::-p-text(Table)').click();
    await page.waitForSelector('.answer table ::-p-text(300)');
    expect(await page.$('.answer table ::-p-text(41)')).toBeNull();

    await page.locator('nav a[href="/explore"]').click();
    await page.waitForSelector('::-p-text(The answer appears here)');
    await page.locator('qd-past-questions button ::-p-text(shop.orders · shop.visits)').click();
    await page.waitForFunction(() => document.querySelectorAll('qd-answer-facts').length === 2);
    await visitor.leave();
  });

  it('asks a connection again only when told to, by keys alone, and shows a few named numbers as bars', async () => {
    const columns = [
      { name: 'shop', path: 'shop', type: 'string' },
      { name: 'sold', path: 'sold', type: 'number' },
    ];
    const query = { source: tills, kind: 'rows', input: { path: 'sold', columns } };
    const visitor = await arrive(`/explore#${encodeURIComponent(JSON.stringify({ parts: [{ query }] }))}`);
    const { page } = visitor;
    await ready(page);
    expect(service.asked).toEqual(['/sold']);
    await page.locator('qd-query-card ::-p-aria([name="Path"][role="textbox"])').fill('sold/today');
    await page.waitForSelector('::-p-text(Changed since it was run.)');
    expect(service.asked).toEqual(['/sold']);
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
    await page.waitForFunction(() => !document.body.textContent.includes('Changed since it was run.'));
    await page.waitForSelector('.answer qd-panel[aria-busy="false"]');
    expect(service.asked).toEqual(['/sold', '/sold/today']);
    await button(page, 'Add to a dashboard').click();
    await page.locator('[role="dialog"] li ::-p-text(New dashboard “Tills”)').click();
    await page.waitForSelector('qd-panel-grid qd-panel[aria-label="Tills"][data-state="ready"]');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect((await read(id)).document.panels[0]?.widget).toBe('widget-bar@1');
    await visitor.leave();
  });

  it('opens the queries of a panel over its range, with what is chosen on the dashboard', async () => {
    const visitor = await arrive(`/dashboards/${dashboard.id}?from=now-1h&to=now&var-shop=south`);
    const { page } = visitor;
    await page.waitForSelector('qd-panel[data-panel="orders"][data-state="ready"]');
    await page.focus('a[aria-label="Explore Orders of the north"]');
    await page.keyboard.press('Enter');
    await ready(page);
    expect(new URL(page.url()).searchParams.get('from')).toBe('now-1h');
    await page.waitForSelector('.variables dd ::-p-text(south)');
    await page.locator('qd-segments label ::-p-text(Table)').click();
    await page.waitForSelector('.answer table ::-p-text(7)');
    expect(await page.$('.answer table ::-p-text(41)')).toBeNull();
    await visitor.leave();
  });

  it('can be done on a phone, in the dark, and ends on a new dashboard', async () => {
    const visitor = await arrive('/explore', { width: 390, height: 844, colorScheme: 'dark' });
    const { page } = visitor;
    await pickMetric(page, 'shop.visits');
    await ready(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
    await button(page, 'Add to a dashboard').click();
    await page.locator('[role="dialog"] input').fill('Visits at noon');
    await page.locator('[role="dialog"] li ::-p-text(New dashboard)').click();
    await page.waitForSelector('qd-panel-grid qd-panel[aria-label="Shop visits"][data-state="ready"]');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect((await read(id)).document).toMatchObject({ title: 'Visits at noon', panels: [{ title: 'Shop visits' }] });
    await visitor.leave();
  });
});
