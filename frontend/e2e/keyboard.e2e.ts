import type { Browser, KeyInput, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

interface Saved {
  id: string;
  document: {
    title: string;
    tabs: { id: string; title: string }[];
    rows: { title: string }[];
    panels: { id: string; title: string; tab?: string; row?: string; place: { x: number; w: number } }[];
  };
}

const MOST_STEPS = 120;

/** Somebody without a mouse: walks with Tab to what she is told of, and presses keys there. */
class Keys {
  constructor(private readonly page: Page) {}

  async press(...keys: KeyInput[]): Promise<void> {
    const [last, ...held] = keys.toReversed();
    for (const key of held) await this.page.keyboard.down(key);
    if (last) await this.page.keyboard.press(last);
    for (const key of held) await this.page.keyboard.up(key);
  }

  /** Tab, until what has the focus is called so; fails when a whole round finds nothing of that name. */
  async walkTo(name: string | RegExp): Promise<void> {
    const seen: string[] = [];
    for (let step = 0; step < MOST_STEPS; step++) {
      const here = await this.focused();
      if (typeof name === 'string' ? here === name : name.test(here)) return;
      seen.push(here);
      await this.press('Tab');
    }
    throw new Error(`No key leads to ${String(name)}. On the way: ${[...new Set(seen)].join(' | ')}`);
  }

  async enter(name: string | RegExp): Promise<void> {
    await this.walkTo(name);
    await this.press('Enter');
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** What a screen reader calls the element with the focus. */
  private focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return '';
      const labelled = (element as HTMLInputElement).labels?.[0]?.textContent;
      return (element.getAttribute('aria-label') ?? labelled ?? element.textContent).replace(/\s+/g, ' ').trim();
    });
  }
}

/** Whether something else lies over the middle of what has the focus. */
const inSight = () => {
  const element = document.activeElement as HTMLInputElement;
  const { left, top, width, height } = element.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  const isOurs = above !== null && (element.contains(above) || above.contains(element));
  const label = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent;
  return {
    name: label.trim(),
    isCovered: width > 1 && !isOurs && element.labels?.[0]?.contains(above) !== true,
    isLast: element.matches('.foot .primary') || !element.closest('qd-panel-editor'),
  };
};

const announced = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => [...document.querySelectorAll('[aria-live]')].some(({ textContent }) => textContent.includes(wanted)),
    {},
    text,
  );

