import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const CLICKS = join(import.meta.dirname, '../../examples/data/nab/exchange-2_cpc_results.csv');
const WITH_BAD_ROWS = [
  'Tag;Laden;Umsatz;Kunden',
  '05.01.2026 10:00;Nord;1.234,50;12',
  '05.01.2026 10:05;Nord;viel;11',
  '31.02.2026 10:10;Nord;900,00;10',
  '05.01.2026 10:15;"Süd; Hafen";1.100,25;',
  '05.01.2026 10:20;Nord;;',
  '05.01.2026 10:25;Nord;1.000,00;9',
  '',
].join('\r\n');

describe('a CSV file', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let visitor: Visitor;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-import-'));
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    visitor = await Visitor.arrive(browser);
    page = visitor.page;
    await owner.lendSession(page);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const choose = async (path: string) => {
    await page.goto(`${product.url}/import`);
    const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  const press = async (name: string) => {
    await page.locator(`button ::-p-text(${name})`).click();
  };
  const shows = (text: string) => page.waitForSelector(`main ::-p-text(${text})`);

  it('is understood and imported without a correction', async () => {
    await choose(CLICKS);
    await shows('All 1,624 rows can be read.');
    await press('Import the file');
    await shows('Imported');
    await shows('1,623 new');
    await shows('exchange-2_cpc_results');
    const metrics = await owner.json<{ name: string; lastValue: number }[]>('GET', '/api/metrics');
    expect(metrics).toMatchObject([{ name: 'exchange-2_cpc_results', seriesCount: 1 }]);
  });

  it('is taken back as a whole', async () => {
    await press('Undo the import');
    await press('Take them back');
    await shows('Undone');
    const metrics = await owner.json<object[]>('GET', '/api/metrics');
    expect(metrics).toMatchObject([{ name: 'exchange-2_cpc_results', lastValue: null }]);
  });

  it('has its good rows stored and its bad ones named by their line', async () => {
    const path = join(folder, 'umsatz.csv');
    writeFileSync(path, WITH_BAD_ROWS);
    await choose(path);
    await shows('3 of 6 rows cannot be read.');
    await shows('Line 3, column Umsatz: “viel”');
    const metric = page.locator('input[aria-label="Metric of Umsatz"]');
    await metric.fill('7 shops');
    await shows('A metric begins with a letter');
    await metric.fill('shop.sales');
    await page.locator('input[aria-label="Unit of Umsatz"]').fill('currency:EUR');
    await press('Import the file');
    await shows('Refused rows: 3');
    await shows('Look at shop.sales');
    const refused = await page.$$eval('tbody tr', (rows) =>
      rows.map(({ cells }) => `${cells[0]?.textContent.trim()}: ${cells[1]?.textContent.trim()}`),
    );
    expect(refused).toEqual([
      '3: The value is no number: column 3 holds “viel”.',
      '4: The time cannot be read: column 1 holds “31.02.2026 10:10”.',
      '6: There is no value (column 3).',
    ]);
    const file = await page.$eval('a[download]', async ({ href }) => (await fetch(href)).text());
    expect(file).toContain('"05.01.2026 10:05;Nord;viel;11"');
    const metrics = await owner.json<object[]>('GET', '/api/metrics');
    expect(metrics).toContainEqual(
      expect.objectContaining({ name: 'shop.sales', unit: 'currency:EUR', seriesCount: 2 }),
    );
    await page.goto(`${product.url}/import`);
    await shows('umsatz.csv');
    await visitor.leave();
  });
});
