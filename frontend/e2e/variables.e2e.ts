import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { print } from './printed.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

const DAY_MS = 86_400_000;
const of = (name: string) => ({ $variable: name });
const stat = (id: string, title: string, y: number, labels: object) => ({
  id,
  title,
  widget: 'widget-stat@1',
  options: { reduce: 'sum' },
  queries: [{ source: 'metrics', input: { metric: 'city.trips', aggregate: 'sum', labels } }],
  place: { x: 0, y, w: 12, h: 5 },
});
const DOCUMENT = {
  title: 'Trips in {{borough}}',
  range: { from: 'now-6h', to: 'now' },
  variables: [
    { kind: 'labelValues', name: 'borough', label: 'Borough', metric: 'city.trips', key: 'borough' },
    {
      kind: 'labelValues',
      name: 'zone',
      metric: 'city.trips',
      key: 'zone',
      where: { borough: of('borough') },
      all: true,
    },
  ],
  panels: [
    stat('borough', 'Trips of {{borough}}', 0, { borough: of('borough') }),
    stat('zone', 'Trips of {{zone}}', 5, { zone: of('zone'), borough: of('borough') }),
    stat('all', 'All trips', 10, {}),
  ],
};

const chip = (page: Page, name: string) => page.locator(`qd-variable-select button[aria-label^="${name}:"]`);
const says = (page: Page, panel: string, text: string) =>
  page.waitForSelector(`[data-panel="${panel}"][data-state="ready"] ::-p-text(${text})`);
const choose = async (page: Page, name: string, typed: string) => {
  await chip(page, name).click();
  await page.waitForSelector('.card input[role="combobox"]');
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
};
/** Two shops of ours, each with two areas. */
const SOLD: Readonly<Record<string, number>> = { '/north/a': 11, '/north/b': 13, '/south/a': 17, '/south/b': 19 };
async function startShops(): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    const rows = [{ sold: SOLD[url.split('?')[0] ?? ''] ?? 0 }];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);

