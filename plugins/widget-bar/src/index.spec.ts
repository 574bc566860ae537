import {
  frame,
  frameOf,
  type ChartPicture,
  type Field,
  type Frame,
  type NumberField,
  type Picture,
  type TimeField,
  type WidgetInput,
} from '@quarterdeck/sdk';
import { describeWidget } from '@quarterdeck/sdk/testing';
import { draw } from './draw.js';
import widget from './index.js';
import type { Options } from './options.js';

describeWidget(widget, {
  options: [
    { over: 'category', direction: 'horizontal', top: 2 },
    { over: 'time', layout: 'stacked', reduce: 'sum' },
    { over: 'category', layout: 'stacked', sort: 'name', values: false, legend: 'table' },
  ],
});

const shops = (values: readonly (number | null)[], unit = '') => {
  const rows = frame('shops', { shop: 'string', sales: { type: 'number', ...(unit ? { unit } : {}) } });
  values.forEach((sales, at) => rows.push({ shop: `shop ${at}`, sales }));
  return rows.build();
};
const series = (region: string, ...values: number[]): Frame =>
  frameOf('f', [
    { name: 'time', type: 'time', values: Float64Array.from(values, (_, at) => at * 60_000) },
    { name: 'value', type: 'number', metric: 'rides', labels: { region }, values: Float64Array.from(values) },
  ]);

interface Bars {
  readonly xAxis: { type: string; data?: string[]; inverse?: boolean };
  readonly yAxis: { type: string; data?: string[]; inverse?: boolean };
  readonly series: { name: string; stack: string; color: string; data: unknown; label?: { position: string } }[];
}
function drawn(frames: Frame[], options: Partial<Options> = {}, size = { width: 800, height: 300 }) {
  const theme = { series: ['#1', '#2'], muted: '#m', ink: '#i' };
  const range = { from: 0, to: 3_600_000, timezone: 'UTC' };
  const input = { frames, options: { ...widget.options.parse({}), ...options }, size, theme, range };
  const picture = draw(input as unknown as WidgetInput<Options>) as ChartPicture & Picture;
  return { picture, bars: picture.option as unknown as Bars, values: numbersIn(picture.derived?.[0]) };
}
const numbersIn = (made: Frame | undefined): number[][] =>
  (made?.fields ?? []).flatMap((field: Field) => (field.type === 'number' ? [Array.from(field.values)] : []));

