import { formatValue } from '@quarterdeck/sdk';
import { KNOWN_UNITS, unitFrom, unitName } from './unit-text';

describe('a unit that somebody types', () => {
  it.each([
    ['€', 'currency:EUR'],
    [' eur ', 'currency:EUR'],
    ['$', 'currency:USD'],
    ['%', 'percent'],
    ['currency:SEK', 'currency:SEK'],
    [' orders ', 'orders'],
    ['', ''],
  ])('%j is %j', (typed, unit) => {
    expect(unitFrom(typed)).toBe(unit);
  });

  it('is called as people call it, and understood when it is typed like that', () => {
    expect(KNOWN_UNITS.map((unit) => unitFrom(unitName(unit)))).toEqual([...KNOWN_UNITS]);
    expect(formatValue(4, { unit: unitFrom('€') }, 'en')).toContain('€');
  });
});
