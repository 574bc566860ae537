import { frameOf, type ChartPicture, type Field, type Frame } from '@quarterdeck/sdk';
import { lightTheme } from '../../palette';
import type { Scene } from '../scene';
import { chartDrawing } from './chart-option';
import { numberTables } from './chart-numbers';
import { earlierBars } from './earlier-bars';
import type { EarlierPicture } from './earlier';

const FROM = Date.UTC(2014, 10, 4);
const DAY = 86_400_000;
const SIZE = { width: 600, height: 300 };
const scene: Scene = {
  range: { from: FROM, to: FROM + DAY, timezone: 'UTC' },
  annotations: [],
  theme: lightTheme,
  locale: 'en-GB',
  print: false,
};
const words = (names: readonly string[]): Field => ({
  name: 'shop',
  type: 'string',
  dictionary: names,
  values: Uint32Array.from(names, (_, at) => at),
});
const frame = (names: readonly string[], ...values: (readonly number[])[]): Frame =>
  frameOf('bars', [
    words(names),
    ...values.map((of): Field => ({ name: 'sold', type: 'number', values: Float64Array.from(of) })),
  ]);
const bars = (names: readonly string[], series: readonly string[], lying = false): ChartPicture => {
  const [word, value] = [{ type: 'category', data: [...names] }, { type: 'value' }];
  return {
    kind: 'chart',
    option: {
      ...(lying ? { xAxis: value, yAxis: word } : { xAxis: word, yAxis: value }),
      series: series.map((name, at) => {
        const columns = [
          [0, 0],
          [0, at + 1],
        ];
        return { type: 'bar', name, stack: `of ${at}`, data: { $columns: lying ? columns.toReversed() : columns } };
      }),
    },
  };
};
const before = (picture: ChartPicture, of: Frame): EarlierPicture<ChartPicture> => ({
  picture,
  frames: [of],
  comparison: 'period',
  window: { from: FROM - DAY, to: FROM },
});
interface Bar {
  readonly id?: string;
  readonly data: readonly unknown[];
  readonly color: string;
  readonly stack: string;
  readonly itemStyle?: { readonly opacity?: number };
}
const paler = (now: ChartPicture, of: Frame, earlier: EarlierPicture<ChartPicture>, hidden = new Set<string>()) => {
  const { option } = chartDrawing(now, [of], scene, SIZE, hidden, earlier);
  return (option.series as Bar[]).filter(({ id }) => id?.startsWith('earlier'));
};

describe('bars of an earlier time', () => {
  it.each([false, true])('stand paler beside those of now, by the names of their categories (lying: %s)', (lying) => {
    const now = bars(['north', 'south', 'west'], ['sold'], lying);
    const then = before(bars(['south', 'north'], ['sold'], lying), frame(['south', 'north'], [2, 1]));
    const [bar, ...more] = paler(now, frame(['north', 'south', 'west'], [5, 6, 7]), then);
    expect(more).toEqual([]);
    expect(bar).toMatchObject({ data: [1, 2, '-'], color: lightTheme.series[0], stack: 'earlier of 0' });
    expect(bar?.itemStyle?.opacity).toBeLessThan(0.5);
  });

  it('are those of their series, and hide with it', () => {
    const [names, of] = [['north'], frame(['north'], [5], [6])];
    const then = before(bars(names, ['bought', 'sold']), frame(names, [1], [2]));
    const now = bars(names, ['sold', 'bought']);
    expect(paler(now, of, then).map(({ data }) => data)).toEqual([[2], [1]]);
    expect(paler(now, of, then, new Set(['sold'])).map(({ data }) => data)).toEqual([[1]]);
  });

  it('stand in the table of numbers, beside those of now', () => {
    const [names, of] = [['north', 'south'], frame(['north', 'south'], [5, 6])];
    const [now, then] = [bars(names, ['sold'], true), before(bars(['south'], ['sold']), frame(['south'], [2]))];
    const title = (name: string) => `${name}, earlier`;
    expect(numberTables(now, [of], scene, { bars: earlierBars(now, then), title })).toEqual([
      {
        titles: ['sold', 'sold, earlier', 'shop'],
        rows: [
          ['5', '–', 'north'],
          ['6', '2', 'south'],
        ],
        rest: 0,
      },
    ]);
  });

  it('are not drawn where nothing of that name was known', () => {
    const then = before(bars(['west'], ['sold']), frame(['west'], [2]));
    expect(paler(bars(['north'], ['sold']), frame(['north'], [5]), then)).toEqual([]);
  });
});
