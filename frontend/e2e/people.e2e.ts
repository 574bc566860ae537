import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const PASSWORD = 'another quiet watch';
const named = (name: string) => `::-p-aria([name="${name}"][role="button"])`;

describe('people', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let link: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start(), openBrowser()]);
    owner = await asOwner(product.url);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const arrive = async (path: string, expected: readonly RegExp[] = []) => {
    const visitor = await Visitor.arrive(browser, { expected });
    await owner.lendSession(visitor.page);
    await visitor.page.goto(product.url + path);
    return visitor;
  };
  const says = (page: Page, text: string) => page.waitForSelector(`::-p-text(${text})`);

  it('are invited by a link that is shown once', async () => {
    const visitor = await arrive('/settings/people');
    const { page } = visitor;
    await page.locator(named('Invite')).click();
    await page.locator('[role="dialog"] select').fill('editor');
    await page.locator('::-p-aria([name="For whom"])').fill('Grace');
    await page.locator(named('Create link')).click();
    const shown = await page.waitForFunction(
      () => /https?:\S+\/join#\S+/.exec(document.querySelector('[role="dialog"] pre')?.textContent ?? '')?.[0],
    );
    link = String(await shown.jsonValue());
    await page.locator(named('Done')).click();
    await says(page, 'Grace');
    await visitor.leave();
  });

  it('join in another browser with an account that they make there, change as they are changed, and go', async () => {
    const guest = await Visitor.arrive(browser, { expected: [/40[134]/, /WebSocket/] });
    const { page } = guest;
    await page.goto(link);
    await says(page, 'You will be an editor');
    await page.locator('::-p-aria([name="Your name"])').fill('Grace Hopper');
    await page.locator('::-p-aria([name="Email"])').fill('grace@example.com');
    await page.locator('::-p-aria([name="Password"])').fill(PASSWORD);
    await page.locator(named('Create account and join')).click();
    await says(page, 'City demand');
    expect(await page.$('a[href="/connections"]')).not.toBeNull();

    const host = await arrive('/settings/people');
    await host.page.locator('select[aria-label="Role of Grace Hopper"]').fill('viewer');
    await says(host.page, 'Grace Hopper is now: Viewer.');
    await page.reload();
    await says(page, 'City demand');
    expect(await page.$('a[href="/connections"]')).toBeNull();

    await page.locator('a ::-p-text(City demand)').click();
    await page.waitForSelector('qd-panel[data-state="ready"]');
    await host.page.locator(named('Remove Grace Hopper')).click();
    await host.page.locator('[role="dialog"] button ::-p-text(Remove)').click();
    await says(host.page, 'does not belong to the workspace any more');
    await page.goto(`${product.url}/dashboards`);
    await says(page, 'Welcome back');
    await host.leave();
    await guest.leave();
  });

  it('are told why an invitation opens nothing', async () => {
    const visitor = await Visitor.arrive(browser, { expected: [/40[49]/] });
    await visitor.page.goto(link);
    await says(visitor.page, 'It has been used already');
    await visitor.page.goto(`${product.url}/setup`);
    await visitor.page.goto(`${product.url}/join#qd_invite_wrong`);
    await says(visitor.page, 'There is no such invitation');
    await visitor.leave();
  });

  it('go from one workspace to another, and find addresses of the other one', async () => {
    const [dashboard] = await owner.json<{ id: string }[]>('GET', '/api/dashboards');
    const visitor = await arrive('/settings/workspaces', [/404/]);
    const { page } = visitor;
    await page.locator(named('New workspace')).click();
    await page.locator('[role="dialog"] input').fill('Harbour');
    await Promise.all([page.waitForNavigation(), page.locator(named('Create and open')).click()]);
    await page.waitForSelector('h1');
    expect(await page.$('::-p-text(City demand)')).toBeNull();

    await page.goto(`${product.url}/dashboards/${dashboard?.id ?? ''}`);
    await says(page, 'This is in your workspace');
    await Promise.all([page.waitForNavigation(), page.locator('button ::-p-text(Switch to My workspace)').click()]);
    await page.waitForSelector('qd-panel[data-state="ready"]');
    await visitor.leave();
  });

  it('delete a workspace by typing its name, and go on in another one', async () => {
    const visitor = await arrive('/settings/workspaces');
    const { page } = visitor;
    await Promise.all([page.waitForNavigation(), page.locator(named('Open Harbour')).click()]);
    await page.goto(`${product.url}/settings/workspaces`);
    await page.locator('button ::-p-text(Delete…)').click();
    await page.locator('[role="dialog"] input').fill('Harbour');
    await Promise.all([page.waitForNavigation(), page.locator(named('Delete for good')).click()]);
    await says(page, 'Harbour is deleted');
    const workspaces = await owner.json<{ name: string }[]>('GET', '/api/workspaces');
    expect(workspaces.map(({ name }) => name)).toEqual(['My workspace']);
    await visitor.leave();
  });

  it('see where they are signed in, and change their password', async () => {
    const visitor = await arrive('/settings/profile');
    const { page } = visitor;
    await says(page, 'This browser');
    await page.locator('::-p-aria([name="The one you use now"])').fill('a long and quiet watch');
    await page.locator('::-p-aria([name="New password"])').fill(PASSWORD);
    await page.locator(named('Change password')).click();
    await says(page, 'signed out everywhere else');
    await visitor.leave();
  });
});
