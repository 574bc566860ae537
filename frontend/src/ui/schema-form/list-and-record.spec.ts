import { moved, replaced, without } from './list-moves';
import { isTwice, recordOf, rowsOf, sayTheSame } from './record-rows';

describe('a list in a form', () => {
  const list = ['a', 'b', 'c'];

  it('moves, replaces and loses items without touching the list it was given', () => {
    expect(moved(list, 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(list, 0, 1)).toEqual(['b', 'a', 'c']);
    expect(replaced(list, 1, 'x')).toEqual(['a', 'x', 'c']);
    expect(without(list, 0)).toEqual(['b', 'c']);
    expect(list).toEqual(['a', 'b', 'c']);
  });
});

describe('a record in a form', () => {
  it('is what its named rows say, the first of a name', () => {
    const rows = [
      { name: 'site', text: 'north' },
      { name: '', text: 'half typed' },
      { name: 'site', text: 'south' },
    ];
    expect(recordOf(rows)).toEqual({ site: 'north' });
    expect([0, 1, 2].map((at) => isTwice(rows, at))).toEqual([false, false, true]);
  });

  it('keeps half-typed rows as long as they say the same', () => {
    const rows = [...rowsOf({ site: 'north' }), { name: '', text: 'x' }];
    expect(sayTheSame(rows, { site: 'north' })).toBe(true);
    expect(sayTheSame(rows, { site: 'south' })).toBe(false);
    expect(sayTheSame(rows, {})).toBe(false);
  });
});
