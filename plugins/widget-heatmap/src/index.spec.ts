import { frame, frameOf, type Frame, type HeatmapPicture, type Picture, type WidgetInput } from '@quarterdeck/sdk';
import { describeWidget } from '@quarterdeck/sdk/testing';
import { draw } from './draw.js';
import widget from './index.js';
import type { Options } from './options.js';

describeWidget(widget, {
  options: [
    { mode: 'week' },
    { mode: 'series', reduce: 'max' },
    { mode: 'buckets', buckets: 30 },
    { mode: 'categories' },
  ],
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday, 5 January 2026. */
const FROM = Date.UTC(2026, 0, 5);

const series = (name: string, points: readonly (readonly [at: number, value: number])[]): Frame =>
  frameOf('f', [
    { name: 'time', type: 'time', values: Float64Array.from(points, ([at]) => FROM + at) },
    {
      name: 'value',
      type: 'number',
      labels: { name },
      unit: 'ms',
      values: Float64Array.from(points, ([, value]) => value),
    },
  ]);
function drawn(frames: Frame[], options: Partial<Options> = {}, more: Partial<WidgetInput> = {}) {
  const picture = draw({
    frames,
    options: { ...widget.options.parse({}), ...options },
    range: { from: FROM, to: FROM + DAY, timezone: 'UTC' },
    size: { width: 600, height: 300 },
    locale: 'en-GB',
    ...more,
  } as unknown as WidgetInput<Options>) as HeatmapPicture & Picture;
  const [x, y, value] = picture.derived?.[0]?.fields ?? [];
  const cells = new Map<string, number>();
  value?.values.forEach((number, row) => {
    if (x?.type === 'string' && y?.type === 'string' && Number.isFinite(number))
      cells.set(`${x.dictionary[x.values[row] ?? 0]} ${y.dictionary[y.values[row] ?? 0]}`, number);
  });
  return { picture, cells: Object.fromEntries(cells), text: 'markdown' in picture ? String(picture.markdown) : '' };
}

describe('a heatmap by week', () => {
  const week = { from: FROM, to: FROM + 14 * DAY, timezone: 'America/New_York' };

  it('puts each value where clocks of the zone show it, and takes the mean', () => {
    const frames = [
      series('a', [
        [0, 4],
        [7 * DAY, 8],
        [5 * HOUR, 1],
      ]),
    ];
    // Midnight UTC is seven in the evening before.
    expect(drawn(frames, {}, { range: week }).cells).toEqual({ '19 Sun': 6, '00 Mon': 1 });
  });

  it('follows the clocks when they change', () => {
    const range = { from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 16), timezone: 'America/New_York' };
    const noon = [Date.UTC(2026, 2, 7, 17), Date.UTC(2026, 2, 14, 16)].map((at) => [at - FROM, 1] as const);
    expect(drawn([series('a', noon)], { reduce: 'sum' }, { range }).cells).toEqual({ '12 Sat': 2 });
  });
});

describe('a heatmap over time', () => {
  it('has a row a series', () => {
    const { cells, picture } = drawn([
      series('a', [
        [0, 1],
        [60_000, 3],
      ]),
      series('b', [[HOUR, 5]]),
    ]);
    expect(cells).toEqual({ '00:00 a': 2, '01:00 b': 5 });
    expect(picture).toMatchObject({ format: { unit: 'ms' }, titles: { x: 'Time', y: 'Series' } });
  });

  it('counts how often values were so large', () => {
    const points = [0, 1, 2, 100].map((value, at) => [at * 1000, value] as const);
    expect(drawn([series('a', points)], { buckets: 2 }).cells).toEqual({ '00:00 ≥ 0': 3, '00:00 ≥ 50': 1 });
  });

  it('says when it cannot show every series', () => {
    const many = Array.from({ length: 60 }, (_, at) => series(`s${at}`, [[0, at]]));
    expect(drawn(many).picture.note).toMatch(/of 60 series are shown/);
  });

  it('has no columns finer than its data', () => {
    const daily = { ...series('a', [[0, 1]]), resolutionMs: DAY };
    const { picture } = drawn([daily, daily], {}, { range: { from: FROM, to: FROM + 2 * DAY, timezone: 'UTC' } });
    expect(picture.derived?.[0]?.length).toBe(4);
  });
});

describe('a heatmap of a table', () => {
  const rows = frame('t', { shop: 'string', product: 'string', sold: 'number' });
  rows.push({ shop: 'north', product: 'tea', sold: 2 });
  rows.push({ shop: 'north', product: 'tea', sold: 4 });
  rows.push({ shop: 'south', product: 'milk', sold: 1 });
  const sales = rows.build();

  it('puts the first words down and the second across', () => {
    expect(drawn([sales], { reduce: 'sum' }).cells).toEqual({ 'tea north': 6, 'milk south': 1 });
  });

  it('says what is missing', () => {
    expect(drawn([series('a', [[0, 1]])], { mode: 'categories' }).text).toMatch(/Two columns of words/);
    expect(drawn([sales], { mode: 'week' }).text).toMatch(/needs values over time/);
    expect(drawn([series('a', [[0, NaN]])]).text).toMatch(/Choose a longer one/);
  });
});
