import { frameOf, type FieldDisplay, type Frame, type WidgetInput } from '@quarterdeck/sdk';
import { describeWidget } from '@quarterdeck/sdk/testing';
import { draw } from './draw.js';
import widget from './index.js';
import type { Options } from './options.js';

describeWidget(widget, { options: [{ reduce: 'mean', label: 'Load' }, { reduce: 'max' }] });

const load = (values: number[], unit = '', display?: FieldDisplay): Frame =>
  frameOf('f', [
    {
      ...{ name: 'load', type: 'number', labels: { host: 'a' }, values: Float64Array.from(values) },
      ...(unit ? { unit } : {}),
      ...(display ? { display } : {}),
    },
  ]);
const drawn = (frames: Frame[], options: Partial<Options> = {}) =>
  draw({ frames, options: { ...widget.options.parse({}), ...options } } as unknown as WidgetInput<Options>);

describe('the gauge', () => {
  it('shows the last value on the scale of its unit', () => {
    expect(drawn([load([30, 72], 'percent')], { label: 'Processor' })).toEqual({
      kind: 'gauge',
      value: 72,
      min: 0,
      max: 100,
      column: [0, 0],
      format: { unit: 'percent' },
      label: 'Processor',
    });
    expect(drawn([load([0.3], 'ratio')])).toMatchObject({ min: 0, max: 1 });
  });

  it('takes the ends that the panel wants', () => {
    expect(drawn([load([30], 'percent', { min: 20, max: 60 })])).toMatchObject({ min: 20, max: 60 });
  });

  it.each([
    [[30, 72], undefined, [0, 100]],
    [[3, 210], undefined, [0, 250]],
    [[-3, 4], undefined, [-5, 5]],
    [[0], undefined, [0, 1]],
    [[30], { thresholds: { steps: [{ value: 180, state: 'bad' as const }] } }, [0, 200]],
  ])('rounds its scale beyond %j and every threshold', (values, display, [min, max]) => {
    expect(drawn([load(values, 'requests', display)])).toMatchObject({ min, max });
  });

  it('stands beside others, each with its name', () => {
    expect(drawn([load([1]), load([2])])).toMatchObject({
      kind: 'stack',
      of: [{ label: 'a' }, { label: 'a', column: [1, 0] }],
    });
    expect(drawn(Array.from({ length: 14 }, () => load([1])))).toMatchObject({
      note: '12 of 14 are shown. A table shows them all.',
    });
  });

  it('says why there is no number', () => {
    expect(drawn([load([NaN])])).toMatchObject({ value: null, reason: 'No value in this time range.' });
    expect(drawn([])).toMatchObject({ kind: 'text', markdown: expect.stringContaining('choose a metric') as string });
  });
});
