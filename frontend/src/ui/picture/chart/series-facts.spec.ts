import { statistics } from './series-facts';

describe('what a legend says of a series', () => {
  it('is told from its known values', () => {
    expect(statistics([4, NaN, 6, 2])).toEqual({ last: 2, min: 2, max: 6, mean: 4 });
    expect(statistics([NaN])).toEqual({ last: null, min: null, max: null, mean: null });
  });

  it('is told from the points behind its buckets, whose peaks a mean would hide', () => {
    const totals = { count: 10, sum: 25, min: 1, max: 11 };
    expect(statistics([4, 6, 2], totals)).toEqual({ last: 2, min: 1, max: 11, mean: 2.5 });
  });
});
