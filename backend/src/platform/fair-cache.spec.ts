import { FairCache } from './fair-cache.js';

describe('a fair cache', () => {
  it('gives away what was not asked for the longest', () => {
    const cache = new FairCache<number>(400);
    for (const n of [1, 2, 3, 4]) cache.set('a', String(n), n, 100);
    cache.get('a', '1');
    cache.set('a', '5', 5, 100);
    expect([1, 2, 3, 4, 5].map((n) => cache.get('a', String(n)))).toEqual([1, undefined, 3, 4, 5]);
  });

  it('takes from the owner who holds the most', () => {
    const cache = new FairCache<number>(400);
    cache.set('quiet', 'one', 1, 100);
    for (let n = 0; n < 50; n++) cache.set('busy', String(n), n, 100);
    expect(cache.get('quiet', 'one')).toBe(1);
    expect(cache.get('busy', '49')).toBe(49);
    expect(cache.bytes).toBe(400);
  });

  it('keeps nothing that would leave no room for others, and counts what is replaced once', () => {
    const cache = new FairCache<number>(400);
    cache.set('a', 'large', 1, 101);
    expect(cache.get('a', 'large')).toBeUndefined();
    for (let n = 0; n < 9; n++) cache.set('a', 'same', n, 100);
    expect(cache.bytes).toBe(100);
    cache.delete('a', 'same');
    expect(cache.bytes).toBe(0);
  });
});
