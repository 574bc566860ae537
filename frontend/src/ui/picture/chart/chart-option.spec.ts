import { frameOf, type ChartPicture, type Frame } from '@quarterdeck/sdk';
import { lightTheme } from '../../palette';
import { chartDrawing } from './chart-option';
import { endText } from './legend-plan';
import type { Scene } from '../scene';

const HOUR = 3_600_000;
const FROM = Date.UTC(2014, 10, 2);

function frame(values: number[], more: Partial<Frame> = {}, times = values.map((_, at) => FROM + at * HOUR)): Frame {
  return frameOf(
    'f',
    [
      { name: 'time', type: 'time', values: Float64Array.from(times) },
      { name: 'value', type: 'number', values: Float64Array.from(values) },
    ],
    more,
  );
}
const series = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, at) => ({
    type: 'line',
    name: `s${at}`,
    data: {
      $columns: [
        [at, 0],
        [at, 1],
      ],
    },
    ...more,
  }));
const chart = (count: number, more: Partial<ChartPicture> = {}, ofSeries: object = {}): ChartPicture => ({
  kind: 'chart',
  option: { xAxis: { type: 'time' }, yAxis: { type: 'value' }, series: series(count, ofSeries) },
  ...more,
});
const scene = (more: Partial<Scene> = {}): Scene => ({
  range: { from: FROM, to: FROM + 24 * HOUR, timezone: 'America/New_York' },
  annotations: [],
  theme: lightTheme,
  locale: 'en-GB',
  print: false,
  ...more,
});
const SIZE = { width: 800, height: 300 };

interface Axis {
  axisLabel: { formatter: (value: number) => string; customValues: number[] };
  splitLine: { show: boolean };
  [key: string]: unknown;
}
interface Drawn {
  series: {
    data: Float64Array;
    connectNulls: boolean;
    endLabel?: { formatter: () => string };
    [key: string]: unknown;
  }[];
  xAxis: Axis[];
  yAxis: Axis[];
}
const drawn = (picture: ChartPicture, frames: Frame[], more: Partial<Scene> = {}, size = SIZE) => {
  const drawing = chartDrawing(picture, frames, scene(more), size);
  return { ...drawing, option: drawing.option as unknown as Drawn };
};

