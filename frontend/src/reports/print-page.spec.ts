import { TestBed } from '@angular/core/testing';
import { encodeFrames, frameOf, type Frame } from '@quarterdeck/sdk';
import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { SnapshotContent } from '@quarterdeck/sdk/api/reports';
import { IMPORT_MODULE } from '../dashboards/panel/widget-host';
import { openPage, type Tab } from '../testing/page';
import { PrintPage } from './print-page';

const FROM = Date.UTC(2014, 10, 1);
const panel = (id: string, widget: string, y: number): Panel => ({
  id,
  title: `Panel ${id}`,
  description: '',
  widget: `${widget}@1`,
  options: {},
  queries: [],
  place: { x: 0, y, w: 24, h: 6 },
});
const plugin = (id: string) => ({
  id,
  version: '1.0.0',
  kind: 'widget' as const,
  title: id,
  description: '',
  state: { ready: true },
  module: `/plugins/${id}/1.0.0/widget.mjs`,
});
const frame: Frame = frameOf('f', [
  { name: 'time', type: 'time', values: Float64Array.of(FROM, FROM + 3_600_000) },
  { name: 'value', type: 'number', values: Float64Array.of(3, 4) },
]);
const content: SnapshotContent = {
  document: {
    title: 'City demand',
    description: 'Taxis.',
    timezone: 'UTC',
    range: { from: 'now-6h', to: 'now' },
    refreshSeconds: null,
    panels: [
      panel('a', 'widget-chart', 0),
      { ...panel('b', 'widget-stat', 0), row: 'shops' },
      { ...panel('c', 'widget-stat', 0), tab: 'year' },
    ],
    tabs: [
      { id: 'today', title: 'Today' },
      { id: 'year', title: 'The year' },
    ],
    rows: [{ id: 'shops', title: 'Shops', tab: 'today', collapsed: true }],
    phoneOrder: [],
    variables: [],
  },
  dashboardId: '0199d1a4-0000-7000-8000-000000000001',
  dashboardVersion: 1,
  workspace: 'Harbour',
  range: { from: FROM, to: FROM + 3_600_000 },
  timezone: 'UTC',
  locale: 'en',
  asOf: FROM,
  variables: [],
  plugins: [plugin('widget-chart'), plugin('widget-stat')],
  annotations: [
    {
      id: '0199d1a4-0000-7000-8000-000000000002',
      dashboardId: null,
      metric: null,
      labels: {},
      from: new Date(FROM + 600_000).toISOString(),
      to: null,
      text: '**Marathon**',
      tags: [],
      colour: 'info',
      source: 'person',
      author: null,
      createdAt: null,
      editedAt: null,
      version: 1,
    },
  ],
  panels: [
    { frames: [0], problem: null },
    { frames: [0], problem: null },
    { frames: [], problem: { code: 'source.away', detail: 'The source answered 503.', fault: 'upstream' } },
  ],
};
const modules: Record<string, object> = {
  'widget-chart': {
    draw: () => ({
      kind: 'chart',
      option: {
        xAxis: { type: 'time' },
        yAxis: {},
        series: [
          {
            type: 'line',
            data: {
              $columns: [
                [0, 0],
                [0, 1],
              ],
            },
          },
        ],
      },
    }),
  },
  'widget-stat': { draw: () => ({ kind: 'stat', value: 4 }) },
};

describe('the print page', () => {
  let sheet = '';
  beforeEach(() => {
    delete document.documentElement.dataset.printed;
    // What jsdom has not: fonts to wait for, sheets made in code, and sizes.
    Object.assign(document, {
      fonts: { load: () => Promise.resolve(), ready: Promise.resolve() },
      adoptedStyleSheets: [],
    });
    for (const side of ['clientWidth', 'clientHeight']) {
      Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value: 400 });
    }
    globalThis.CSSStyleSheet = class {
      replaceSync(text: string): void {
        sheet = text;
      }
    } as never;
    TestBed.configureTestingModule({
      providers: [
        {
          provide: IMPORT_MODULE,
          useValue: (address: string) => Promise.resolve(modules[address.split('/').at(-3) ?? '']),
        },
      ],
    });
  });

  async function print(bytes: Uint8Array, ok = true): Promise<Tab> {
    globalThis.fetch = () =>
      Promise.resolve({ ok, status: ok ? 200 : 404, arrayBuffer: () => Promise.resolve(bytes.buffer) } as Response);
    return openPage(PrintPage);
  }
  const said = () =>
    new Promise<string>((resolve) => {
      const look = () => {
        const { printed } = document.documentElement.dataset;
        if (printed !== undefined) resolve(printed);
      };
      new MutationObserver(look).observe(document.documentElement, { attributes: true });
      look();
    });

  it('is ready once every panel is drawn, charts as vectors, failures with their reason', async () => {
    const tab = await print(encodeFrames([frame], content));
    expect(await said()).toBe('ready');
    expect(document.querySelectorAll('qd-chart-picture svg')).toHaveLength(1);
    expect(tab.text).toContain('City demand');
    expect(tab.text).toContain('Harbour');
    expect(tab.text).toContain('The source of the data failed');
    expect(tab.text).toContain('The source answered 503.');
    expect(tab.text).toContain('· Marathon');
  });

  it('speaks the language of who asked, and writes dates and numbers as they are written there', async () => {
    const tab = await print(encodeFrames([frame], { ...content, locale: 'fr-CA' }));
    await said();
    expect(tab.text).toContain('Fuseau horaire');
    expect(tab.text).toContain('Erreur de la source de données');
    expect(tab.text).toMatch(/1 nov\. 2014/);
    expect(sheet).toContain('"Page " counter(page) " sur " counter(pages)');
  });

  it('prints all tabs and rows under their headings, closed ones too', async () => {
    await print(encodeFrames([frame], content));
    await said();
    const seen = [...document.querySelectorAll('qd-print-page :is(h2, h3, [data-panel])')].map(
      (element) => element.getAttribute('data-panel') ?? element.textContent.trim(),
    );
    expect(seen.filter((text) => !text.startsWith('Panel '))).toEqual(['Today', 'a', 'Shops', 'b', 'The year', 'c']);
  });

  it('has no button, no link out of the sheet and no hidden table', async () => {
    await print(encodeFrames([frame], content));
    await said();
    expect(document.querySelectorAll('qd-print-page :is(button, .qd-spoken, details)')).toHaveLength(0);
  });

  it('names title, range and the id of the bytes in its margins', async () => {
    await print(encodeFrames([frame], content));
    await said();
    expect(sheet).toContain('City demand');
    expect(sheet).toMatch(/snapshot [0-9a-f]{12}/);
    expect(sheet).toContain('size: A4 portrait');
  });

  it('is ready for a dashboard without panels', async () => {
    const document = { ...content.document, panels: [] };
    await print(encodeFrames([], { ...content, document, panels: [] }));
    expect(await said()).toBe('ready');
  });

  it.each([
    ['the bytes are no snapshot', new Uint8Array(16), true],
    ['there are none', new Uint8Array(0), false],
  ])('says that it failed where %s', async (_, bytes, ok) => {
    await print(bytes, ok);
    expect(await said()).toMatch(/^failed: The page could not be drawn/);
  });
});
