import { knownMacros, knownTables, starterFor } from './starters';

const WORDS = [
  { value: '$__timeFilter(column)', detail: 'Only rows within the time range' },
  { value: '$__timeGroupAlias(column, interval)' },
  { value: '$__interval' },
  { value: 'orders', detail: 'public' },
  { value: 'countries', detail: 'public' },
  { value: 'id', of: 'orders', detail: 'bigint' },
  { value: '"paid at"', of: 'orders', detail: 'timestamp with time zone' },
  { value: 'code', of: 'countries', detail: 'text' },
];
const [orders, countries] = knownTables(WORDS);

describe('the first statement to a table', () => {
  it('counts its rows over time', () => {
    expect(orders && starterFor(orders, WORDS)).toBe(
      'select $__timeGroupAlias("paid at", $__interval), count(*) as rows\nfrom orders\nwhere $__timeFilter("paid at")\ngroup by 1\norder by 1',
    );
  });

  it('is its first rows where there is no time in it, or nothing that knows the range', () => {
    expect(countries && starterFor(countries, WORDS)).toBe('select *\nfrom countries\nlimit 100');
    expect(orders && starterFor(orders, WORDS.slice(3))).toBe('select *\nfrom orders\nlimit 100');
  });

  it('is offered for tables, with their columns; macros are something else', () => {
    expect([orders?.name, orders?.columns.length, countries?.columns.length]).toEqual(['orders', 2, 1]);
    expect(knownMacros(WORDS)).toHaveLength(3);
  });
});
