import type { Browser } from 'puppeteer-core';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

describe('the first visit', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([
      Product.start({ env: { QD_OWNER_EMAIL: '', QD_OWNER_PASSWORD: '' } }),
      openBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  it('leads from the printed code to a demo dashboard with real numbers', async () => {
    const visitor = await Visitor.arrive(browser, { expected: [/422/], height: 2400 });
    const { page } = visitor;
    await page.goto(product.url);
    await page.waitForSelector('::-p-text(one-time code)');
    expect(new URL(page.url()).pathname).toBe('/setup');

    const fill = (name: string, value: string) => page.locator(`[name$="${name}"]`).fill(value);
    await fill('code', 'WRONG-CODE');
    await fill('email', 'ada@example.com');
    await fill('name', 'Ada');
    await fill('password', 'a long and quiet watch');
    await page.locator('button[type="submit"]').click();
    await page.waitForSelector('::-p-text(not the code)');

    await fill('code', product.setupCode);
    await page.locator('button[type="submit"]').click();
    await page.waitForFunction(() => location.pathname === '/dashboards');
    await page.locator('a ::-p-text(City demand)').click();
    await page.waitForSelector(
      'qd-panel[data-panel="passengers"][data-state="ready"] canvas, qd-panel[data-panel="passengers"][data-state="ready"] svg',
    );
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement>('qd-panel')].every(({ dataset }) => dataset.state === 'ready'),
    );
    await visitor.leave();
  });

  it('comes once: a second visitor is asked to sign in, and finds the same after doing so', async () => {
    const visitor = await Visitor.arrive(browser, { expected: [/401/] });
    const { page } = visitor;
    await page.goto(`${product.url}/dashboards`);
    await page.waitForFunction(() => location.pathname === '/sign-in');
    await page.locator('[name$="email"]').fill('ada@example.com');
    await page.locator('[name$="password"]').fill('not the password');
    await page.locator('button[type="submit"]').click();
    await page.waitForSelector('[role="alert"]');
    await page.locator('[name$="password"]').fill('a long and quiet watch');
    await page.locator('button[type="submit"]').click();
    await page.waitForSelector('a ::-p-text(Ad exchange)');
    await visitor.leave();
  });
});
