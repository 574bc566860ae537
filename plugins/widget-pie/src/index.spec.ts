import { frame, frameOf, type ChartPicture, type Frame, type Picture, type WidgetInput } from '@quarterdeck/sdk';
import { describeWidget } from '@quarterdeck/sdk/testing';
import { draw } from './draw.js';
import widget from './index.js';
import type { Options } from './options.js';

describeWidget(widget, {
  options: [
    { style: 'pie', reduce: 'sum' },
    { slices: 2, smallest: 20 },
  ],
});

const table = (...values: (number | null)[]): Frame => {
  const rows = frame('t', { name: 'string', value: 'number' });
  values.forEach((value, at) => rows.push({ name: `p${at}`, value }));
  return rows.build();
};
function drawn(frames: Frame[], options: Partial<Options> = {}) {
  const theme = { series: ['#1', '#2', '#3'], muted: '#m' };
  const input = { frames, options: { ...widget.options.parse({}), ...options }, theme };
  const picture = draw(input as unknown as WidgetInput<Options>) as ChartPicture & Picture;
  const [names, values] = picture.derived?.[0]?.fields ?? [];
  const slices = names?.type === 'string' ? names.dictionary.map((name, at) => [name, values?.values[at]]) : [];
  return { picture, slices, text: 'markdown' in picture ? String(picture.markdown) : '' };
}

describe('the pie', () => {
  it('shares out from the largest slice on', () => {
    expect(drawn([table(1, 3, 2)]).slices).toEqual([
      ['p1', 3],
      ['p2', 2],
      ['p0', 1],
    ]);
  });

  it('puts what is too small or too many together, in a colour of its own', () => {
    const { slices, picture } = drawn([table(60, 38, 0.9, 0.6, 0.5)]);
    expect(slices).toEqual([
      ['p0', 60],
      ['p1', 38],
      ['Other (3)', 2],
    ]);
    expect(picture.option.color).toEqual(['#1', '#2', '#m']);
    expect(drawn([table(5, 4, 3, 2)], { slices: 3 }).slices.at(-1)).toEqual(['Other (2)', 5]);
  });

  it('leaves a single small slice its name', () => {
    expect(drawn([table(99.5, 0.5)]).slices).toEqual([
      ['p0', 99.5],
      ['p1', 0.5],
    ]);
  });

  it('refuses what is no share, and says what to do', () => {
    expect(drawn([table(4, -1, 2)]).text).toMatch(/1 of 3 values is below zero. Show them as bars/);
    expect(drawn([table(0, 0)]).text).toMatch(/All values are zero/);
    expect(drawn([table(null)]).text).toMatch(/Choose a longer one/);
    expect(drawn([]).text).toMatch(/needs a column of numbers/);
  });

  it('says how many had no value', () => {
    expect(drawn([table(1, null, 2)]).picture.note).toBe('Left out for having no value: 1.');
  });

  it('takes whole series by their last value', () => {
    const of = (region: string, ...values: number[]) =>
      frameOf('f', [{ name: 'value', type: 'number', labels: { region }, values: Float64Array.from(values) }]);
    expect(drawn([of('north', 1, 5), of('south', 9, 2)]).slices).toEqual([
      ['north', 5],
      ['south', 2],
    ]);
  });
});
