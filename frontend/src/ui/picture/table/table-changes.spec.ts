import { frameOf, type Field, type FieldDisplay, type Frame } from '@quarterdeck/sdk';
import { lightTheme } from '../../palette';
import type { Scene } from '../scene';
import { rowOrder, tableColumns } from './table-cells';
import { withChanges } from './table-changes';

const HOUR = 3_600_000;
const FROM = Date.UTC(2014, 10, 4);
const scene: Scene = {
  range: { from: FROM, to: FROM + HOUR, timezone: 'UTC' },
  annotations: [],
  theme: lightTheme,
  locale: 'en-GB',
  print: false,
};
const strings = (name: string, words: readonly string[]): Field => ({
  name,
  type: 'string',
  dictionary: words,
  values: Uint32Array.from(words, (_, at) => at),
});
const numbers = (name: string, values: readonly number[]): Field => ({
  name,
  type: 'number',
  values: Float64Array.from(values),
});
const times = (...values: number[]): Field => ({ name: 'time', type: 'time', values: Float64Array.from(values) });
const shops = (names: readonly string[], sold: readonly number[]): Frame =>
  frameOf('shops', [strings('shop', names), numbers('sold', sold)]);
const words = { title: 'Change', of: (name: string) => `Change of ${name}` };
const picture = { kind: 'table', frame: 0 } as const;

function columnsOf(now: Frame, then: Frame) {
  const window = { from: FROM - HOUR, to: FROM };
  const earlier = { picture, frames: [then], comparison: 'period', window } as const;
  return withChanges(tableColumns(picture, [now], scene), now.length, earlier, scene, words);
}
const titles = (now: Frame, then: Frame) => columnsOf(now, then).map(({ title }) => title);
const changes = (now: Frame, then: Frame) => {
  const column = columnsOf(now, then).find(({ title }) => title === 'Change');
  return Array.from({ length: now.length }, (_, row) => column?.text(row));
};

describe('a table beside one of an earlier time', () => {
  it('says of each number how much it has changed, wherever its row stood', () => {
    const [now, then] = [shops(['north', 'south'], [12, 9]), shops(['south', 'north'], [10, 10])];
    expect(titles(now, then)).toEqual(['shop', 'sold', 'Change']);
    expect(changes(now, then)).toEqual(['+20 %', '−10 %']);
    expect(columnsOf(now, then)[2]).toMatchObject({ spoken: 'Change of sold', isNumber: true });
    expect(columnsOf(now, then)[2]?.reading(0).label).toMatch(/23:00.*00:00: 10$/);
  });

  it('has no percent from zero, from nothing and for rows that were not there', () => {
    const now = shops(['north', 'south', 'west', 'east'], [1, 2, 3, NaN]);
    expect(changes(now, shops(['north', 'south', 'east'], [0, NaN, 4]))).toEqual(['–', '–', '–', '–']);
  });

  it('finds the rows of a series by their times, moved onto the present', () => {
    const now = frameOf('f', [times(FROM, FROM + HOUR / 2), numbers('value', [30, 20])]);
    const then = frameOf('f', [times(FROM - HOUR, FROM - HOUR / 3), numbers('value', [20, 10])]);
    expect(changes(now, then)).toEqual(['+50 %', '–']);
  });

  it.each([
    ['no row is the same', shops(['west'], [1])],
    ['rows of one name cannot be told apart', shops(['north', 'north'], [1, 2])],
    ['the columns of words are others', frameOf('f', [strings('region', ['north']), numbers('sold', [1])])],
    ['a column of words came on top', frameOf('f', [...shops(['north'], [1]).fields, strings('kind', ['a'])])],
    ['there is no number of that name', frameOf('f', [strings('shop', ['north']), numbers('bought', [1])])],
  ])('stays as it is where %s', (_, then) => {
    expect(titles(shops(['north', 'south'], [1, 2]), then)).toEqual(['shop', 'sold']);
  });

  it('says nothing of a number that the panel calls by a word', () => {
    const [name, sold] = shops(['north', 'south'], [1, 4]).fields as [Field, Field];
    const display: FieldDisplay = { mappings: [{ kind: 'value', value: '1', text: 'open' }] };
    const now = frameOf('shops', [name, { ...sold, display }]);
    expect(changes(now, shops(['north', 'south'], [2, 2]))).toEqual(['–', '+100 %']);
  });

  it('is sorted by its changes, the unknown ones last', () => {
    const now = shops(['a', 'b', 'c'], [1, 20, 30]);
    const columns = columnsOf(now, shops(['b', 'c'], [10, 10]));
    expect(rowOrder(now.length, columns, { column: 2, falling: true }, 'en')).toEqual([2, 1, 0]);
  });
});
