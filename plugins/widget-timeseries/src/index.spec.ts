import {
  frameOf,
  type ChartPicture,
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
    { style: 'area', stacked: true, unit: 'percent', decimals: 1, min: 0, max: 100, legend: 'table' },
    { style: 'bars', thresholds: [{ value: 120, label: 'Limit', tone: 'bad' }, { value: 60 }] },
    { stacked: true, legend: 'none' },
  ],
});

const series = (values: number[], labels: Record<string, string> = {}, unit = '', alias = ''): Frame =>
  frameOf('frame', [
    { name: 'time', type: 'time', values: Float64Array.from(values, (_, at) => at * 60_000) },
    {
      name: alias || Object.values(labels).join(' · ') || 'cost',
      type: 'number',
      metric: 'cost',
      labels,
      values: Float64Array.from(values),
      ...(unit ? { unit } : {}),
    },
  ]);

const theme = {
  ...{ dark: false, ink: 'ink', muted: 'muted', line: 'line', surface: 'surface', accent: 'accent' },
  ...{ good: 'good', warn: 'warn', bad: 'bad', series: ['first', 'second'] },
};

function drawn(frames: Frame[], options: Partial<Options> = {}, width = 600) {
  const input: WidgetInput<Options> = {
    ...{
      options: { ...widget.options.parse({}), ...options },
      frames,
      annotations: [],
      theme,
      locale: 'en',
      print: false,
    },
    range: { from: 0, to: 3_600_000, timezone: 'UTC' },
    size: { width, height: 300 },
  };
  const { option, ...picture } = draw(input) as ChartPicture & Picture;
  return {
    ...picture,
    option: option as unknown as { xAxis: object; yAxis: object[]; series: Record<string, unknown>[] },
  };
}

