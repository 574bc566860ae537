import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { OwnPostgres } from './own-postgres.js';
import { asOwner } from './owner.js';
import { print } from './printed.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const PASSWORD = 'only for reading';
const DAY = 86_400_000;
const SHOPS = ['Berlin', 'Köln', 'München'];
const two = (value: number) => String(value).padStart(2, '0');

/** Two hundred days of three shops as a German spreadsheet writes them, with a broken line and an empty cell. */
function spreadsheet(): string {
  const rows = Array.from({ length: 200 }, (_, day) => {
    const at = new Date(Date.now() - (201 - day) * DAY);
    const date = `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()}`;
    return SHOPS.map((shop, place) => `${date};${shop};${100 + place * 10 + (day % 7)};3.${100 + day},50`);
  }).flat();
  rows[37] = (rows[37] ?? '').replace(/;\d+;.*/, ';kaputt');
  rows[88] = (rows[88] ?? '').replace(/;[^;]*$/, ';');
  return ['Datum;Filiale;Bestellungen;Umsatz', ...rows, ''].join('\r\n');
}

const button = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`);
const field = (page: Page, label: string) => page.locator(`::-p-aria([name="${label}"][role="textbox"])`);
const shows = (page: Page, text: string) => page.waitForSelector(`main ::-p-text(${text})`);
const inDialog = (page: Page, name: string) => page.locator(`[role="dialog"] button ::-p-text(${name})`);
const ready = (page: Page, count: number) =>
  page.waitForFunction(
    (wanted) => document.querySelectorAll('qd-panel-grid qd-panel[data-state="ready"]').length >= wanted,
    {},
    count,
  );

describe('the first day of a team with Quarterdeck', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-first-day-'));
  let postgres: OwnPostgres;
  let product: Product;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    postgres = await OwnPostgres.start();
    const { host, port } = postgres.access;
    await postgres.run(`
      create table orders (at timestamptz not null, country text not null, amount numeric not null, status text not null);
      insert into orders select now() - n * interval '2 minutes', (array['Germany', 'France', 'Italy'])[1 + n % 3], 20.5,
        (array['paid', 'open'])[1 + n % 2] from generate_series(1, 50000) n;
      create role reader login password '${PASSWORD}';
      grant usage on schema public to reader;
      grant select on orders to reader;
    `);
    const env = { QD_EGRESS_ALLOW: `${host}:${port}` };
    [product, browser] = await Promise.all([Product.start({ env }), openBrowser()]);
    visitor = await Visitor.arrive(browser, { height: 1400 });
    page = visitor.page;
    await (await asOwner(product.url)).lendSession(page);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins below the demo, with the ways to bring in own numbers', async () => {
    await page.goto(product.url);
    await shows(page, 'Your own numbers');
    await page.locator('qd-own-numbers a ::-p-text(Import a CSV file)').click();
    await shows(page, 'Drop a CSV file here');
  });

  it('goes on with an own CSV file, from the preview to a chart on a dashboard of its own', async () => {
    const path = join(folder, 'umsatz.csv');
    writeFileSync(path, spreadsheet());
    const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
    await shows(page, '1 of 600 rows cannot be read.');
    await shows(page, 'Line 39, column Bestellungen: “kaputt”');
    await page.locator('input[aria-label="Unit of Umsatz"]').fill('€');
    await button(page, 'Import the file').click();
    await shows(page, '1,197 new');
    await page.locator('a ::-p-text(Look at Umsatz)').click();
    await page.waitForSelector('.answer qd-panel[data-state="ready"] ::-p-text(München)');
    await page.locator('qd-segments label ::-p-text(Table)').click();
    const heads = await page.waitForFunction(() => {
      const found = [...document.querySelectorAll('.answer th')].map(({ textContent }) => textContent.trim());
      return found.length > 0 && found;
    });
    expect(await heads.jsonValue()).toEqual([expect.stringMatching(/time/i), ...SHOPS]);
    await page.locator('qd-segments label ::-p-text(Chart)').click();
    await button(page, 'Add to a dashboard').click();
    await page.locator('[role="dialog"] input[type="search"]').fill('How is business?');
    await inDialog(page, 'New dashboard').click();
    await page.waitForFunction(() => location.pathname.startsWith('/dashboards/'));
    await ready(page, 1);
  });

  it('chooses among the shops with a variable that all panels of the metric follow at one press', async () => {
    await button(page, 'Edit').click();
    await button(page, 'Variables').click();
    await button(page, 'Add a variable').click();
    await page.locator('qd-variable-form [role="combobox"]').fill('Umsatz');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('qd-variable-form input[spellcheck="false"]')?.value === 'Filiale',
    );
    await button(page, 'Put it in place').click();
    await page.locator('button ::-p-text(Use it in the panel that has this label)').click();
    await page.waitForSelector('qd-variables-editor ::-p-text(Used by)');
    await page.locator('qd-variables-editor button ::-p-text(Close)').click();
    await button(page, 'Save').click();
    await button(page, 'Edit').wait();
  });

  it('says afterwards what unit a metric has', async () => {
    await page.goto(`${product.url}/settings/metrics`);
    await page.locator('main td a ::-p-text(Bestellungen)').click();
    await page.locator('qd-definition-form input').fill('orders');
    await button(page, 'Save').click();
    await page.waitForSelector('::-p-text(Saved Bestellungen.)');
    await page.locator('a ::-p-text(All metrics)').click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('main tr')].some(({ textContent }) => /Bestellungen\s*orders/.test(textContent)),
    );
  });

  it('connects an own PostgreSQL table and asks it without writing a word of SQL', async () => {
    const { host, port, database } = postgres.access;
    await page.goto(`${product.url}/connections`);
    await page.locator('main a ::-p-text(New connection)').click();
    await page.locator('label ::-p-text(PostgreSQL)').click();
    await field(page, 'Name').fill('Shop database');
    await field(page, 'Host').fill(host);
    await page.locator('::-p-aria([name="Port"])').fill(port);
    await field(page, 'Database').fill(database);
    await field(page, 'User').fill('reader');
    await page.select('qd-schema-choice select', '2');
    await field(page, 'Password').fill(PASSWORD);
    await button(page, 'Save').click();
    await shows(page, 'Healthy');
    await page.locator('a[aria-label="Explore Shop database"]').click();
    await page.locator('qd-code-help button ::-p-text(orders)').click();
    await page.waitForSelector('.answer qd-panel[data-state="ready"]');
    const sql = await page.$eval('.cm-content', (editor) => editor.textContent);
    expect(sql).toContain('where $__timeFilter(at)');
    await button(page, 'Add to a dashboard').click();
    await inDialog(page, 'How is business').click();
    await page.locator('button ::-p-text(Back to the dashboard)').click();
    await ready(page, 2);
  });

  it('shares both with somebody without an account, and prints them', async () => {
    await button(page, 'Share').click();
    await inDialog(page, 'Create link').click();
    const link = await page.waitForFunction(
      () => /https?:\S+\/shared#[\w-]+/.exec(document.querySelector('[role="dialog"]')?.textContent ?? '')?.[0],
    );
    await page.keyboard.press('Escape');
    const reader = await Visitor.arrive(browser, { height: 1400 });
    await reader.page.goto(String(await link.jsonValue()));
    await ready(reader.page, 2);
    await reader.page.waitForSelector('::-p-text(München)');
    await reader.leave();
    // Explore looked at the last hours; the dashboard itself opens on the time of the imported file.
    await page.goto(page.url().split('?')[0] ?? '');
    await ready(page, 2);
    const { pdf } = await print(page);
    expect(pdf.text).toContain('How is business?');
    expect(pdf.text).toContain('Shop database');
    expect(pdf.text).toContain('München');
    await visitor.leave();
  });
});
