import type { Browser } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

interface Created {
  token: string;
  link: { id: string };
}

describe('a share link', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let created: Created;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start(), openBrowser()]);
    owner = await asOwner(product.url);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  it('is made on the dashboard and shown once', async () => {
    const visitor = await Visitor.arrive(browser, { height: 2400 });
    const { page } = visitor;
    await owner.lendSession(page);
    await page.goto(`${product.url}/dashboards`);
    await page.locator('a ::-p-text(City demand)').click();
    await page.locator('button ::-p-text(Share)').click();
    await page.locator('[role="dialog"] button ::-p-text(Create link)').click();
    const url = await page.waitForFunction(
      () =>
        [...document.querySelectorAll('[role="dialog"] input')]
          .map((input) => (input as HTMLInputElement).value)
          .find((value) => value.includes('/shared#')) ??
        /https?:\S+\/shared#\S+/.exec(document.querySelector('[role="dialog"]')?.textContent ?? '')?.[0],
    );
    const token = new URL(String(await url.jsonValue())).hash.slice(1);
    const dashboards = await owner.json<{ id: string; title: string }[]>('GET', '/api/dashboards');
    const city = dashboards.find(({ title }) => title === 'City demand')?.id ?? '';
    const [link] = await owner.json<{ id: string }[]>('GET', `/api/dashboards/${city}/share-links`);
    created = { token, link: { id: link?.id ?? '' } };
    await visitor.leave();
  });

  it('shows the dashboard in a clean profile, sends no query of its own and offers nothing to change', async () => {
    const visitor = await Visitor.arrive(browser, { height: 2400 });
    const { page } = visitor;
    const bodies: Promise<string | undefined>[] = [];
    const addresses: string[] = [];
    page.on('request', (request) => {
      addresses.push(request.url());
      if (request.method() === 'POST') bodies.push(request.fetchPostData());
    });
    await page.goto(`${product.url}/shared#${created.token}`);
    await page.waitForFunction(() => {
      const panels = [...document.querySelectorAll<HTMLElement>('qd-panel')];
      return panels.length > 0 && panels.every(({ dataset }) => dataset.state === 'ready');
    });
    expect(await page.$('button ::-p-text(Share)')).toBeNull();
    const asked = (await Promise.all(bodies)).filter((body) => body?.startsWith('{'));
    expect(asked).not.toEqual([]);
    for (const body of asked) {
      expect(Object.keys(JSON.parse(body ?? '') as object).sort()).toEqual([
        'maxPoints',
        'panels',
        'range',
        'timezone',
        'variables',
      ]);
    }
    // The fragment of the page's own address never leaves the browser.
    const sent = addresses.map((address) => address.replace(/#.*/, ''));
    expect(sent.filter((address) => address.includes(created.token))).toEqual([]);
    await visitor.leave();
  });

  it('ends when it is revoked, also for a page that is open, and says so', async () => {
    const visitor = await Visitor.arrive(browser, { expected: [/401/] });
    const { page } = visitor;
    await page.goto(`${product.url}/shared#${created.token}`);
    await page.waitForSelector('qd-panel[data-state="ready"]');
    await owner.remove(`/api/share-links/${created.link.id}`);
    await page.waitForSelector('::-p-text(revoked)');
    await page.reload();
    await page.waitForSelector('::-p-text(revoked)');
    expect(await page.$('qd-panel')).toBeNull();
    await visitor.leave();
  });
});
