import { columnsOf, dollarsOf, markedAt, tablesOf } from './completions';

const WORDS = [
  { value: '$__timeFilter(column)', detail: 'Only rows within the time range' },
  { value: 'orders', detail: 'public' },
  { value: 'old.orders' },
  { value: 'id', of: 'orders', detail: 'bigint' },
  { value: 'id', of: 'old.orders' },
  { value: 'lost', of: 'nowhere' },
];

describe('what the code editor completes', () => {
  it('is tables with their columns', () => {
    const tables = tablesOf(WORDS);
    expect(Object.keys(tables)).toEqual(['orders', 'old.orders']);
    expect(tables.orders).toEqual({
      self: { label: 'orders', type: 'class', detail: 'public' },
      children: [{ label: 'id', type: 'property', detail: 'bigint' }],
    });
  });

  it('is every column once, with a table it belongs to', () => {
    expect(columnsOf(WORDS)).toEqual([
      { label: 'id', type: 'property', detail: 'orders' },
      { label: 'lost', type: 'property', detail: 'nowhere' },
    ]);
  });

  it('is macros and variables after a dollar', () => {
    expect(dollarsOf(WORDS, ['region']).map(({ label }) => label)).toEqual(['$__timeFilter(column)', '${region}']);
  });
});

describe('the mark of a mistake', () => {
  const marked = (text: string, position: number) => {
    const place = markedAt(text, position);
    return place && text.slice(place.from, place.to);
  };

  it('reaches over the word that it begins at', () => {
    expect(marked('select shp from x', 7)).toBe('shp');
    expect(marked('select $__nope(x)', 7)).toBe('$__nope');
    expect(marked('select ${re gion} x', 7)).toBe('${re gion}');
    expect(marked('select (1', 7)).toBe('(');
  });

  it('is the last character where the text ends too early, and nothing without a text', () => {
    expect(marked('select 1 +', 10)).toBe('+');
    expect(markedAt('', 3)).toBeNull();
  });
});
