import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { readPdf } from './pdf.js';
import { Product } from './product.js';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.js';

interface Saved {
  id: string;
  version: number;
  document: {
    tabs: { id: string; title: string }[];
    rows: { id: string; title: string; tab?: string; collapsed: boolean }[];
    panels: { id: string; title: string; row?: string; tab?: string; place: { x: number; y: number } }[];
  };
}

const HOUR = { from: 'now-1h', to: 'now' };
const panelOf = (id: string, where: object = {}, y = 0) => ({
  id,
  title: id,
  widget: 'widget-stat@1',
  queries: [{ source: 'metrics', input: { metric: 'shop.orders' } }],
  place: { x: 0, y, w: 12, h: 4 },
  ...where,
});
const tabbed = {
  title: 'Orders',
  range: HOUR,
  tabs: [
    { id: 'today', title: 'Today' },
    { id: 'year', title: 'The year' },
  ],
  rows: [{ id: 'shops', title: 'Shops', tab: 'today', collapsed: true }],
  panels: [panelOf('first'), panelOf('inrow', { row: 'shops' }), panelOf('later', { tab: 'year' })],
};
const button = (page: Page, name: string) => page.locator(`button ::-p-text(${name})`);
const press = async (page: Page, ...keys: Parameters<Page['keyboard']['press']>[0][]) => {
  const [last, ...held] = keys.toReversed();
  for (const key of held) await page.keyboard.down(key);
  if (last) await page.keyboard.press(last);
  for (const key of held) await page.keyboard.up(key);
};
const middleOf = async (handle: ElementHandle | null): Promise<{ x: number; y: number }> => {
  const box = await handle?.boundingBox();
  if (!box) throw new Error('It is not on the page.');
  return { x: box.x + Math.min(60, box.width / 2), y: box.y + Math.min(12, box.height / 2) };
};
const grip = (id: string) => `[data-cell="${id}"] .grip`;

