import { frameOf, type Frame } from '@quarterdeck/sdk';
import { checkPicture } from './check-picture';

const frames: Frame[] = [
  frameOf('f', [
    { name: 'time', type: 'time', values: Float64Array.of(1, 2) },
    { name: 'value', type: 'number', values: Float64Array.of(3, 4) },
  ]),
];
const columns = {
  $columns: [
    [0, 0],
    [0, 1],
  ],
};
const chart = (option: object, rest: object = {}) => ({ kind: 'chart', option, ...rest });
const line = (more: object = {}) =>
  chart({ xAxis: { type: 'time' }, yAxis: {}, series: [{ type: 'line', data: columns, ...more }] });
const checked = (picture: unknown) => checkPicture(picture, frames);
const nested = (depth: number): object => (depth === 0 ? {} : { lineStyle: nested(depth - 1) });

describe('the check of a picture', () => {
  it('lets a chart through as it is, as a copy', () => {
    const picture = line({
      markLine: { data: [{ yAxis: 3, label: { formatter: '{b}', backgroundColor: '#ffffff' } }] },
    });
    expect(checked(picture)).toEqual(picture);
    expect(checked(picture)).not.toBe(picture);
  });

  it.each([
    ['a function', line({ symbolSize: () => 1 }), 'function'],
    ['a number that is none', line({ symbolSize: NaN }), 'JSON cannot say'],
    ['an object of a class', line({ lineStyle: new Date(0) }), 'no plain object'],
    ['a reach for what all objects share', JSON.parse('{"kind":"chart","option":{"__proto__":{"x":1}}}'), '__proto__'],
    ['too deep a nesting', line(nested(30)), 'nested more than'],
    ['too many parts', line({ data: new Array(60_000).fill(1) }), 'more than'],
    ['a toolbox', chart({ toolbox: {} }), 'may not use "toolbox"'],
    ['graphics of its own', chart({ graphic: [] }), 'may not use "graphic"'],
    ['a title that links away', chart({ title: { link: 'https://evil.example' } }), 'may not use "title"'],
    ['a tooltip of its own', chart({ tooltip: { formatter: '<img src=x>' } }), 'may not use "tooltip"'],
    ['a tooltip in a series', line({ tooltip: { formatter: '<b>x</b>' } }), 'may not use "tooltip"'],
    ['HTML in a formatter', line({ label: { formatter: '<img src=x onerror=alert(1)>' } }), 'reach out'],
    ['a picture from afar', line({ symbol: 'image://https://evil.example/x.png' }), 'reach out'],
    ['a path as a symbol', line({ symbol: 'path://M0,0' }), 'reach out'],
    ['a symbol that is none', line({ symbol: 'skull' }), 'is no symbol'],
    ['a pattern from afar', line({ color: 'url(https://evil.example/x.svg#a)' }), 'reach out'],
    ['a ground with an image', line({ label: { backgroundColor: { image: 'x' } } }), 'may not use "image"'],
    ['a pattern with an image', line({ areaStyle: { image: 'x' } }), 'may not use "image"'],
    ['a series that runs code', chart({ series: [{ type: 'custom', renderItem: 'x' }] }), 'is no series'],
    ['a link on a slice', line({ data: [{ value: 1, link: 'https://evil.example' }] }), 'may not use "link"'],
    ['an axis of unknown type', chart({ xAxis: { type: 'geo' }, series: [] }), 'is no type of axis'],
    ['a column that is not there', line({ data: { $columns: [[0, 7]] } }), 'does not exist'],
    ['columns outside of data', line({ name: columns }), 'only under "data"'],
    ['a format that is none', { ...line(), formats: { yAxis: [{ decimals: 1.5 }] } }, 'whole number'],
    ['an unknown kind', { kind: 'html', markup: '<script>' }, 'is no kind of picture'],
    ['nothing', null, 'must be an object'],
    ['a stat with a text for a value', { kind: 'stat', value: '12' }, 'a number or null'],
    ['a sparkline of times', { kind: 'stat', value: 1, sparkline: { time: [0, 0], value: [0, 0] } }, 'not number'],
    ['a table of no frame', { kind: 'table', frame: 3 }, 'does not exist'],
    ['a text that is none', { kind: 'text', markdown: 12 }, 'holds Markdown'],
    ['a stack without end', { kind: 'stack', direction: 'row', of: new Array(65).fill(line()) }, 'at most'],
    ['stacks in stacks in stacks', stacked(6), 'nested more than'],
    ['derived frames without columns', { ...line(), derived: [{ name: 'd', length: 3, fields: [{}] }] }, 'valid type'],
    ['derived columns of another length', { ...line(), derived: [derived(4, 3)] }, 'must hold 4 values'],
    [
      'more derived cells than a picture may carry',
      { ...line(), derived: [derived(6000, 6000)] },
      'more than 5000 cells',
    ],
  ])('refuses %s', (_, picture, sentence) => {
    expect(() => checked(picture)).toThrow(expect.objectContaining({ name: 'PictureError' }));
    expect(() => checked(picture)).toThrow(sentence);
  });

  it('reads a property once, so that a getter cannot show two faces', () => {
    let reads = 0;
    const picture = {
      kind: 'chart',
      option: {
        get series() {
          return reads++ === 0 ? [] : [{ type: 'custom' }];
        },
      },
    };
    expect(checked(picture)).toEqual({ kind: 'chart', option: { series: [] } });
    expect(reads).toBe(1);
  });

  it('numbers derived columns after those of the input', () => {
    const picture = { ...line({ data: { $columns: [[1, 0]] } }), derived: [derived(3, 3)] };
    expect(checked(picture)).toMatchObject({ derived: [{ name: 'd', length: 3 }] });
  });

  it('keeps names of data as they are, for they are drawn and never read as markup', () => {
    expect(checked(line({ name: '<b>bold</b>' }))).toMatchObject({ option: { series: [{ name: '<b>bold</b>' }] } });
  });
});

function derived(length: number, values: number): Frame {
  return { name: 'd', length, fields: [{ name: 'n', type: 'number', values: new Float64Array(values) }] };
}

function stacked(depth: number): object {
  return depth === 0 ? { kind: 'text', markdown: '' } : { kind: 'stack', direction: 'row', of: [stacked(depth - 1)] };
}
