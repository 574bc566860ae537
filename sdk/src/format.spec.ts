import { formatterOf, formatValue } from './format.js';

const glance = (value: number | null, unit?: string, decimals?: number) =>
  formatValue(
    value,
    { ...(unit === undefined ? {} : { unit }), ...(decimals === undefined ? {} : { decimals }) },
    'en',
  );

describe('a number at a glance', () => {
  it.each([
    [0, '0'],
    [12_400, '12.4k'],
    [999.4, '999'],
    [999_949, '1M'],
    [3_210_000, '3.21M'],
    [0.012345, '0.0123'],
    [-5, '−5'],
  ])('writes %d as %s', (value, text) => {
    expect(glance(value)).toBe(text);
  });

  it.each([
    [42, 'percent', '42 %'],
    [0.125, 'ratio', '12.5 %'],
    [1536, 'bytes', '1.5 KiB'],
    [1_048_575, 'bytes', '1 MiB'],
    [0, 'ms', '0 ms'],
    [0.25, 'ms', '250 µs'],
    [1500, 'ms', '1.5 s'],
    [90, 's', '1.5 min'],
    [7200, 's', '2 h'],
    [172_800, 's', '2 d'],
    [1240, 'currency:EUR', '€ 1.24k'],
    [12, 'passengers', '12 passengers'],
  ])('writes %d %s as %s', (value, unit, text) => {
    expect(glance(value, unit)).toBe(text);
  });

  it('keeps the decimals that were asked for, and then does not shorten', () => {
    expect(glance(12_345.678, undefined, 2)).toBe('12,345.68');
    expect(glance(3, 'currency:USD', 2)).toBe('$ 3.00');
  });

  it('writes a dash for what is missing or no number', () => {
    expect([glance(null), glance(NaN), glance(Infinity)]).toEqual(['–', '–', '–']);
  });

  it('follows the locale', () => {
    expect(formatValue(1234.5, { decimals: 1 }, 'de')).toBe('1.234,5');
    expect(formatValue(1234.5, { decimals: 1 }, 'fr')).toBe('1\u202f234,5');
  });

  it.each([
    [1240, 'currency:EUR', '1,24k €'],
    [1536, 'bytes', '1,5 Kio'],
    [172_800, 's', '2 j'],
  ])('writes %d %s in French as %s', (value, unit, text) => {
    expect(formatValue(value, { unit }, 'fr')).toBe(text);
  });

  it('writes an unknown currency by its code', () => {
    expect(glance(5, 'currency:nonsense')).toBe('nonsense 5');
  });
});

describe('a number in full', () => {
  it('leaves out the digits that say nothing', () => {
    const { full } = formatterOf({}, 'en');
    const written = [17_965.833333, 999.123456, 0.123456789, 9_007_199_254_740_991].map(full);
    expect(written).toEqual(['17,965.83', '999.1235', '0.123457', '9,007,199,254,740,991']);
    expect(formatterOf({ decimals: 3 }, 'en').full(2000.12345)).toBe('2,000.123');
  });

  it('has every digit that says something', () => {
    const { full } = formatterOf({ unit: 'passengers' }, 'en');
    expect(full(1_234_567.25)).toBe('1,234,567.25 passengers');
    expect(full(-1)).toBe('−1 passengers');
    expect(full(null)).toBe('–');
  });
});
