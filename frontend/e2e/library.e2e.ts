import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

interface Listed {
  id: string;
  title: string;
  folderId: string | null;
}
interface Folder {
  id: string;
  name: string;
}

const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
const heard = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('[aria-live], [role="status"]')].some(({ textContent }) =>
        textContent.includes(wanted),
      ),
    {},
    text,
  );
const shows = (page: Page, text: string) =>
  page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {}, text);
const cards = (page: Page) =>
  page.$$eval('qd-dashboard-card h2', (titles) => titles.map(({ textContent }) => textContent.trim()));
const shortCut = async (page: Page) => {
  await page.keyboard.down('Control');
  await page.keyboard.press('k');
  await page.keyboard.up('Control');
  await page.waitForSelector('qd-palette input:focus');
};
/** The name of what the palette would open now. */
const offers = (page: Page, title: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector('qd-palette .option.active .title')?.textContent.trim() === wanted,
    {},
    title,
  );

describe('the library of dashboards', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    for (const title of ['Orders', 'Returns', 'Visits', 'Stock', 'Cash', 'Staff', 'Energy'])
      await owner.json('POST', '/api/dashboards', { title, description: `All about ${title.toLowerCase()}.` });
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const arrive = async (address: string, options?: VisitorOptions) => {
    const visitor = await Visitor.arrive(browser, options);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(product.url + address);
    return visitor;
  };
  const listed = () => owner.json<Listed[]>('GET', '/api/dashboards');
  const folders = () => owner.json<Folder[]>('GET', '/api/folders');

  it('is put into folders, several dashboards at once, and keeps favourites and what was opened lately at hand', async () => {
    const visitor = await arrive('/dashboards');
    const { page } = visitor;
    await button(page, 'New folder').click();
    await page.locator('[role="dialog"] input').fill('Shop');
    await button(page, 'Create the folder').click();
    await heard(page, 'The folder Shop is ready.');
    for (const title of ['Orders', 'Returns']) {
      const box = await page.waitForSelector(`[aria-label="Select ${title}"]`);
      await box?.evaluate((element) => (element as HTMLInputElement).click());
    }
    await heard(page, '2 dashboards selected');
    await button(page, 'Move to a folder').click();
    await page.locator('[role="dialog"] label ::-p-text(Shop)').click();
    await button(page, 'Move here').click();
    await heard(page, '2 dashboards moved to Shop.');
    const [shop] = await folders();
    expect((await listed()).filter(({ folderId }) => folderId === shop?.id).map(({ title }) => title)).toEqual([
      'Orders',
      'Returns',
    ]);
    await page.locator('[aria-label="Favourite: Visits"]').click();
    await heard(page, 'Visits is now one of your favourites.');
    await page.locator('qd-folder-tile a').click();
    await page.waitForFunction(() => location.search.startsWith('?folder='));
    await page.waitForFunction(() => document.querySelectorAll('qd-dashboard-card').length === 2);
    expect(await cards(page)).toEqual(['Orders', 'Returns']);
    await page.locator('qd-dashboard-card a').click();
    await page.waitForFunction(() => document.querySelector('h1')?.textContent.trim() === 'Orders');
    await page.waitForSelector('header .path .step');
    expect(await page.$eval('header .path', ({ textContent }) => textContent.replace(/\s+/g, ''))).toBe(
      'Dashboards/Shop/Orders',
    );
    await page.locator('header .path .step').click();
    await page.locator('header .path a ::-p-text(Dashboards)').click();
    await shows(page, 'Recently opened');
    const atHand = await page.$eval('qd-at-hand', ({ textContent }) => textContent.replace(/\s+/g, ' '));
    expect(atHand).toMatch(/Favourites\s*Visits.*Recently opened\s*Orders/);
    await page.locator('input[type="search"]').fill('about re');
    await page.waitForFunction(() => document.querySelectorAll('qd-dashboard-card').length === 1);
    expect(await cards(page)).toEqual(['Returns']);
    await visitor.leave();
  });

  it('is searched and commanded wholly by keyboard', async () => {
    const visitor = await arrive('/dashboards');
    const { page } = visitor;
    await page.waitForSelector('qd-dashboard-card');
    await shortCut(page);
    await page.keyboard.type('make');
    await offers(page, 'New dashboard');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="dialog"] form input:focus');
    await page.keyboard.type('Typed alone');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('h1')?.textContent.trim() === 'Typed alone');
    const made = (await listed()).find(({ title }) => title === 'Typed alone');
    expect(new URL(page.url()).pathname).toBe(`/dashboards/${made?.id ?? ''}`);
    await page.waitForSelector('[aria-label="Favourite: Typed alone"][aria-pressed="false"]');

    await shortCut(page);
    await offers(page, 'Visits'); // what is at hand stands first
    await page.keyboard.type('favourite');
    await offers(page, 'Add this dashboard to your favourites');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[aria-label="Favourite: Typed alone"][aria-pressed="true"]');

    await shortCut(page);
    await page.keyboard.type('cas');
    await offers(page, 'Cash');
    await heard(page, 'One result');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('h1')?.textContent.trim() === 'Cash');

    await shortCut(page);
    await page.keyboard.type('no such thing at all');
    await heard(page, 'Nothing was found for “no such thing at all”');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('qd-palette'));

    await shortCut(page);
    await page.keyboard.type('theme');
    await offers(page, 'Switch to the light theme');
    await page.keyboard.press('ArrowDown');
    await offers(page, 'Switch to the dark theme');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('html[data-theme="dark"]');

    await shortCut(page);
    await page.keyboard.type('shop');
    await offers(page, 'Shop');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('h1')?.textContent.trim() === 'Shop');

    // A dashboard is chosen and moved back to the top without a mouse.
    await page.waitForSelector('qd-dashboard-card');
    await page.focus('[aria-label="Select Returns"]');
    await page.keyboard.press('Space');
    await heard(page, 'One dashboard selected');
    await page.focus('.selection button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="dialog"] input[type="radio"]:checked:focus');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await heard(page, 'Returns moved to Dashboards (top).');
    expect((await listed()).find(({ title }) => title === 'Returns')?.folderId).toBeNull();
    await visitor.leave();
  });

  it('says who may see a folder, and holds at the width of a phone', async () => {
    const visitor = await arrive('/dashboards', { width: 390, height: 844 });
    const { page } = visitor;
    await page.locator('[aria-label="Actions for the folder Shop"]').click();
    await page.locator('[role="menuitem"] ::-p-text(Who may see it)').click();
    await page.waitForSelector('qd-access-dialog select');
    await page.select('qd-access-dialog select', 'none');
    await button(page, 'Save').click();
    await heard(page, 'Who may see Shop is saved.');
    const [shop] = await folders();
    expect(await owner.json('GET', `/api/folders/${shop?.id ?? ''}/grants`)).toEqual({
      everybody: 'none',
      members: [],
    });
    await page.waitForSelector('qd-folder-tile .qd-spoken');

    await page.locator('header [aria-label="Search and commands"]').click();
    await page.waitForSelector('qd-palette input:focus');
    await page.keyboard.type('orders');
    await offers(page, 'Orders');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
    await page.keyboard.press('Escape');

    await page.locator('qd-folder-tile a').click();
    await page.locator('qd-folder-menu button').click();
    await page.locator('[role="menuitem"] ::-p-text(Delete)').click();
    await shows(page, 'Nothing in it is lost');
    await page.locator('[role="dialog"] button ::-p-text(Delete)').click();
    await heard(page, 'The folder Shop was deleted.');
    expect((await listed()).map(({ folderId }) => folderId)).toEqual(Array(8).fill(null));
    await visitor.leave();
  });
});
