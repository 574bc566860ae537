import { frameOf, type ChartPicture, type Frame } from '@quarterdeck/sdk';
import { lightTheme } from '../../palette';
import { pointsOf } from '../values/columns';
import { linksOf } from '../values/links';
import type { Scene } from '../scene';
import { columnsOf, itemOf, placeAfter, rowBehind, rowNear, valuePlace, type ChartPlace } from './chart-places';

const links = [{ title: 'Log', address: '/logs/{{label.shop}}/{{series}}/{{value}}?from={{time}}&to={{timeEnd}}' }];
const series = (shop: string, times: number[], ...values: number[]): Frame => ({
  ...frameOf('f', [
    { name: 'time', type: 'time', values: Float64Array.from(times) },
    { name: 'value', type: 'number', labels: { shop }, display: { links }, values: Float64Array.from(values) },
  ]),
  resolutionMs: 10,
});
// Between 20 and 50 rows are missing altogether.
const frames = [series('north', [10, 20, 50], 1, NaN, 3), series('south', [10, 20, 30, 40, 50], 5, 6, 7, 8, 9)];
const picture: ChartPicture = {
  kind: 'chart',
  option: {
    xAxis: { type: 'time' },
    series: [0, 1].map((at) => ({
      type: 'line',
      name: ['North', 'South'][at]!,
      data: {
        $columns: [
          [at, 0],
          [at, 1],
        ],
      },
    })),
  },
};
const scene: Scene = {
  ...{ range: { from: 0, to: 100, timezone: 'UTC' }, annotations: [], theme: lightTheme, locale: 'en' },
  print: false,
};
const after = (from: ChartPlace | null, key: string, hidden: string[] = []) =>
  placeAfter(from, key, picture, frames, new Set(hidden));

describe('the places of a chart', () => {
  it('are known by their rows, holes in time or not', () => {
    const columns = columnsOf(picture, frames, 0)!;
    const data = pointsOf(
      [
        [0, 0],
        [0, 1],
      ],
      frames,
    );
    expect(data).toHaveLength(8);
    expect([0, 1, 3].map((item) => rowBehind(data, item, columns))).toEqual([0, 1, 2]);
    expect([0, 1, 2].map((row) => itemOf(data, row, columns))).toEqual([0, 1, 3]);
    expect([0, 14, 16, 99].map((at) => rowNear(Float64Array.of(10, 20, 50), at))).toEqual([0, 0, 1, 2]);
  });

  it('fill in the moment, the value, the series and its labels', () => {
    const place = valuePlace(picture, frames, { series: 1, row: 2 })!;
    expect(linksOf(place, scene)[0]?.address).toBe('/logs/south/South/7?from=30&to=40');
    expect(linksOf(place, { ...scene, print: true })).toEqual([]);
    expect(linksOf(valuePlace(picture, frames, { series: 0, row: 1 })!, scene)).toEqual([]);
  });

  it('are walked over by the arrow keys, from the last value on, past missing ones, from series to series', () => {
    expect(after(null, 'a')).toBeNull();
    expect(after(null, 'ArrowLeft')).toEqual({ series: 0, row: 2 });
    expect(after({ series: 0, row: 2 }, 'ArrowLeft')).toEqual({ series: 0, row: 0 });
    expect(after({ series: 0, row: 0 }, 'ArrowLeft')).toEqual({ series: 0, row: 0 });
    expect(after({ series: 0, row: 2 }, 'ArrowDown')).toEqual({ series: 1, row: 4 });
    expect(after({ series: 1, row: 4 }, 'ArrowDown')).toEqual({ series: 1, row: 4 });
    expect(after({ series: 1, row: 4 }, 'Home')).toEqual({ series: 1, row: 0 });
    expect(after(null, 'End', ['North'])).toEqual({ series: 1, row: 4 });
  });
});
