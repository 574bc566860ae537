import { frame, type Frame, type WidgetInput } from '@quarterdeck/sdk';
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

  it('is an empty table without a frame', () => {
    expect(drawn([])).toMatchObject({ kind: 'table', frame: 0, derived: [{ length: 0 }] });
  });
});
