/** What {@link furnish} fills the product with. */

/** A row of it cannot be read. */
export const CSV = [
  'time,shop,visits',
  ...Array.from(
    { length: 12 },
    (_, at) => `2026-01-05 10:${String(at + 10)},north,${at === 3 ? 'many' : String(20 + at)}`,
  ),
  '',
].join('\n');
export const MAPPING = {
  ...{
    delimiter: ',',
    quote: '"',
    header: true,
    decimalComma: false,
    timeColumn: 0,
    timeFormat: 'iso',
    timezone: 'UTC',
  },
  values: [{ column: 2, metric: 'shop.visits' }],
  labels: [{ column: 1, name: 'shop' }],
};

const asked = [{ source: 'metrics', input: { metric: 'shop.orders', labels: { shop: { $variable: 'shop' } } } }];
export const SHOP = {
  title: 'Orders of the day',
  description: 'What the shops sold, as it happens.',
  range: { from: 'now-3h', to: 'now' },
  timezone: 'UTC',
  variables: [
    { kind: 'labelValues', name: 'shop', label: 'Shop', metric: 'shop.orders', key: 'shop', multiple: true, all: true },
  ],
  tabs: [
    { id: 'now', title: 'Now' },
    { id: 'later', title: 'Later' },
  ],
  rows: [{ id: 'more', title: 'By shop', tab: 'now' }],
  panels: [
    ['orders', 'Orders', 'widget-timeseries@1', { x: 0, y: 0, w: 16, h: 12 }, undefined],
    ['share', 'Who sold them', 'widget-pie@1', { x: 16, y: 0, w: 8, h: 12 }, undefined],
    ['bars', 'Orders by shop', 'widget-bar@1', { x: 0, y: 0, w: 12, h: 10 }, 'more'],
    ['gauge', 'How busy', 'widget-gauge@1', { x: 12, y: 0, w: 6, h: 10 }, 'more'],
    ['table', 'In numbers', 'widget-table@1', { x: 18, y: 0, w: 6, h: 10 }, 'more'],
  ].map(([id, title, widget, place, row]) => ({
    id,
    title,
    widget,
    place,
    queries: asked,
    ...(row === undefined ? { tab: 'now' } : { row }),
  })),
};

const THRESHOLDS = {
  steps: [
    { value: 50, state: 'warn', label: 'Busy' },
    { value: 70, state: 'bad', label: 'Overloaded' },
  ],
};
const LINKS = [
  { title: 'The shop in the till system', address: 'https://tills.example.com/{{label.shop}}?from={{from}}' },
  { title: 'All dashboards', address: '/dashboards' },
];
const PLACES = [
  ...[0, 6, 12, 18].map((x) => ({ x, y: 0, w: 6, h: 5 })),
  ...[0, 12].map((x) => ({ x, y: 5, w: 12, h: 10 })),
  ...[0, 8, 16].map((x) => ({ x, y: 15, w: 8, h: 9 })),
  ...[0, 8, 16].map((x) => ({ x, y: 24, w: 8, h: 8 })),
];
const ask = (metric: string, input: object = {}) => [{ source: 'metrics', input: { metric, ...input } }];
const NOBODY = '00000000-0000-4000-8000-00000000dead';
export const WALL = {
  title: 'Everything that the harbour, the northern and the southern shops sold, returned and promised this quarter',
  description:
    'Made for the wall of the office: twelve panels, some with names that are longer than there is room for.',
  range: { from: 'now-3h', to: 'now' },
  timezone: 'UTC',
  panels: [
    { id: 'north', title: 'North', widget: 'stat', queries: ask('shop.orders', { labels: { shop: 'north' } }) },
    {
      ...{ id: 'harbour', title: 'Harbour, with all of its kiosks, boats and market stalls', widget: 'stat' },
      queries: ask('shop.orders', { labels: { shop: 'harbour' } }),
      options: { direction: 'higher_is_better' },
      display: { unit: 'EUR', decimals: 1, thresholds: THRESHOLDS, links: LINKS },
    },
    { id: 'none', title: 'Returned', widget: 'stat', queries: ask('shop.returned') },
    { id: 'broken', title: 'Promised', widget: 'stat', queries: [{ source: NOBODY, input: {} }] },
    {
      ...{ id: 'course', title: 'Orders of every shop, every five minutes, with what counts as busy and overloaded' },
      ...{ widget: 'timeseries', queries: ask('shop.orders'), display: { thresholds: THRESHOLDS, links: LINKS } },
    },
    { id: 'columns', title: 'Orders over time', widget: 'bar', queries: ask('shop.orders') },
    {
      ...{ id: 'bars', title: 'Orders by shop', widget: 'bar', queries: ask('shop.orders') },
      ...{ options: { over: 'category' }, display: { links: LINKS } },
    },
    { id: 'share', title: 'Who sold them', widget: 'pie', queries: ask('shop.orders'), display: { links: LINKS } },
    {
      ...{ id: 'gauge', title: 'How busy', widget: 'gauge', queries: ask('shop.orders') },
      display: { min: 0, max: 90, thresholds: THRESHOLDS, links: LINKS },
    },
    { id: 'heat', title: 'When', widget: 'heatmap', queries: ask('shop.orders') },
    { id: 'table', title: 'In numbers', widget: 'table', queries: ask('shop.orders'), display: { links: LINKS } },
    {
      ...{ id: 'text', title: 'What this is', widget: 'text', queries: [] },
      options: {
        markdown:
          'Orders come from the **tills**, every five minutes.\n\n- A note marks each [market day](/dashboards)\n- `shop.returned` is not sent yet\n\n| Shop | Opens |\n| --- | --- |\n| north | 9:00 |\n| harbour | 5:30 |',
      },
    },
  ].map((panel, at) => ({ ...panel, widget: `widget-${panel.widget}@1`, place: PLACES[at] })),
};

const plain = (id: string, x: number) => ({
  ...{ id, title: id, widget: 'widget-text@1', options: { markdown: `Text of ${id}` } },
  place: { x, y: 0, w: 12, h: 6 },
});
export const MEETING = { title: 'Plans', panels: [plain('left', 0), plain('right', 12)] };
