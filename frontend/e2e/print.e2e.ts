import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import type { Pdf } from './pdf.js';
import { print } from './printed.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const NOBODY = '00000000-0000-4000-8000-00000000dead';
const A4 = [595, 842];
const printers = [
  { printer: 'the browser that it finds on the system', chromium: '' },
  { printer: 'the browser from npm', chromium: 'npm' },
];

const drawn = (page: Page) =>
  page.waitForFunction(() => {
    const panels = [...document.querySelectorAll<HTMLElement>('qd-panel')];
    return panels.length > 0 && panels.every(({ dataset }) => dataset.state !== 'loading');
  });

describe.each(printers)('a dashboard on paper, printed with $printer', ({ chromium }) => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_CHROMIUM: chromium } }), openBrowser()]);
    owner = await asOwner(product.url);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  async function printed(dashboardId: string): Promise<{ name: string; pdf: Pdf }> {
    const visitor = await Visitor.arrive(browser);
    await owner.lendSession(visitor.page);
    await visitor.page.goto(`${product.url}/dashboards/${dashboardId}`);
    await drawn(visitor.page);
    const result = await print(visitor.page);
    await visitor.leave();
    return result;
  }

  it('says what it shows, over which range and in which zone, with numbered pages, as text and vectors', async () => {
    const dashboards = await owner.json<{ id: string; title: string }[]>('GET', '/api/dashboards');
    const { name, pdf } = await printed(dashboards.find(({ title }) => title === 'City demand')?.id ?? '');

    expect(name).toMatch(/^City.demand.2014-07-01.*2015-01-31\.pdf$/);
    expect(pdf.title).toBe('City demand 2014-07-01 – 2015-01-31');
    expect(pdf.pages.length).toBeGreaterThan(0);
    pdf.pages.forEach(({ text, width, height, images }, index) => {
      expect(
        [width, height].sort((one, other) => one - other).map((side, at) => Math.abs(side - A4[at]!) <= 1),
      ).toEqual([true, true]);
      expect(text).toContain('City demand');
      expect(text).toMatch(/2014.*2015/);
      expect(text).toContain('America/New_York');
      expect(text).toContain(`Page ${index + 1} of ${pdf.pages.length}`);
      expect(images).toBe(0);
    });
    expect(pdf.text).toContain('Passengers per half hour');
    expect(pdf.text).toContain('Blizzard: streets closed, subway stopped');
    expect(Math.max(...pdf.pages.map(({ paths }) => paths))).toBeGreaterThan(20);
    expect(pdf.fonts).toContainEqual(expect.stringMatching(/Plex/));
    expect([pdf.fontsEmbedded, pdf.tagged]).toEqual([true, true]);
  });

  it('says so where a panel failed, and shows the others', async () => {
    const { id } = await owner.json<{ id: string }>('POST', '/api/dashboards', {
      title: 'Half a dashboard',
      range: { from: '2014-11-01T00:00:00Z', to: '2014-12-01T00:00:00Z' },
      timezone: 'UTC',
      panels: [
        {
          id: 'good',
          title: 'Passengers',
          widget: 'widget-timeseries@1',
          queries: [{ source: 'metrics', input: { metric: 'taxi.passengers' } }],
          place: { x: 0, y: 0, w: 24, h: 10 },
        },
        {
          id: 'bad',
          title: 'Orders of the shop',
          widget: 'widget-table@1',
          queries: [{ source: NOBODY, input: {} }],
          place: { x: 0, y: 10, w: 24, h: 8 },
        },
      ],
    });
    const { pdf } = await printed(id);
    expect(pdf.text).toContain('Orders of the shop');
    expect(pdf.text).toMatch(/There is no connection with the id 0000/);
    expect(pdf.pages[0]!.paths).toBeGreaterThan(5);
  });
});
