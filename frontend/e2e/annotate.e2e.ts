import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { readPdf, type Pdf } from './pdf.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const RANGE = { from: '2014-11-01T00:00:00Z', to: '2014-12-01T00:00:00Z' };
const chart = (title: string) => ({
  title,
  range: RANGE,
  timezone: 'UTC',
  panels: [
    {
      id: 'chart',
      title: 'Passengers',
      widget: 'widget-timeseries@1',
      queries: [{ source: 'metrics', input: { metric: 'taxi.passengers' } }],
      place: { x: 0, y: 0, w: 24, h: 12 },
    },
  ],
});

interface Plot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const drawn = (page: Page) => page.waitForSelector('qd-panel[data-state="ready"] qd-annotation-ticks');
const tick = (text: string) => `qd-annotation-ticks button[aria-label*="${text}"]`;
async function plotOf(page: Page): Promise<Plot> {
  const box = await (await page.$('qd-panel .plot'))?.boundingBox();
  if (!box) throw new Error('There is no plot on the page.');
  return box;
}

/** As the PDF button does, without its dialog. */
async function pdfOf(page: Page, owner: Owner, dashboardId: string): Promise<Pdf> {
  const range = { from: Date.parse(RANGE.from), to: Date.parse(RANGE.to) };
  const { id } = await owner.json<{ id: string }>('POST', '/api/reports', { dashboardId, range, timezone: 'UTC' });
  await page.waitForFunction(
    async (report) => {
      const { status } = (await (await fetch(`/api/reports/${report}`)).json()) as { status: string };
      return status === 'done';
    },
    { polling: 250, timeout: 60_000 },
    id,
  );
  const bytes = await page.evaluate(async (report) => {
    const file = await fetch(`/api/reports/${report}/file`);
    return [...new Uint8Array(await file.arrayBuffer())];
  }, id);
  return readPdf(Uint8Array.from(bytes));
}

describe('a note on a metric', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let one: string;
  let other: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start(), openBrowser()]);
    owner = await asOwner(product.url);
    one = (await owner.json<{ id: string }>('POST', '/api/dashboards', chart('One'))).id;
    other = (await owner.json<{ id: string }>('POST', '/api/dashboards', chart('Other'))).id;
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  async function look(address: string): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser);
    if (!address.startsWith('/shared')) await owner.lendSession(visitor.page);
    await visitor.page.goto(product.url + address);
    await drawn(visitor.page);
    return visitor;
  }
  async function share(): Promise<string> {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const made = await owner.json<{ token: string }>('POST', `/api/dashboards/${other}/share-links`, { expiresAt });
    return `/shared#${made.token}`;
  }

  it('is written where one clicks, and appears at once on another dashboard, through a share link and on paper', async () => {
    const colleague = await look(`/dashboards/${other}`);
    const guest = await look(await share());
    const writer = await look(`/dashboards/${one}`);
    const { page } = writer;
    const plot = await plotOf(page);
    await page.mouse.click(plot.x + plot.width / 2, plot.y + plot.height / 2);
    await page.locator('qd-note-editor textarea').fill('**Strike** of the drivers');
    await page.locator('qd-note-editor button[type="submit"]').click();

    for (const who of [writer, colleague, guest]) await who.page.waitForSelector(tick('Strike of the drivers'));
    await guest.page.click(tick('Strike of the drivers'));
    await guest.page.waitForSelector('qd-note-card strong ::-p-text(Strike)');
    expect(await guest.page.$('qd-note-card .qd-actions')).toBeNull();
    expect((await pdfOf(page, owner, other)).text).toContain('Strike of the drivers');
    for (const who of [guest, colleague, writer]) await who.leave();
  });

  it('about a span is written by dragging with Shift held; dragging alone zooms', async () => {
    const visitor = await look(`/dashboards/${one}`);
    const { page } = visitor;
    const plot = await plotOf(page);
    const drag = async () => {
      await page.mouse.move(plot.x + plot.width * 0.3, plot.y + plot.height / 2);
      await page.mouse.down();
      await page.mouse.move(plot.x + plot.width * 0.4, plot.y + plot.height / 2, { steps: 4 });
      await page.mouse.up();
    };
    await page.keyboard.down('Shift');
    await drag();
    await page.keyboard.up('Shift');
    await page.locator('qd-note-editor textarea').fill('Roadworks');
    await page.locator('qd-note-editor button[type="submit"]').click();
    await page.waitForSelector(tick('Roadworks'));
    const notes = await owner.json<{ text: string; from: string; to: string }[]>('GET', '/api/annotations');
    const note = notes.find(({ text }) => text === 'Roadworks');
    expect(Date.parse(note?.to ?? '')).toBeGreaterThan(Date.parse(note?.from ?? ''));
    await drag();
    await page.waitForFunction(() => location.search.includes('from='));
    await visitor.leave();
  });

  it('is written, changed and deleted by keyboard alone', async () => {
    const visitor = await look(`/dashboards/${one}`);
    const { page } = visitor;
    /** `within` has taken the focus first, as whatever opens does. */
    const press = async (selector: string, within?: string) => {
      await page.waitForSelector(within === undefined ? selector : `${within} :focus`);
      await page.focus(selector);
      await page.keyboard.press('Enter');
    };
    await press('qd-notes-button button');
    await press('qd-note-list header button', 'qd-note-list');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.type('By hand');
    await press('qd-note-editor button[type="submit"]');
    await press(tick('By hand'));
    await press('qd-note-card .qd-actions button', 'qd-note-card');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.type(', again');
    await press('qd-note-editor button[type="submit"]');
    await press(tick('again'));
    await press('qd-note-card .qd-actions .danger', 'qd-note-card');
    await press('qd-confirm .danger', 'qd-confirm');
    await page.waitForFunction((selector) => !document.querySelector(selector), {}, tick('By hand'));
    await visitor.leave();
  });
});
