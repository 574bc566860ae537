import { frame, frameOf, type Field, type Frame, type WidgetInput } from '@quarterdeck/sdk';
import { describeWidget } from '@quarterdeck/sdk/testing';
import { draw } from './draw.js';
import widget from './index.js';
import type { Options } from './options.js';

describeWidget(widget, {
  options: [
    { columns: [{ name: 'score', title: 'Score', decimals: 1 }, { name: 'missing' }] },
    { columns: [{ name: 'value' }] },
  ],
});

function people(): Frame {
  const rows = frame('people', { name: 'string', score: { type: 'number', unit: 'percent' } });
  rows.push({ name: 'Ada', score: 12 });
  return rows.build();
}
const drawn = (frames: Frame[], options: Partial<Options> = {}) =>
  draw({ frames, options: { ...widget.options.parse({}), ...options } } as unknown as WidgetInput<Options>);
const column = (name: string, rest: Partial<Options['columns'][number]> = {}) => ({
  name,
  title: '',
  unit: '',
  ...rest,
});

describe('the table widget', () => {
  it('shows every column as it comes', () => {
    expect(drawn([people()])).toEqual({ kind: 'table', frame: 0 });
  });

  it('shows the named columns in their order, with their names and formats', () => {
    const columns = [column('score', { title: 'Score', decimals: 1 }), column('name')];
    expect(drawn([people()], { columns })).toEqual({
      kind: 'table',
      frame: 0,
      columns: [{ field: 1, title: 'Score', format: { unit: 'percent', decimals: 1 } }, { field: 0 }],
    });
  });

  it('shows all columns where none of the named ones is there', () => {
    expect(drawn([people()], { columns: [column('gone')] })).toEqual({ kind: 'table', frame: 0 });
  });

  it('puts several frames below one another', () => {
    expect(drawn([people(), people()])).toMatchObject({
      kind: 'stack',
      direction: 'column',
      of: [{ frame: 0 }, { frame: 1 }],
    });
  });

  const sales = (shop: string, times: number[], values: number[]) =>
    frameOf('points', [
      { name: 'time', type: 'time', values: Float64Array.from(times) },
      {
        name: `${shop} · de`,
        type: 'number',
        metric: 'sales',
        unit: 'kg',
        labels: { shop, land: 'de' },
        values: Float64Array.from(values),
      },
    ]);

  it('lays series beside one another by time, each under what tells it apart', () => {
    const picture = drawn([sales('Berlin', [10, 30], [1, 3]), sales('Köln', [20, 30], [5, 6])]);
    expect(picture).toMatchObject({
      kind: 'table',
      frame: 2,
      columns: [{ field: 0 }, { field: 1, title: 'Berlin' }, { field: 2, title: 'Köln' }],
    });
    const [{ fields } = { fields: [] as Field[] }] = picture.derived ?? [];
    expect(fields.map(({ values }) => [...values])).toEqual([
      [10, 20, 30],
      [1, NaN, 3],
      [NaN, 5, 6],
    ]);
    expect(fields[1]).toMatchObject({ unit: 'kg', metric: 'sales' });
  });

  it('shows the latest times of more than it may lay out, and says so', () => {
    const many = Array.from({ length: 3000 }, (_, n) => n);
    const picture = drawn([sales('Berlin', many, many), sales('Köln', many, many)]);
    expect(picture).toMatchObject({ note: 'The latest 1666 of 3000 times are shown.', derived: [{ length: 1666 }] });
    expect(picture.derived?.[0]?.fields[0]?.values.at(-1)).toBe(2999);
  });

  it('tells the columns of one answer apart by their labels', () => {
    const line = (country: string): Field => ({
      ...{ name: 'revenue', type: 'number', labels: { country }, values: Float64Array.of(1) },
    });
    const time: Field = { name: 'time', type: 'time', values: Float64Array.of(0) };
    const lines = frameOf('sql', [time, line('Spain'), line('Italy')]);
    expect(drawn([lines])).toMatchObject({ columns: [{ field: 0 }, { title: 'Spain' }, { title: 'Italy' }] });
    expect(drawn([lines], { columns: [column('Italy')] })).toMatchObject({ columns: [{ field: 2, title: 'Italy' }] });
  });

  it('is an empty table without a frame', () => {
    expect(drawn([])).toMatchObject({ kind: 'table', frame: 0, derived: [{ length: 0 }] });
  });
});
