import type { Browser } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

const GUEST = { name: 'Mallory', email: 'mallory@example.com', password: 'another quiet watch' };
const named = (name: string) => `::-p-aria([name="${name}"][role="button"])`;

/** What somebody with fewer rights meets: told what is closed and why, and sent no more than the page shows. */
describe('who may see less', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let invitation: string;
  let dashboard: string;
  let shared: string;
  let cookie: { name: string; value: string };
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start(), openBrowser()]);
    owner = await asOwner(product.url);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    invitation = (
      await owner.json<{ token: string }>('POST', '/api/invitations', { role: 'viewer', mostUses: 5, expiresAt })
    ).token;
    cookie = await join();
    dashboard = await saveTwice();
    const link = { name: 'For the board', expiresAt };
    shared = (await owner.json<{ token: string }>('POST', `/api/dashboards/${dashboard}/share-links`, link)).token;
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const join = async () => {
    const reply = await fetch(`${product.url}/api/joining/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: invitation, ...GUEST }),
    });
    const [name = '', value = ''] = (reply.headers.getSetCookie()[0] ?? '').split(';')[0]?.split('=') ?? [];
    return { name, value };
  };
  const saveTwice = async () => {
    const panel = { id: 'a', widget: 'widget-text@1', place: { x: 0, y: 0, w: 12, h: 8 } };
    const document = {
      title: 'Fleet of {{ town }}',
      panels: [{ ...panel, options: { markdown: 'Only in {{ town }}' } }],
      variables: [
        { kind: 'constant', name: 'town', value: 'New York' },
        { kind: 'constant', name: 'tenant', value: 'acme-internal-7' },
      ],
    };
    const { id, version } = await owner.json<{ id: string; version: number }>('POST', '/api/dashboards', document);
    const note = 'Took the salaries out';
    await owner.json('PUT', `/api/dashboards/${id}`, { version, document, note });
    return id;
  };
  const arrive = async (path: string, options?: VisitorOptions) => {
    const visitor = await Visitor.arrive(browser, options);
    const domain = new URL(product.url).hostname;
    await visitor.page.browserContext().setCookie({ ...cookie, domain, path: '/', httpOnly: true });
    await visitor.page.goto(product.url + path);
    return visitor;
  };

  it.each([1440, 390])('sees who saved a dashboard and why, and not what a version held, at %i px', async (width) => {
    const visitor = await arrive(`/dashboards/${dashboard}/history?version=1`, { width });
    const { page } = visitor;
    await page.waitForSelector('::-p-text(What a version held is shown to those who may edit it.)');
    await page.waitForSelector('qd-revision-list ::-p-text(Took the salaries out)', { visible: true });
    await page.waitForSelector('::-p-text(Fleet of)');
    expect(await page.$('qd-revision-list a, qd-revision-head, qd-panel-grid')).toBeNull();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await visitor.leave();
  });

  it('is a visitor who is sent only what the shared page shows', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/api/shared')) answers.push(response.text());
    });
    await page.goto(`${product.url}/shared#${shared}`);
    await page.waitForSelector('qd-panel ::-p-text(Only in New York)');
    const sent = (await Promise.all(answers)).join('\n');
    expect(sent).toContain('New York');
    expect(sent).not.toMatch(/tenant|acme-internal/);
    await visitor.leave();
  });

  it('was removed, and is told so by the invitation that still has uses left', async () => {
    const members = await owner.json<{ id: string; name: string }[]>('GET', '/api/members');
    await owner.remove(`/api/members/${members.find(({ name }) => name === GUEST.name)?.id ?? ''}`);
    const visitor = await Visitor.arrive(browser, { expected: [/40[19]/] });
    const { page } = visitor;
    await page.goto(`${product.url}/join#${invitation}`);
    await page.locator('::-p-text(I have an account)').click();
    await page.locator('::-p-aria([name="Email"])').fill(GUEST.email);
    await page.locator('::-p-aria([name="Password"])').fill(GUEST.password);
    await page.locator(named('Sign in and join')).click();
    await page.waitForSelector('::-p-text(You were removed from this workspace)');
    await visitor.leave();
  });
});
