import type { Browser, Page } from 'puppeteer-core';
import { OwnPostgres } from './own-postgres.js';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const PASSWORD = 'only for reading';
const button = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`);
const field = (page: Page, label: string) => page.locator(`::-p-aria([name="${label}"][role="textbox"])`);
const says = (page: Page, text: string) => page.waitForSelector(`::-p-text(${text})`);
const EDITOR = '.cm-content';
/** Puts a text in the place of all that stands in the code editor. */
async function write(page: Page, sql: string): Promise<void> {
  await page.focus(EDITOR);
  await page.keyboard.down('Control');
  await page.keyboard.press('KeyA');
  await page.keyboard.up('Control');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(sql);
}
async function run(page: Page): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
}

describe('questions to an own PostgreSQL', () => {
  let postgres: OwnPostgres;
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    postgres = await OwnPostgres.start();
    const { host, port } = postgres.access;
    await postgres.run(`
      create table orders (at timestamptz, shop text, total numeric);
      insert into orders select now() - n * interval '1 minute', case when n % 2 = 0 then 'north' else 'south' end, 20.5
        from generate_series(1, 10) n;
      insert into orders values (now() - interval '30 days', 'north', 1000);
      create role reader login password '${PASSWORD}';
      grant usage on schema public to reader;
      grant select on orders to reader;
    `);
    const env = { QD_DEMO: 'off', QD_EGRESS_ALLOW: `${host}:${port}` };
    [product, browser] = await Promise.all([Product.start({ env }), openBrowser()]);
    owner = await asOwner(product.url);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
    await postgres.remove();
  });

  async function arrive(address: string, expected: readonly RegExp[] = []): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, { expected });
    await owner.lendSession(visitor.page);
    await visitor.page.goto(product.url + address);
    return visitor;
  }

  it('begin with a connection, which says how to make a role that only reads', async () => {
    const visitor = await arrive('/connections/new', [/422/]);
    const { page } = visitor;
    const { host, port, database, user, password } = postgres.access;
    await page.locator('label ::-p-text(PostgreSQL)').click();
    await field(page, 'Name').fill('Shop database');
    await field(page, 'Host').fill(host);
    await page.locator('::-p-aria([name="Port"])').fill(port);
    await field(page, 'Database').fill(database);
    await field(page, 'User').fill(user);
    await field(page, 'Password').fill(password || 'none');
    await button(page, 'Save').click();
    await says(page, 'This server does not speak TLS');
    await page.select('qd-schema-choice select', '2');
    await button(page, 'Save').click();
    await says(page, 'grant select on all tables in schema public to quarterdeck_reader;');
    await field(page, 'User').fill('reader');
    await field(page, 'Password').fill('wrong');
    await button(page, 'Save').click();
    await says(page, 'The server refused the password of "reader".');
    await field(page, 'Password').fill(PASSWORD);
    await button(page, 'Try').click();
    await says(page, 'which can read one table.');
    await button(page, 'Save').click();
    await says(page, 'Healthy');
    await visitor.leave();
  });

  it('are written with completion, run by Ctrl+Enter, and become a panel', async () => {
    const { id } = await owner.json<{ id: string }>('POST', '/api/dashboards', { title: 'Sales' });
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await button(page, 'Add a panel').click();
    await page.locator('label ::-p-text(Stat)').click();
    await page.waitForSelector('qd-query-form select option::-p-text(Shop database)');
    const connection = await page.$eval(
      'qd-query-form select',
      (select) => [...select.options].find(({ text }) => text === 'Shop database')?.value,
    );
    await page.select('qd-query-form select', connection ?? '');
    await page.waitForSelector(EDITOR);

    await write(page, 'select sum(total) as revenue from ord');
    await page.locator('.cm-tooltip-autocomplete li ::-p-text(orders)').click();
    await page.keyboard.type(' where $__timeF');
    await page.waitForSelector('.cm-tooltip-autocomplete ::-p-text($__timeFilter(column))');
    await page.keyboard.press('Escape');
    await page.keyboard.type('ilter(att)');
    await run(page);
    await says(page, 'Column "att" does not exist.');
    await page.waitForFunction(() => document.querySelector('.qd-mistake')?.textContent === 'att');

    await write(page, 'select sum(total) as revenue from orders where $__timeFilter(at)');
    await run(page);
    await page.waitForSelector('qd-panel-editor qd-panel ::-p-text(205)');

    await page.focus(EDITOR);
    await page.keyboard.press('Tab');
    expect(await page.$eval(EDITOR, (editor) => editor === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.$eval(EDITOR, (editor) => editor === document.activeElement)).toBe(false);

    await button(page, 'Add to dashboard').click();
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid qd-panel[data-state="ready"] ::-p-text(205)');
    await visitor.leave();
  });
});
