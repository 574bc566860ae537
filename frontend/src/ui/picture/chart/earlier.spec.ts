import { frameOf, type ChartPicture, type Frame, type StatPicture } from '@quarterdeck/sdk';
import { lightTheme } from '../../palette';
import { chartDrawing } from './chart-option';
import { changeSince, earlierPart, type EarlierPicture } from './earlier';
import type { Scene } from '../scene';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2014, 10, 4);
const SIZE = { width: 800, height: 300 };
const scene: Scene = {
  range: { from: FROM, to: FROM + DAY, timezone: 'UTC' },
  annotations: [],
  theme: lightTheme,
  locale: 'en-GB',
  print: false,
};
const frame = (from: number, values: number[]): Frame =>
  frameOf('f', [
    { name: 'time', type: 'time', values: Float64Array.from(values, (_, at) => from + at * HOUR) },
    { name: 'value', type: 'number', values: Float64Array.from(values) },
  ]);
const chart = (names: string[], more: object = {}): ChartPicture => ({
  kind: 'chart',
  option: {
    xAxis: { type: 'time' },
    yAxis: { type: 'value', scale: true },
    series: names.map((name, at) => {
      const columns = [
        [at, 0],
        [at, 1],
      ];
      return { type: 'line', name, data: { $columns: columns }, ...more };
    }),
  },
});
const dayBefore = (picture: ChartPicture, ...values: number[][]): EarlierPicture<ChartPicture> => ({
  picture,
  frames: values.map((ofFrame) => frame(FROM - DAY, ofFrame)),
  comparison: 'period',
  window: { from: FROM - DAY, to: FROM },
});
interface Line {
  readonly data: Float64Array;
  readonly color: string;
  readonly stack?: string;
  readonly lineStyle: { readonly type?: unknown };
}
const drawn = (picture: ChartPicture, earlier: EarlierPicture<ChartPicture>, hidden = new Set<string>()) => {
  const frames = [frame(FROM, [1, 2, 3]), frame(FROM, [4, 5, 6])];
  const drawing = chartDrawing(picture, frames, scene, SIZE, hidden, earlier);
  const dashed = (drawing.option.series as Line[]).filter(({ lineStyle }) => Array.isArray(lineStyle.type));
  return { drawing, dashed };
};

describe('an earlier time upon a chart', () => {
  it('is a dashed line in the colour of its series, moved onto the present range', () => {
    const { drawing, dashed } = drawn(chart(['a', 'b']), dayBefore(chart(['a', 'b']), [10, 20], [30, 40]));
    expect(dashed.map(({ data }) => Array.from(data))).toEqual([
      [FROM, 10, FROM + HOUR, 20],
      [FROM, 30, FROM + HOUR, 40],
    ]);
    expect(dashed.map(({ color }) => color)).toEqual(drawing.facts.map(({ color }) => color));
    expect(drawing.earlier?.momentOf(FROM + HOUR)).toBe(FROM - DAY + HOUR);
  });

  it('belongs to the series of its name, and to none where that was not there', () => {
    const { drawing } = drawn(chart(['a', 'b']), dayBefore(chart(['b', 'c']), [10], [30]));
    expect(drawing.earlier?.series.map((one) => one && Array.from(one.points))).toEqual([null, [FROM, 10]]);
  });

  it('has room on the axis, and says nothing in the legend', () => {
    // An axis of seconds is rounded by us, all others by ECharts from the lines themselves.
    const inSeconds = { ...chart(['a']), formats: { yAxis: [{ unit: 's' }] } };
    const { drawing } = drawn(inSeconds, dayBefore(chart(['whatever']), [900]));
    const [axis] = drawing.option.yAxis as { max: number }[];
    expect(axis?.max).toBeGreaterThanOrEqual(900);
    expect(drawing.facts.map(({ name, max }) => [name, max])).toEqual([['a', 3]]);
  });

  it('is hidden with its series, and stacked apart from the present', () => {
    expect(drawn(chart(['a', 'b']), dayBefore(chart(['a', 'b']), [1], [2]), new Set(['a'])).dashed).toHaveLength(1);
    const stacked = chart(['a', 'b'], { stack: 'all' });
    expect(drawn(stacked, dayBefore(stacked, [1], [2])).dashed.map(({ stack }) => stack)).toEqual([
      'earlier all',
      'earlier all',
    ]);
  });
});

describe('the change of a number', () => {
  const stat = (value: number | null, more: Partial<StatPicture> = {}): StatPicture => ({
    kind: 'stat',
    value,
    ...more,
  });

  it('is a fraction of what was, judged by the direction that the widget named', () => {
    expect(changeSince(stat(120), 100)).toEqual({ value: 0.2, good: null });
    expect(changeSince(stat(120, { direction: 'lower_is_better' }), 100)).toEqual({ value: 0.2, good: false });
    expect(changeSince(stat(-50, { direction: 'higher_is_better' }), -100)).toEqual({ value: 0.5, good: true });
  });

  it('is not told from zero, from nothing, or of nothing', () => {
    expect(changeSince(stat(1), 0)).toEqual({ value: null, good: null });
    expect(changeSince(stat(1), null)).toEqual({ value: null, good: null });
    expect(changeSince(stat(null), 1)).toBeNull();
  });

  it('is found by the label of the number, also where others came and went', () => {
    const stack = (...labels: string[]) => ({
      kind: 'stack' as const,
      direction: 'row' as const,
      of: labels.map((label, at) => stat(at, { label })),
    });
    const present = stack('north', 'south');
    const earlier = { picture: stack('south'), frames: [], comparison: 'week', window: { from: 0, to: 1 } } as const;
    const parts = present.of.map((part, at) => earlierPart(part, at, present.of, earlier)?.picture);
    expect(parts).toEqual([undefined, earlier.picture.of[0]]);
  });
});