describe('the option of a chart', () => {
  it('puts columns into typed pairs', () => {
    const { option } = drawn(chart(1), [frame([1, 2])]);
    expect(option.series[0]!.data).toEqual(Float64Array.of(FROM, 1, FROM + HOUR, 2));
  });

  it('shows a missing value as a gap', () => {
    const { option } = drawn(chart(1, {}, { connectNulls: true }), [frame([1, NaN, 3])]);
    expect(option.series[0]!.data[3]).toBeNaN();
    expect(option.series[0]!.connectNulls).toBe(false);
  });

  it('breaks the line where buckets are missing altogether', () => {
    const times = [FROM, FROM + HOUR, FROM + 5 * HOUR];
    const [bucketed, raw] = [HOUR, 0].map((resolutionMs) => frame([1, 2, 3], { resolutionMs }, times));
    expect(Array.from(drawn(chart(1), [bucketed!]).option.series[0]!.data)).toEqual([
      FROM,
      1,
      FROM + HOUR,
      2,
      FROM + 3 * HOUR,
      NaN,
      FROM + 5 * HOUR,
      3,
    ]);
    expect(drawn(chart(1), [raw!]).option.series[0]!.data).toHaveLength(6);
  });

  it('gives a pie its names and values', () => {
    const slices = frameOf('f', [
      { name: 'plan', type: 'string', dictionary: ['basic', 'team'], values: Uint32Array.of(0, 1) },
      { name: 'n', type: 'number', values: Float64Array.of(3, 4) },
    ]);
    const picture = {
      kind: 'chart',
      option: {
        series: [
          {
            type: 'pie',
            data: {
              $columns: [
                [0, 0],
                [0, 1],
              ],
            },
          },
        ],
      },
    };
    const { option } = drawn(picture as ChartPicture, [slices]);
    expect(option.series[0]!.data).toEqual([
      { name: 'basic', value: 3 },
      { name: 'team', value: 4 },
    ]);
    expect(option).not.toHaveProperty('xAxis');
  });

  it('writes times by the clock of the zone and says the day once', () => {
    const night = { from: FROM, to: FROM + 24 * HOUR, timezone: 'America/New_York' };
    const { axisLabel } = drawn(chart(1), [frame([1, 2])], { range: night }, { width: 560, height: 300 }).option
      .xAxis[0]!;
    // The clocks of New York went back at two.
    expect(axisLabel.customValues.map(axisLabel.formatter)).toEqual([
      '00:00\nSun, 2 Nov 2014',
      '06:00\n',
      '12:00\n',
      '18:00\n',
    ]);
  });

  it('keeps grid lines across only, and those of one axis', () => {
    const picture = { ...chart(1), option: { ...chart(1).option, yAxis: [{ type: 'value' }, { type: 'value' }] } };
    const { option } = drawn(picture, [frame([1, 2])]);
    expect(option.xAxis[0]!.splitLine.show).toBe(false);
    expect(option.yAxis.map(({ splitLine }) => splitLine.show)).toEqual([true, false]);
  });

  it('writes units at the ticks, and words once above the axis', () => {
    const axis = (unit: string) =>
      drawn(chart(1, { formats: { yAxis: [{ unit }] } }), [frame([1, 2])]).option.yAxis[0]!;
    expect(axis('currency:EUR').axisLabel.formatter(1200)).toBe('€ 1.2k');
    expect(axis('passengers').axisLabel.formatter(1200)).toBe('1.2k');
    expect(axis('passengers').name).toBe('passengers');
  });

  it('steps evenly between fixed ends, and by powers of two for bytes', () => {
    const axis = (yAxis: object, unit: string, values: number[]) => {
      const picture = { ...chart(1, { formats: { yAxis: [{ unit }] } }), option: { ...chart(1).option, yAxis } };
      return drawn(picture as ChartPicture, [frame(values)]).option.yAxis[0]!;
    };
    expect(axis({ type: 'value', min: 0, max: 100 }, 'percent', [1, 2]).interval).toBe(25);
    expect(axis({ type: 'value' }, 'bytes', [0, 180 * 1024 ** 2])).toMatchObject({ interval: 50 * 1024 ** 2, min: 0 });
    expect(axis({ type: 'value' }, 'ms', [0, 7 * 60_000]).interval).toBe(120_000);
  });

  describe('its legend', () => {
    const frames = (count: number) => Array.from({ length: count }, (_, at) => frame([1, 2 + at]));

    it('names up to four lines at their ends, a line alone by its last value', () => {
      const { legend, facts, ends } = drawn(chart(3), frames(3));
      expect(legend.kind).toBe('ends');
      expect(facts.map((fact) => endText(fact, false))).toEqual(['s0 2', 's1 3', 's2 4']);
      expect(ends).toEqual([2, 3, 4]);
      expect(endText(facts[0]!, true)).toBe('2');
    });

    it('names stacked areas where they end, upon one another', () => {
      expect(drawn(chart(3, {}, { stack: 'all' }), frames(3)).ends).toEqual([2, 5, 9]);
    });

    it('is a table for more, where there is no room, and for bars', () => {
      expect(drawn(chart(5), frames(5)).legend.kind).toBe('table');
      expect(drawn(chart(3), frames(3), {}, { width: 120, height: 300 }).legend.kind).toBe('table');
      expect(drawn(chart(2, {}, { type: 'bar' }), frames(2)).legend.kind).toBe('table');
    });

    it('is what the picture asks for', () => {
      expect(drawn(chart(1, { legend: 'table' }), frames(1)).legend.kind).toBe('table');
      expect(drawn(chart(5, { legend: 'none' }), frames(5)).legend.kind).toBe('none');
    });

    it('knows last, lowest, highest and mean, and nothing of missing values', () => {
      const [facts] = drawn(chart(1), [frame([4, NaN, 1, 7, NaN])]).facts;
      expect(facts).toMatchObject({ last: 7, min: 1, max: 7, mean: 4 });
      expect(drawn(chart(1), [frame([NaN])]).facts[0]).toMatchObject({ last: null, mean: null });
    });
  });

  describe('its annotations', () => {
    const annotations = [
      { from: FROM + 5 * HOUR, to: null, text: 'Marathon' },
      { from: FROM - 5 * HOUR, to: FROM + 2 * HOUR, text: 'Parade' },
      { from: FROM - 5 * HOUR, to: null, text: 'Long ago' },
    ];
    interface Marks {
      markLine: { data: unknown[]; label: { show: boolean; formatter: (at: object) => string } };
      markArea: { data: unknown[] };
    }
    const marksOf = (print: boolean) =>
      drawn(chart(1), [frame([1, 2])], { annotations, print }).option.series.at(-1) as unknown as Marks;

    it('are hair lines and spans inside the range, without a word', () => {
      const { markLine, markArea } = marksOf(false);
      expect(markLine.data).toEqual([{ xAxis: FROM }, { xAxis: FROM + 5 * HOUR }]);
      expect(markArea.data).toEqual([[{ xAxis: FROM }, { xAxis: FROM + 2 * HOUR }]]);
      expect(markLine.label.show).toBe(false);
    });

    it('wear their number on paper', () => {
      const { label } = marksOf(true).markLine;
      expect(label.show).toBe(true);
      expect([0, 1].map((dataIndex) => label.formatter({ dataIndex }))).toEqual(['1', '2']);
    });

    it('stay away from charts without a time axis', () => {
      const picture = { ...chart(1), option: { ...chart(1).option, xAxis: { type: 'category' } } } as ChartPicture;
      expect(drawn(picture, [frame([1, 2])], { annotations }).marks).toEqual([]);
    });
  });

  it('leaves out what a reader hides, from the axis too, and keeps its colour and its row in the legend', () => {
    const frames = [frame([1, 2, 3]), frame([100, 200, 300])];
    const picture = chart(2, { formats: { yAxis: [{ unit: 's' }] } });
    const all = chartDrawing(picture, frames, scene(), SIZE);
    const one = chartDrawing(picture, frames, scene(), SIZE, new Set(['s1']));
    const lines = one.option.series as { data: ArrayLike<number>; color: string }[];
    expect(lines.map(({ data }) => data.length)).toEqual([6, 0]);
    const told = ({ facts }: typeof one) => facts.map(({ name, max, color }) => [name, max, color]);
    expect(told(one)).toEqual(told(all));
    expect(one.ends).toEqual([3, null]);
    const step = ({ option }: typeof one) => (option.yAxis as { interval: number }[])[0]?.interval ?? 0;
    expect([step(one) < 2, step(all) > 20]).toEqual([true, true]);
  });
});
