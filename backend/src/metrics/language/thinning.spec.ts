import fc from 'fast-check';
import { thinned } from './thinning.js';

describe('the points that are kept of very many', () => {
  const course = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 400 });

  it('are no more than asked for, in order, and hold the first, the last and every extreme', () => {
    fc.assert(
      fc.property(course, fc.integer({ min: 4, max: 300 }), (given, most) => {
        const values = Float64Array.from(given);
        const times = Float64Array.from(given, (_, at) => at * 1000);
        const kept = [...thinned(times, values, most)];
        expect(kept.length).toBeLessThanOrEqual(Math.max(most, 4));
        expect(kept).toEqual([...new Set(kept)].sort((one, other) => one - other));
        expect([kept[0], kept.at(-1)]).toEqual([0, given.length - 1]);
        const shown = kept.map((at) => given[at] as number);
        expect([Math.min(...shown), Math.max(...shown)]).toEqual([Math.min(...given), Math.max(...given)]);
      }),
    );
  });

  it('are all where they fit', () => {
    const few = Float64Array.of(1, 2, 3);
    expect([...thinned(few, few, 3)]).toEqual([0, 1, 2]);
  });
});