describe('the time series widget', () => {
  it('refers to the time and value column of every frame', () => {
    const { option } = drawn([series([1, 2]), series([3, 4], { exchange: '2' })]);
    expect(option.series.map(({ data }) => data)).toEqual([
      {
        $columns: [
          [0, 0],
          [0, 1],
        ],
      },
      {
        $columns: [
          [1, 0],
          [1, 1],
        ],
      },
    ]);
    expect(option.xAxis).toMatchObject({ type: 'time', min: 0, max: 3_600_000 });
  });

  it('says what rows lack that are no course over time, and stays a chart where there are none', () => {
    const revenue = { name: 'revenue', type: 'number', values: Float64Array.of(3) } as const;
    const country = { name: 'country', type: 'string', dictionary: ['Spain'], values: Uint32Array.of(0) } as const;
    const time = { name: 'time', type: 'time', values: Float64Array.of(0) } as const;
    expect(drawn([frameOf('f', [country, revenue])])).toMatchObject({
      kind: 'text',
      markdown: expect.stringContaining('no time in this answer') as string,
    });
    expect(drawn([frameOf('f', [time, country])])).toMatchObject({
      markdown: expect.stringContaining('no number over time') as string,
    });
    expect(drawn([]).kind).toBe('chart');
    expect(drawn([frameOf('f', [])]).kind).toBe('chart');
  });

  it('names series by the labels that tell them apart', () => {
    const { option } = drawn([
      series([1], { exchange: '2', kind: 'cpc' }),
      series([1], { exchange: '3', kind: 'cpc' }),
    ]);
    expect(option.series.map(({ name }) => name)).toEqual(['2', '3']);
  });

  it('names a lone series by its metric', () => {
    expect(drawn([series([1], { exchange: '2' })]).option.series[0]).toMatchObject({ name: 'cost' });
  });

  it('takes the name that a query gave, and tells two queries of one series apart by it', () => {
    const [highest, lowest] = ['highest', 'lowest'].map((alias) => series([1], { city: 'New York' }, '', alias));
    const names = drawn([highest as Frame, lowest as Frame]).option.series.map(({ name }) => name);
    expect(names).toEqual(['highest', 'lowest']);
    expect(drawn([highest as Frame]).option.series[0]).toMatchObject({ name: 'highest' });
  });

  it('takes the colours in their order and grey for the rest', () => {
    const { option } = drawn([series([1]), series([1]), series([1])]);
    expect(option.series.map(({ color }) => color)).toEqual(['first', 'second', 'muted']);
  });

  it('gives a second unit an axis of its own, on the right', () => {
    const { option, formats } = drawn([series([1], {}, 'ms'), series([1], {}, 'percent'), series([1], {}, 'ms')]);
    expect(formats?.yAxis).toEqual([{ unit: 'ms' }, { unit: 'percent' }]);
    expect(option.yAxis[1]).toMatchObject({ position: 'right' });
    expect(option.series.map(({ yAxisIndex }) => yAxisIndex)).toEqual([0, 1, 0]);
  });

  it('prefers the unit of its options to those of the data', () => {
    const { formats } = drawn([series([1], {}, 'ms'), series([1], {}, 's')], { unit: 'currency:EUR', decimals: 2 });
    expect(formats?.yAxis).toEqual([{ unit: 'currency:EUR', decimals: 2 }]);
  });

  it('marks points only where they are sparse or stand alone', () => {
    const many = Array.from({ length: 200 }, (_, at) => at);
    expect(drawn([series([1, 2, 3])]).option.series[0]).toMatchObject({ showSymbol: true });
    expect(drawn([series(many)]).option.series[0]).toMatchObject({ showSymbol: false });
    expect(drawn([series([...many, NaN, 7, NaN, ...many])]).option.series[0]).toMatchObject({ showSymbol: true });
  });

  it('keeps zero in sight for bars and areas, whose length is read', () => {
    expect(drawn([series([1])]).option.yAxis[0]).toMatchObject({ scale: true });
    expect(drawn([series([1])], { style: 'bars' }).option.yAxis[0]).toMatchObject({ scale: false });
    expect(drawn([series([1])], { style: 'area' }).option.yAxis[0]).toMatchObject({ scale: false });
  });

  it('draws thresholds as dashed lines with their name', () => {
    const { option } = drawn([series([1]), series([2])], { thresholds: [{ value: 5, label: 'Limit', tone: 'bad' }] });
    const line = { yAxis: 5, name: 'Limit', lineStyle: { color: 'bad', type: 'dashed' }, label: { show: true } };
    expect(option.series[0]).toMatchObject({ markLine: { data: [line] } });
    expect(option.series[1]).not.toHaveProperty('markLine');
  });

  it('leaves a stack unthinned, since its parts must stand above one another', () => {
    expect(drawn([series([1])]).option.series[0]).toHaveProperty('sampling');
    expect(drawn([series([1])], { stacked: true }).option.series[0]).not.toHaveProperty('sampling');
  });

  it('puts series with times of their own into common places where they stand beside or upon one another', () => {
    const late = (frame: Frame, by: number): Frame => {
      const [time, value] = frame.fields as [TimeField, NumberField];
      return frameOf('late', [{ ...time, values: time.values.map((at) => at + by) }, value]);
    };
    const frames = [series([1, 2, 3], { shop: 'a' }), late(series([4, 5, 6], { shop: 'b' }), 9)];
    const timesOf = (picture: Pick<Picture, 'derived'>) =>
      (picture.derived ?? []).map(({ fields }) => [...(fields[0] as TimeField).values]);
    for (const options of [{ stacked: true }, { style: 'bars' as const }]) {
      const picture = drawn(frames, options);
      expect(timesOf(picture)).toEqual([
        [0, 60_000, 120_000],
        [0, 60_000, 120_000],
      ]);
      expect(picture.option.series.map(({ data }) => data)).toEqual([
        {
          $columns: [
            [2, 0],
            [2, 1],
          ],
        },
        {
          $columns: [
            [3, 0],
            [3, 1],
          ],
        },
      ]);
    }
    expect(timesOf(drawn(frames))).toEqual([]);
    expect(timesOf(drawn([series([1, 2]), series([3])], { style: 'bars' }))).toEqual([]);
    expect(timesOf(drawn([series([1, 2]), series([3])], { stacked: true }))).toEqual([[0, 60_000], [0]]);
  });
});