describe('the layout of a dashboard', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const now = Date.now();
    const minutes = [1, 2, 3, 20, 30, 40];
    const points = (metric: string, shop?: string) =>
      minutes.map((minute) => ({
        metric,
        ...(shop ? { labels: { shop } } : {}),
        time: now - minute * 60_000,
        value: 41,
      }));
    const shops = ['north', 'south', 'west', 'east', 'port'].flatMap((shop) => points('shop.visits', shop));
    await owner.sendPoints(secret, [...points('shop.orders'), ...shops]);
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
  const create = (document: object) => owner.json<Saved>('POST', '/api/dashboards', document);
  const read = (id: string) => owner.json<Saved>('GET', `/api/dashboards/${id}`);
  /** Which panels each request asked for. */
  const watchAsked = (page: Page) => {
    const asked: string[][] = [];
    page.on('request', (request) => {
      if (!request.url().endsWith('/panels')) return;
      void request.fetchPostData().then((text) => {
        asked.push((JSON.parse(text ?? '{}') as { panels: string[] }).panels);
      });
    });
    return asked;
  };
  const edit = async (page: Page, first: string) => {
    await button(page, 'Edit').click();
    await page.waitForSelector(grip(first));
  };
  const save = async (page: Page) => {
    await button(page, 'Save').click();
    await page.waitForSelector('qd-panel-grid');
  };
  /** From the middle of one thing to a place on another, in steps as a hand moves. */
  const drag = async (page: Page, from: string, to: string, down = 0) => {
    const start = await middleOf(await page.waitForSelector(from));
    const end = await middleOf(await page.waitForSelector(to));
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move((start.x + end.x) / 2, (start.y + end.y + down) / 2, { steps: 5 });
    await page.mouse.move(end.x, end.y + down, { steps: 5 });
    return () => page.mouse.up();
  };

  it('asks only for what can be seen: not for closed rows, not for other tabs', async () => {
    const { id } = await create(tabbed);
    const visitor = await arrive('/dashboards');
    const { page } = visitor;
    const asked = watchAsked(page);
    await page.goto(`${product.url}/dashboards/${id}`);
    await page.waitForSelector('[data-panel="first"][data-state="ready"]');
    expect(await page.$('[data-panel="inrow"]')).toBeNull();
    await button(page, 'Shops').click();
    await page.waitForSelector('[data-panel="inrow"][data-state="ready"]');
    await page.locator('[role="tab"] ::-p-text(The year)').click();
    await page.waitForSelector('[data-panel="later"][data-state="ready"]');
    expect(asked).toEqual([['first'], ['inrow'], ['later']]);
    expect(new URL(page.url()).searchParams.get('tab')).toBe('year');
    await page.reload();
    await page.waitForSelector('[role="tab"][aria-selected="true"] ::-p-text(The year)');
    await page.focus('[role="tab"][aria-selected="true"]');
    await press(page, 'ArrowLeft');
    await press(page, 'Enter');
    // What the reader opened is open for her, and for nobody else.
    await page.waitForSelector('[data-panel="inrow"][data-state="ready"]');
    await visitor.leave();
    const other = await arrive(`/dashboards/${id}`);
    await other.page.waitForSelector('[data-panel="first"][data-state="ready"]');
    expect(await other.page.$('[data-panel="inrow"]')).toBeNull();
    await other.leave();
  });

  it('has tabs and rows through a share link too', async () => {
    const { id } = await create(tabbed);
    const { token } = await owner.json<{ token: string }>('POST', `/api/dashboards/${id}/share-links`, {
      name: 'Board',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const visitor = await Visitor.arrive(browser);
    await visitor.page.goto(`${product.url}/shared#${token}`);
    await visitor.page.waitForSelector('[data-panel="first"][data-state="ready"]');
    await visitor.page.locator('[role="tab"] ::-p-text(The year)').click();
    await visitor.page.waitForSelector('[data-panel="later"][data-state="ready"]');
    await visitor.leave();
  });

  it('prints all tabs and rows, closed ones too', async () => {
    const { id } = await create(tabbed);
    const visitor = await arrive(`/dashboards/${id}`);
    const bytes = await visitor.page.waitForFunction(
      async (dashboardId) => {
        const to = Date.now();
        const body = JSON.stringify({ dashboardId, range: { from: to - 3_600_000, to }, timezone: 'UTC' });
        const headers = { 'content-type': 'application/json' };
        const made = await fetch('/api/reports', { method: 'POST', headers, body });
        const { id: report } = (await made.json()) as { id: string };
        for (;;) {
          const told = (await (await fetch(`/api/reports/${report}`)).json()) as { status: string };
          if (told.status === 'failed') throw new Error(JSON.stringify(told));
          if (told.status === 'done') break;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        const file = await fetch(`/api/reports/${report}/file`);
        return [...new Uint8Array(await file.arrayBuffer())];
      },
      { timeout: 90_000 },
      id,
    );
    const pdf = await readPdf(Uint8Array.from(await bytes.jsonValue()));
    await visitor.leave();
    // A tab begins a page.
    const onPage = (text: string) => pdf.pages.findIndex((sheet) => sheet.text.includes(text));
    expect(['Today', 'first', 'Shops', 'inrow'].map(onPage)).toEqual([0, 0, 0, 0]);
    expect(['The year', 'later'].map(onPage)).toEqual([1, 1]);
  });

  it('gets tabs and rows, panels dragged into them, and all of it taken back', async () => {
    const { id } = await create({ title: 'Orders', range: HOUR, panels: [panelOf('a'), panelOf('b', {}, 4)] });
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await edit(page, 'a');
    await button(page, 'Add a row').click();
    await page.waitForSelector('[aria-label="Title of the row"]:focus');
    await page.keyboard.type('Shops');
    await press(page, 'Enter');
    await page.waitForSelector('qd-row-head ::-p-text(Shops)');
    const letGo = await drag(page, grip('b'), '.room');
    await page.waitForFunction(() => !document.querySelector('.room'));
    await letGo();
    await button(page, 'Add a tab').click();
    await page.waitForSelector('[aria-label="Title of the tab"]:focus');
    await page.keyboard.type('The year');
    await press(page, 'Enter');
    await page.waitForSelector('[role="tab"][aria-selected="true"] ::-p-text(The year)');
    await page.locator('[role="tab"] ::-p-text(Overview)').click();
    const letGoOnTab = await drag(page, grip('a'), '[data-tab="tab-2"]');
    await page.waitForSelector('[data-tab="tab-2"].target');
    await letGoOnTab();
    await page.waitForFunction(() => !document.querySelector('[data-cell="a"]'));
    await save(page);
    const { document: saved } = await read(id);
    expect(saved.tabs.map(({ title }) => title)).toEqual(['Overview', 'The year']);
    expect(saved.rows).toEqual([{ id: 'row-1', title: 'Shops', tab: 'tab-1', collapsed: false }]);
    expect(saved.panels.map(({ id: panel, row, tab }) => [panel, row ?? tab])).toEqual([
      ['a', 'tab-2'],
      ['b', 'row-1'],
    ]);
    await edit(page, 'b');
    await page.click('[aria-label="Options of the tab Overview"]');
    await button(page, 'Remove the tab').click();
    await page.locator('[role="dialog"] button ::-p-text(Delete its panels)').click();
    await page.waitForSelector(grip('a'));
    expect(await page.$('[role="tab"]')).toBeNull();
    await press(page, 'Control', 'KeyZ');
    await page.waitForSelector('[role="tab"]');
    await visitor.leave();
  });

  it('copies, cuts and pastes panels, also onto another dashboard, and says what it cannot paste', async () => {
    const [from, to] = await Promise.all([
      create({ title: 'From', range: HOUR, panels: [panelOf('a')] }),
      create({ title: 'To', range: HOUR, panels: [panelOf('b')] }),
    ]);
    const visitor = await arrive(`/dashboards/${from.id}`);
    const { page } = visitor;
    await edit(page, 'a');
    await page.focus(grip('a'));
    await press(page, 'Control', 'KeyC');
    await page.waitForSelector('qd-toasts ::-p-text(a was copied)');
    await press(page, 'Control', 'KeyV');
    await page.waitForSelector(`${grip('panel-1')}:focus`);
    await press(page, 'Control', 'KeyX');
    await page.waitForFunction(() => document.querySelectorAll('qd-edit-cell').length === 1);
    const next = await page.browserContext().newPage();
    await next.goto(`${product.url}/dashboards/${to.id}`);
    await edit(next, 'b');
    await next.focus(grip('b'));
    await press(next, 'Control', 'KeyV');
    await next.waitForSelector(grip('panel-1'));
    await save(next);
    expect((await read(to.id)).document.panels.map(({ title, place }) => [title, place.y])).toEqual([
      ['b', 0],
      ['a', 4],
    ]);
    const foreign = {
      type: 'quarterdeck.panels/1',
      panels: [
        { ...panelOf('x'), queries: [{ source: '0199d1a4-0000-7000-8000-000000000001', kind: 'rows', input: {} }] },
      ],
      connections: { '0199d1a4-0000-7000-8000-000000000001': 'Their shop' },
    };
    const pasteText = (text: string) =>
      next.evaluate((content) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', content);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    await edit(next, 'b');
    await pasteText('Dear Ada');
    await next.waitForSelector('qd-toasts ::-p-text(The clipboard holds no panel)');
    await pasteText(JSON.stringify(foreign));
    await next.waitForSelector('qd-toasts ::-p-text(its connection Their shop is not in this workspace)');
    await next.waitForSelector('[data-panel="panel-2"][data-state="failed"]');
    await visitor.leave();
  });

  it('shows one panel on the whole page at an address of its own; Escape returns', async () => {
    const chart = { ...panelOf('chart'), widget: 'widget-timeseries@1' };
    const { id } = await create({ title: 'Orders', range: HOUR, panels: [chart, panelOf('b', {}, 4)] });
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await page.waitForSelector('[data-panel="chart"][data-state="ready"]');
    await page.hover('[data-panel="chart"]');
    await page.click('[data-panel="chart"] .enlarge');
    await page.waitForSelector('qd-full-panel [data-panel="chart"][data-state="ready"] qd-chart-legend');
    expect(new URL(page.url()).searchParams.get('panel')).toBe('chart');
    await page.reload();
    await page.waitForSelector('qd-full-panel [data-panel="chart"][data-state="ready"]');
    await press(page, 'Escape');
    await page.waitForFunction(() => !document.querySelector('qd-full-panel'));
    await page.waitForSelector('[data-panel="b"][data-state="ready"]');
    expect(new URL(page.url()).searchParams.get('panel')).toBeNull();
    await visitor.leave();
  });

  it('shows the time pointed at on every chart, zooms all of them, and lets a reader see one series alone', async () => {
    const visits = { source: 'metrics', input: { metric: 'shop.visits' } };
    const chart = (panel: string, y: number, queries: object[]) => ({
      ...panelOf(panel),
      widget: 'widget-timeseries@1',
      queries,
      place: { x: 0, y, w: 24, h: 9 },
    });
    const panels = [chart('upper', 0, [visits]), chart('lower', 9, panelOf('x').queries)];
    const { id } = await create({ title: 'Charts', range: HOUR, panels });
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await Promise.all(
      ['upper', 'lower'].map((panel) => page.waitForSelector(`[data-panel="${panel}"][data-state="ready"]`)),
    );
    const plot = await (await page.$('[data-panel="lower"] .plot'))?.boundingBox();
    if (!plot) throw new Error('There is no plot.');
    const [middle, height] = [plot.x + plot.width / 2, plot.y + 60];
    await page.mouse.move(middle - 30, height);
    await page.mouse.move(middle, height, { steps: 3 });
    await page.waitForSelector('[data-panel="upper"] qd-crosshair-line i');
    expect(await page.$('[data-panel="lower"] qd-crosshair-line i')).toBeNull();

    await page.waitForSelector('[data-panel="upper"] qd-chart-legend button');
    const legend = () =>
      page.$$eval('[data-panel="upper"] qd-chart-legend button', (found) =>
        found.flatMap((one) => (one.getAttribute('aria-pressed') === 'true' ? [one.textContent.trim()] : [])),
      );
    const legendShows = async (names: (string | undefined)[]) => {
      const patience = AbortSignal.timeout(10_000);
      while (JSON.stringify(await legend()) !== JSON.stringify(names)) patience.throwIfAborted();
    };
    const all = await legend();
    await page.locator('[data-panel="upper"] qd-chart-legend tr:nth-child(2) button').click();
    await legendShows([all[1]]);
    await page.focus('[data-panel="upper"] qd-chart-legend tr:nth-child(3) button');
    await press(page, 'Shift', 'Enter');
    await legendShows([all[1], all[2]]);

    const asked = watchAsked(page);
    await page.mouse.move(middle - 100, height);
    await page.mouse.down();
    await page.mouse.move(middle + 100, height, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => new URL(location.href).searchParams.has('from'));
    const patience = AbortSignal.timeout(10_000);
    while (asked.length === 0) {
      patience.throwIfAborted();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
    await page.waitForFunction(() => !document.querySelector('qd-panel[aria-busy="true"]'));
    expect(asked).toEqual([['upper', 'lower']]);
    await page.locator('[aria-label="Back to the range before"]').click();
    await page.waitForFunction(() => !new URL(location.href).searchParams.has('from'));
    await visitor.leave();
  });

  it('stays fluid with 200 panels: a drag scrolls the page, and panels that make room are not drawn anew', async () => {
    const panels = Array.from({ length: 200 }, (_, at) => ({
      ...panelOf(`p${String(at)}`),
      place: { x: (at % 4) * 6, y: Math.floor(at / 4) * 4, w: 6, h: 4 },
    }));
    const { id } = await create({ title: 'Many', range: HOUR, panels });
    const visitor = await arrive(`/dashboards/${id}`);
    const { page } = visitor;
    await edit(page, 'p0');
    const start = await middleOf(await page.$(grip('p0')));
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 20, 870, { steps: 8 });
    await page.waitForFunction(() => scrollY > 1500);
    await page.mouse.move(start.x + 20, 400, { steps: 4 });
    const drawnAnew = await page.evaluate(async () => {
      const panels = new Set<Element>();
      const watch = new MutationObserver((changes) => {
        for (const { target } of changes) {
          const panel = (target as Element).closest('qd-panel');
          if (panel) panels.add(panel);
        }
      });
      watch.observe(document.body, { childList: true, subtree: true });
      for (let step = 0; step < 20; step++) {
        const move = { bubbles: true, clientX: 200 + step * 40, clientY: 400, pointerId: 1 };
        document.dispatchEvent(new PointerEvent('pointermove', move));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      watch.disconnect();
      return panels.size;
    });
    await page.mouse.up();
    // Those that came near meanwhile may still be drawing; the others only make room.
    expect(drawnAnew).toBeLessThan(40);
    await save(page);
    const moved = (await read(id)).document.panels[0];
    expect(moved?.place.y).toBeGreaterThan(20);
    await visitor.leave();
  });
});