describe('variables', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let shops: Server;
  let host: string;
  let id: string;
  beforeAll(async () => {
    shops = await startShops();
    host = `127.0.0.1:${(shops.address() as AddressInfo).port}`;
    const env = { QD_DEMO: 'off', QD_EGRESS_ALLOW: host };
    [product, browser] = await Promise.all([Product.start({ env }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'city' });
    const series = [
      ['Bronx', 'Riverdale', 11],
      ['Bronx', 'Melrose', 13],
      ['Queens', 'Astoria', 17],
    ] as const;
    const time = Date.now() - 60_000;
    await owner.sendPoints(
      secret,
      series.map(([borough, zone, value]) => ({ metric: 'city.trips', labels: { borough, zone }, time, value })),
    );
    ({ id } = await owner.json<{ id: string }>('POST', '/api/dashboards', DOCUMENT));
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
    shops.close();
  });

  const arrive = async (path: string, options: VisitorOptions = {}) => {
    const visitor = await Visitor.arrive(browser, options);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(`${product.url}${path}`);
    return visitor;
  };

  it('are chosen by keys, ask again only what depends on them, and stand in the address', async () => {
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await says(page, 'all', 'All trips');
    await page.waitForSelector('h1 ::-p-text(Trips in Bronx)');
    await page.evaluate(() => {
      const original = window.fetch.bind(window);
      const seen: string[][] = [];
      Object.assign(window, { seen });
      window.fetch = (address, init) => {
        const url = address instanceof Request ? address.url : address.toString();
        if (url.endsWith('/panels') && typeof init?.body === 'string')
          seen.push((JSON.parse(init.body) as { panels: string[] }).panels);
        return original(address, init);
      };
    });
    const asked = () => page.evaluate(() => (window as unknown as { seen: string[][] }).seen);
    await choose(page, 'Borough', 'que');
    await page.waitForSelector('h1 ::-p-text(Trips in Queens)');
    await says(page, 'borough', '17');
    expect(await asked()).toEqual([['borough', 'zone']]);
    expect(page.url()).toContain('var-borough=Queens');
    await choose(page, 'zone', 'Ast');
    await page.waitForSelector('[data-panel="zone"] ::-p-text(Trips of Astoria)');
    expect(await asked()).toEqual([['borough', 'zone'], ['zone']]);
    await page.goBack();
    await page.waitForSelector('[data-panel="zone"] ::-p-text(Trips of All)');
    await page.goBack();
    await page.waitForSelector('h1 ::-p-text(Trips in Bronx)');
    await page.goForward();
    await page.waitForSelector('h1 ::-p-text(Trips in Queens)');
    await visitor.leave();
  });

  it('are chosen by whoever has a share link, on a phone too, and nothing else is', async () => {
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
    const { token } = await owner.json<{ token: string }>('POST', `/api/dashboards/${id}/share-links`, { expiresAt });
    const visitor = await Visitor.arrive(browser, { width: 390, height: 844 });
    const { page } = visitor;
    await page.goto(`${product.url}/shared?var-borough=Queens#${token}`);
    await page.waitForSelector('h1 ::-p-text(Trips in Queens)');
    await choose(page, 'Borough', 'Bro');
    await page.waitForSelector('h1 ::-p-text(Trips in Bronx)');
    await says(page, 'borough', '11');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const answer = await page.evaluate(async (bearer) => {
      const now = Date.now();
      const body = { range: { from: now - 3_600_000, to: now }, panels: ['borough'], variables: { borough: ['Moon'] } };
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
      const reply = await fetch('/api/shared/panels', { method: 'POST', headers, body: JSON.stringify(body) });
      return (await reply.json()) as { answers: { problem: { code: string } }[] };
    }, token);
    expect(answer.answers[0]?.problem.code).toBe('variable.not-offered');
    await visitor.leave();
  });

  it('are added beside the panels, used in a query, taken back, and never removed while in use', async () => {
    const panels = [stat('one', 'One', 0, {})];
    const made = await owner.json<{ id: string }>('POST', '/api/dashboards', { title: 'New', panels });
    const visitor = await arrive(`/dashboards/${made.id}`);
    const { page } = visitor;
    await button(page, 'Edit').click();
    await page.locator('button[aria-label="Variables"]').click();
    await button(page, 'Add a variable').click();
    await page.locator('qd-variable-form input[spellcheck="false"]').fill('borough');
    await page.locator('qd-variable-form [role="combobox"]').fill('trips');
    await page.keyboard.press('Enter');
    await page.waitForSelector('qd-variable-form option[value="borough"]');
    await page.select('qd-variable-form select:has(option[value="borough"])', 'borough');
    await page.$$eval('qd-variable-form .ticks input:checked', (ticks) => {
      for (const tick of ticks) tick.click();
    });
    await button(page, 'Put it in place').click();
    await page.waitForSelector('qd-variable-bar ::-p-text(Bronx)');
    await page.locator('button[aria-label="Undo"]').click();
    await page.waitForFunction(() => !document.querySelector('qd-variable-bar .bar'));
    await page.locator('button[aria-label="Redo"]').click();
    await page.waitForSelector('qd-variable-bar ::-p-text(Bronx)');
    await page.waitForSelector('qd-variables-editor ::-p-text(Not used yet)');
    await page.locator('qd-variables-editor button ::-p-text(Close)').click();
    await page.focus('[data-cell="one"] .grip');
    await page.keyboard.press('Enter');
    await page.waitForSelector('qd-metrics-query-form option[value$="borough"]');
    const value = await page.$eval('qd-metrics-query-form optgroup option', (option) => option.value);
    await page.select('qd-metrics-query-form qd-field:nth-of-type(1) select', value);
    await page.waitForFunction(() => {
      const text = document.querySelector('qd-panel-editor qd-panel')?.textContent ?? '';
      return text.includes('13') && !text.includes('17');
    });
    await button(page, 'Done').click();
    await page.locator('button[aria-label="Variables"]').click();
    await page.waitForSelector('qd-variables-editor ::-p-text(Used by One)');
    expect(await page.$eval('button[aria-label="Remove borough"]', (one) => one.disabled)).toBe(true);
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid');
    await choose(page, 'borough', 'Que');
    await says(page, 'one', '17');
    await visitor.leave();
  });

  it('stand on paper, with the numbers that were chosen', async () => {
    const visitor = await arrive(`/dashboards/${id}?var-borough=Queens`);
    const { page } = visitor;
    await says(page, 'borough', '17');
    const { title, text } = (await print(page)).pdf;
    expect(title).toMatch(/^Trips in Queens/);
    expect(text).toContain('Borough Queens');
    expect(text).toContain('zone All');
    expect(text).toContain('Trips of Queens');
    expect(text).toContain('17');
    expect(text).not.toContain('{{');
    await visitor.leave();
  });

  it('are chosen on one panel over the whole page too, only those that it follows', async () => {
    const visitor = await arrive(`/dashboards/${id}?panel=borough`);
    const { page } = visitor;
    await page.waitForSelector('qd-full-panel ::-p-text(11)');
    const chips = await page.$$eval('qd-full-panel qd-variable-select', (all) => all.map((one) => one.textContent));
    expect(chips).toHaveLength(1);
    await page.locator('qd-full-panel qd-variable-select button').click();
    await page.waitForSelector('.card input[role="combobox"]');
    await page.keyboard.type('Que');
    await page.keyboard.press('Enter');
    await page.waitForSelector('qd-full-panel ::-p-text(Trips of Queens)');
    await page.waitForSelector('qd-full-panel ::-p-text(17)');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('qd-full-panel'));
    await says(page, 'borough', '17');
    await visitor.leave();
  });

  it('choose the connection that is asked, and fill the fields of its form', async () => {
    for (const name of ['North', 'South']) {
      const config = { baseUrl: `http://${host}/${name.toLowerCase()}` };
      await owner.json('POST', '/api/connections', { name, plugin: 'datasource-json@1', config });
    }
    const columns = [{ name: 'sold', path: 'sold', type: 'number' }];
    const queries = [{ source: of('shop'), kind: 'rows', input: { path: 'a', columns } }];
    const made = await owner.json<{ id: string }>('POST', '/api/dashboards', {
      title: 'Shops',
      variables: [
        { kind: 'list', name: 'area', options: [{ value: 'a' }, { value: 'b' }] },
        { kind: 'connection', name: 'shop', label: 'Shop', plugin: 'datasource-json@1' },
      ],
      panels: [{ ...stat('sold', 'Sold', 0, {}), queries }],
    });
    const visitor = await arrive(`/dashboards/${made.id}?var-area=b`);
    const { page } = visitor;
    await says(page, 'sold', '11');
    await button(page, 'Edit').click();
    await page.waitForSelector('[data-cell="sold"] .grip');
    await page.focus('[data-cell="sold"] .grip');
    await page.keyboard.press('Enter');
    await page.waitForSelector('qd-panel-editor option::-p-text(As chosen in Shop)');
    await page.locator('button[aria-label="Use a variable for Path"]').click();
    await page.waitForSelector('qd-schema-variable option::-p-text(area)');
    await page.waitForSelector('qd-panel-editor qd-panel ::-p-text(13)');
    await button(page, 'Done').click();
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid');
    await choose(page, 'Shop', 'Sou');
    await says(page, 'sold', '19');
    await choose(page, 'area', 'a');
    await says(page, 'sold', '17');
    await visitor.leave();
  });
});
