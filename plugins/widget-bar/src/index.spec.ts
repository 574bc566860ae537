import { frameOf, type Field, type Frame, type StatPicture, type WidgetInput } from '@quarterdeck/sdk';
import { describeWidget } from '@quarterdeck/sdk/testing';
import { draw } from './draw.js';
import widget from './index.js';
import type { Options } from './options.js';

describeWidget(widget, {
  options: [
    { reduce: 'mean', unit: 'ms', decimals: 2, label: 'Latency', compare: 'none', sparkline: false },
    { reduce: 'sum', direction: 'lower_is_better' },
    { direction: 'higher_is_better' },
  ],
});

const time: Field = { name: 'time', type: 'time', values: Float64Array.of(0, 1000, 2000, 3000) };
const values = (...numbers: number[]): Field => ({
  name: 'value',
  type: 'number',
  unit: 'ms',
  values: Float64Array.from(numbers),
});

function drawn(frames: Frame[], options: Partial<Options> = {}) {
  const input = { frames, options: { ...widget.options.parse({}), ...options } } as unknown as WidgetInput<Options>;
  return draw(input);
}
const stat = (numbers: number[], options: Partial<Options> = {}) =>
  drawn([frameOf('f', [time, values(...numbers)])], options) as StatPicture;

describe('the stat widget', () => {
  it.each([
    ['last', 8],
    ['mean', 6],
    ['min', 4],
    ['max', 8],
    ['sum', 18],
  ] as const)('shows the %s of the known values', (reduce, expected) => {
    expect(stat([4, NaN, 6, 8], { reduce }).value).toBe(expected);
  });

  it.each([
    ['last', 8],
    ['mean', 2.5],
    ['min', 1],
    ['max', 11],
    ['sum', 25],
  ] as const)('shows the %s of the points behind the buckets', (reduce, expected) => {
    const totals = { count: 10, sum: 25, min: 1, max: 11 };
    const buckets = { ...values(4, 6, 8, 8), totals } as Field;
    expect(drawn([frameOf('f', [time, buckets])], { reduce })).toMatchObject({ value: expected });
  });

  it('passes over a missing last value', () => {
    expect(stat([4, 5, 6, NaN]).value).toBe(6);
  });

  it('says why there is no number', () => {
    expect(stat([NaN, NaN, NaN, NaN])).toMatchObject({ value: null, reason: 'No value in this time range.' });
    expect(drawn([])).toMatchObject({ value: null, reason: 'The answer holds no number.' });
  });

  it('judges the change by its direction', () => {
    expect(stat([10, 10, 10, 12]).delta).toEqual({ value: 0.2, good: null, text: 'since the start' });
    expect(stat([10, 10, 10, 12], { direction: 'higher_is_better' }).delta?.good).toBe(true);
    expect(stat([10, 10, 10, 12], { direction: 'lower_is_better' }).delta?.good).toBe(false);
    expect(stat([-10, 0, 0, -12], { direction: 'lower_is_better' }).delta).toMatchObject({ value: -0.2, good: true });
  });

  it('shows no change from zero, of a sum, or when asked not to', () => {
    expect(stat([0, 1, 1, 1]).delta).toBeUndefined();
    expect(stat([1, 1, 1, 1], { reduce: 'sum' }).delta).toBeUndefined();
    expect(stat([1, 1, 1, 2], { compare: 'none' }).delta).toBeUndefined();
  });

  it('draws its course where there is one', () => {
    expect(stat([1, 2, 3, 4]).sparkline).toEqual({ time: [0, 0], value: [0, 1] });
    expect(drawn([frameOf('f', [values(1)])])).not.toHaveProperty('sparkline');
  });

  it('puts several numbers beside one another, each with its name', () => {
    const of = (region: string) => frameOf('f', [time, { ...values(1, 2, 3, 4), labels: { region } }]);
    expect(drawn([of('north'), of('south')])).toMatchObject({
      kind: 'stack',
      of: [{ label: 'north' }, { label: 'south', sparkline: { value: [1, 1] } }],
    });
  });

  it('takes the unit of the data unless it has one of its own', () => {
    expect(stat([1, 2, 3, 4]).format).toEqual({ unit: 'ms' });
    expect(stat([1, 2, 3, 4], { unit: 's', decimals: 1 }).format).toEqual({ unit: 's', decimals: 1 });
  });
});
