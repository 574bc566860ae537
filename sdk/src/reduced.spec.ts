import { reduced } from './reduced.js';

describe('the one number of a column', () => {
  const values = [4, NaN, 6, Infinity, 2];

  it.each([
    ['last', 2],
    ['mean', 4],
    ['min', 2],
    ['max', 6],
    ['sum', 12],
  ] as const)('is the %s of what is known', (how, expected) => {
    expect(reduced(values, how)).toBe(expected);
  });

  it('is that of the points behind buckets, but for the last', () => {
    const totals = { count: 10, sum: 50, min: -1, max: 9 };
    expect((['mean', 'min', 'max', 'sum', 'last'] as const).map((how) => reduced(values, how, totals))).toEqual([
      5, -1, 9, 50, 2,
    ]);
  });

  it('is not a number where nothing is known', () => {
    expect(reduced([NaN], 'sum')).toBeNaN();
    expect(reduced([], 'last', { count: 3, sum: 3, min: 1, max: 1 })).toBeNaN();
  });
});