describe('bars by category', () => {
  it('stand from the largest on', () => {
    const { bars, values } = drawn([shops([1, 3, 2])]);
    expect([bars.xAxis.data, values]).toEqual([['shop 1', 'shop 2', 'shop 0'], [[3, 2, 1]]]);
    expect(drawn([shops([1, 3, 2])], { sort: 'data' }).bars.xAxis.data).toEqual(['shop 0', 'shop 1', 'shop 2']);
  });

  it('put what is too many into one bar of another colour, which says how many it is', () => {
    const { bars, values, picture } = drawn([shops([1, 2, 3, 4, 5])], { top: 3 });
    expect(bars.xAxis.data).toEqual(['shop 4', 'shop 3', 'Other (3)']);
    expect(values).toEqual([
      [5, 4, NaN],
      [NaN, NaN, 6],
    ]);
    expect(bars.series.map(({ color, stack }) => [color, stack])).toEqual([
      ['#1', 'of 0'],
      ['#m', 'of 0'],
    ]);
    expect(picture.note).toBeUndefined();
  });

  it.each([
    [{ top: 3, reduce: 'mean' as const }, ''],
    [{ top: 3 }, 'percent'],
  ])('add up nothing that has no sum, and say what is left out', (options, unit) => {
    const { bars, picture } = drawn([shops([1, 2, 3, 4, 5], unit)], options);
    expect(bars.xAxis.data).toEqual(['shop 4', 'shop 3', 'shop 2']);
    expect(picture.note).toBe('3 of 5 are shown, the largest. The rest does not add up.');
  });

  it('lie down where their names need the room, the first on top', () => {
    const { bars } = drawn([shops([1, 2, 3, 4, 5, 6])], {}, { width: 320, height: 300 });
    expect([bars.yAxis.type, bars.yAxis.inverse, bars.xAxis.type]).toEqual(['category', true, 'value']);
    expect(bars.series[0]?.label?.position).toBe('right');
  });

  it('show fewer where the place is small', () => {
    expect(
      drawn([shops([1, 2, 3, 4, 5, 6])], { direction: 'horizontal' }, { width: 300, height: 120 }).bars.yAxis.data,
    ).toHaveLength(4);
  });

  it('add up rows of one name, and leave out the unknown', () => {
    const rows = frame('t', { name: 'string', value: 'number' });
    rows.push({ name: 'a', value: 1 });
    rows.push({ name: 'b', value: null });
    rows.push({ name: 'a', value: 2 });
    const { bars, values } = drawn([rows.build()]);
    expect([bars.xAxis.data, values]).toEqual([['a'], [[3]]]);
  });

  it('are whole series where asked, by their last value', () => {
    const { bars, values } = drawn([series('north', 1, 2), series('south', 5, NaN)], { over: 'category' });
    expect([bars.xAxis.data, values]).toEqual([['south', 'north'], [[5, 2]]]);
  });

  it('compare only what has one unit', () => {
    const rows = frame('t', {
      name: 'string',
      a: { type: 'number', unit: 'ms' },
      b: { type: 'number', unit: 'bytes' },
    });
    rows.push({ name: 'x', a: 1, b: 2 });
    const { bars, picture } = drawn([rows.build()]);
    expect([bars.series.map(({ name }) => name), picture.note]).toEqual([
      ['a'],
      'Left out, for they have another unit or are too many: 1.',
    ]);
  });

  it('hand the display of their column on', () => {
    const [made] = [shops([1])];
    const dressed = { ...made, fields: made.fields.map((field) => ({ ...field, display: { decimals: 2 } })) };
    expect(drawn([dressed]).picture.derived?.[0]?.fields[1]).toMatchObject({ display: { decimals: 2 } });
  });
});

describe('bars over time', () => {
  it('refer to the columns themselves', () => {
    const { bars } = drawn([series('north', 1, 2), series('south', 3, 4)]);
    expect(bars.xAxis.type).toBe('time');
    expect(bars.series.map(({ name, data }) => [name, data])).toEqual([
      [
        'north',
        {
          $columns: [
            [0, 0],
            [0, 1],
          ],
        },
      ],
      [
        'south',
        {
          $columns: [
            [1, 0],
            [1, 1],
          ],
        },
      ],
    ]);
  });

  it('stand together where senders were a moment apart', () => {
    const moved = (region: string, late: number, ...values: number[]): Frame => {
      const [time, value] = series(region, ...values).fields as [TimeField, NumberField];
      return frameOf('f', [{ ...time, values: time.values.map((at) => at + late) }, value]);
    };
    const { picture } = drawn([series('north', 1, 2, 3), moved('south', 7, 4, 5, 6)]);
    const times = (picture.derived ?? []).map(({ fields }) => [...(fields[0] as TimeField).values]);
    expect(times).toEqual([
      [0, 60_000, 120_000],
      [0, 60_000, 120_000],
    ]);
    expect(picture.note).toBeUndefined();
    expect(drawn([series('north', 1, 2, 3), series('south', 4)]).picture.derived).toEqual([]);
  });

  it('become wider where there are more values than room, and say so', () => {
    const { picture, values } = drawn(
      [series('north', ...Array.from({ length: 100 }, (_, at) => at))],
      {},
      {
        width: 150,
        height: 200,
      },
    );
    expect(picture.note).toBe('Each bar is the mean of 4 values.');
    expect(values[0]?.slice(0, 2)).toEqual([1.5, 5.5]);
  });
});

it('says what is missing', () => {
  expect(drawn([]).picture).toMatchObject({
    kind: 'text',
    markdown: expect.stringContaining('choose a metric') as string,
  });
});