describe('a dashboard made by keyboard alone', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const points = [1, 2, 3].map((minute) => ({
      metric: 'shop.orders',
      time: Date.now() - minute * 60_000,
      value: 41,
    }));
    await owner.sendPoints(secret, points);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  it('is created, filled, arranged, given a row and a tab, saved, and read', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    const keys = new Keys(page);
    await owner.lendSession(page);
    await page.goto(`${product.url}/dashboards`);
    await page.waitForSelector('button ::-p-text(New dashboard)');

    await keys.enter('New dashboard');
    await page.waitForSelector('[role="dialog"] input:focus');
    await keys.type('Orders at sea');
    await keys.press('Enter');
    await page.waitForSelector('button ::-p-text(Add a panel)');

    await keys.enter('Add a panel');
    await page.waitForSelector('input[role="combobox"]');
    await keys.walkTo(/^Metric/);
    await keys.type('orders');
    await page.waitForSelector('[role="option"]');
    await keys.press('Enter');
    await page.waitForSelector('qd-panel-editor qd-panel[data-state="ready"]');
    await keys.enter('Add to dashboard');
    await page.waitForSelector('qd-edit-cell');

    await keys.walkTo('Move Shop orders');
    await keys.press('ArrowRight');
    await announced(page, 'Column 2, row 1');
    await keys.press('Shift', 'ArrowLeft');
    await announced(page, '11 wide');
    await keys.press('Control', 'KeyC');
    await announced(page, 'was copied');
    await keys.press('Control', 'KeyV');
    await page.waitForSelector('[data-cell="panel-2"] .grip:focus');

    await keys.enter('Add a row');
    await page.waitForSelector('[aria-label="Title of the row"]:focus');
    await keys.type('Shops');
    await keys.press('Enter');
    await page.waitForSelector('qd-row-head ::-p-text(Shops)');
    await page.waitForSelector('qd-edit-grid');
    await keys.walkTo('Move Shop orders');
    await keys.press('Tab');
    await keys.walkTo('Move Shop orders');
    await keys.press('ArrowDown');
    await announced(page, 'Now in Shops');
    await page.waitForSelector('[data-cell="panel-2"] .grip:focus');

    await keys.enter('Add a tab');
    await page.waitForSelector('[aria-label="Title of the tab"]:focus');
    await keys.type('The year');
    await keys.press('Enter');
    await page.waitForSelector('[role="tab"][aria-selected="true"] ::-p-text(The year)');
    await keys.walkTo('The year');
    await keys.press('ArrowLeft');
    await keys.press('Enter');
    await page.waitForSelector('[data-cell="panel-1"]');
    await keys.enter('More for Shop orders');
    await page.waitForSelector('[role="menu"]');
    for (let step = 0; step < 4; step++) await keys.press('ArrowDown');
    await keys.press('ArrowRight');
    await page.waitForFunction(() => document.querySelectorAll('[role="menu"]').length === 2);
    await keys.press('End');
    await keys.press('Enter');
    await announced(page, 'moved to The year');

    await keys.press('Control', 'KeyS');
    await page.waitForSelector('qd-panel-grid');
    await page.waitForSelector('[data-panel="panel-2"][data-state="ready"]');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { document: saved } = await owner.json<Saved>('GET', `/api/dashboards/${id}`);
    expect(saved).toMatchObject({
      title: 'Orders at sea',
      tabs: [{ title: 'Overview' }, { title: 'The year' }],
      rows: [{ title: 'Shops' }],
    });
    expect(saved.panels.map(({ row, tab, place: { w } }) => [row ?? tab, w])).toEqual([
      ['tab-2', 11],
      ['row-1', 11],
    ]);

    await keys.walkTo('Overview');
    await keys.walkTo(/^Show Shop orders on the whole page/);
    await keys.press('Enter');
    await page.waitForSelector('qd-full-panel [data-state="ready"]');
    await keys.press('Escape');
    await page.waitForFunction(() => !document.querySelector('qd-full-panel'));
    await keys.walkTo(/^Show Shop orders on the whole page/);
    await visitor.leave();
  });

  it.each([
    [1440, 460],
    [900, 480],
    [390, 620],
  ])('keeps the field with the focus clear of the buttons of the panel editor at %i × %i', async (width, height) => {
    const { id } = await owner.json<Saved>('POST', '/api/dashboards', {
      title: 'Low',
      panels: [
        {
          ...{ id: 'one', title: 'Shop orders', widget: 'widget-timeseries@1', place: { x: 0, y: 0, w: 12, h: 8 } },
          queries: [{ source: 'metrics', input: { metric: 'shop.orders' } }],
        },
      ],
    });
    const visitor = await Visitor.arrive(browser, { width, height });
    const { page } = visitor;
    await owner.lendSession(page);
    await page.goto(`${product.url}/dashboards/${id}`);
    await page.waitForSelector('[data-panel="one"][data-state="ready"]');
    await page.$eval('[data-deed="edit"], qd-dashboard-menu button', (button) => {
      (button as HTMLElement).click();
    });
    if (width === 390) await page.locator('[role="menu"] ::-p-text(Edit)').click();
    await page.locator('[aria-label="Edit Shop orders"]').click();
    await page.waitForSelector('qd-panel-editor .foot');
    await page.focus('qd-panel-editor .side input, qd-panel-editor .side select');
    const seen = new Set<string>();
    for (let step = 0; step < MOST_STEPS; step++) {
      await page.keyboard.press('Tab');
      const { name, isCovered, isLast } = await page.evaluate(inSight);
      seen.add(name);
      expect([name, isCovered]).toEqual([name, false]);
      if (isLast) break;
    }
    expect(seen.size).toBeGreaterThan(8);
    await visitor.leave();
  });
});
