import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const TOKEN = 'tok-3f9a-quite-secret';

/** A JSON API of ours: wants the token, and answers with one row. */
async function startService(): Promise<Server> {
  const server = createServer(({ headers }, response) => {
    const status = headers.authorization === `Bearer ${TOKEN}` ? 200 : 401;
    response.writeHead(status, { 'content-type': 'application/json' }).end('[{ "sold": 12 }]');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const button = (page: Page, text: string) => page.locator(`::-p-aria([name="${text}"][role="button"])`);
const field = (page: Page, label: string) => page.locator(`::-p-aria([name="${label}"][role="textbox"])`);
const says = (page: Page, text: string) => page.waitForSelector(`::-p-text(${text})`);
const arriveAt = (page: Page, path: string) => page.waitForFunction((wanted) => location.pathname === wanted, {}, path);

describe('connections', () => {
  let service: Server;
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let baseUrl: string;
  beforeAll(async () => {
    service = await startService();
    const host = `127.0.0.1:${(service.address() as AddressInfo).port}`;
    baseUrl = `http://${host}`;
    [product, browser] = await Promise.all([Product.start({ env: { QD_EGRESS_ALLOW: host } }), openBrowser()]);
    owner = await asOwner(product.url);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
    service.close();
  });

  async function arrive(expected: readonly RegExp[] = []): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, { expected });
    await owner.lendSession(visitor.page);
    await visitor.page.goto(`${product.url}/dashboards`);
    await visitor.page.locator('nav a[href="/connections"]').click();
    return visitor;
  }

  it('are explained where there is none, refused while the token is wrong, then saved and shown healthy', async () => {
    const visitor = await arrive([/422/]);
    const { page } = visitor;
    await says(page, 'A connection says where numbers come from');
    await page.locator('main a[href="/connections/new"]').click();
    await page.locator('label ::-p-text(JSON API)').click();

    await button(page, 'Save').click();
    await says(page, 'Give it a name.');
    await says(page, 'Fill this in.');

    await field(page, 'Name').fill('Shop');
    await field(page, 'Address').fill(baseUrl);
    await field(page, 'Token').fill('wrong');
    await button(page, 'Save').click();
    await says(page, 'refused the token (401)');
    expect(await owner.json('GET', '/api/connections')).toEqual([]);

    await field(page, 'Token').fill(TOKEN);
    await button(page, 'Try').click();
    await says(page, 'The API answers with JSON.');
    await button(page, 'Save').click();
    await arriveAt(page, '/connections');
    await says(page, 'Healthy');
    await visitor.leave();
  });

  it('are changed without the secret being typed again, which no page ever shows', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await page.locator('main a ::-p-text(Shop)').click();
    await says(page, 'Configured');
    expect(await page.content()).not.toContain(TOKEN);
    await field(page, 'Name').fill('Web shop');
    await button(page, 'Save').click();
    await arriveAt(page, '/connections');
    await says(page, 'Web shop');
    await says(page, 'Healthy');
    await visitor.leave();
  });

  it('stay while a dashboard asks them, and go when none does', async () => {
    const [shop] = await owner.json<{ id: string }[]>('GET', '/api/connections');
    const queries = [{ source: shop?.id, kind: 'rows', input: { columns: [{ name: 'sold', path: 'sold' }] } }];
    const panel = { id: 'sold', widget: 'widget-table@1', queries, place: { x: 0, y: 0, w: 12, h: 8 } };
    const { id } = await owner.json<{ id: string }>('POST', '/api/dashboards', { title: 'Sales', panels: [panel] });

    const visitor = await arrive([/409/]);
    const { page } = visitor;
    await page.waitForSelector(`main a[href="/dashboards/${id}"] ::-p-text(Sales)`);
    const remove = async () => {
      await button(page, 'Delete Web shop').click();
      await button(page, 'Delete connection').click();
    };
    await remove();
    await says(page, 'A dashboard asks this connection');
    await owner.remove(`/api/dashboards/${id}`);
    await remove();
    await says(page, 'No connections yet');
    expect(await owner.json('GET', '/api/connections')).toEqual([]);
    await visitor.leave();
  });
});
