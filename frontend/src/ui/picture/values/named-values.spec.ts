import { valuesThen } from './named-values';

const then = (values: Record<string, number>) => Object.entries(values).map(([name, value]) => ({ name, value }));

describe('values of an earlier time by their names', () => {
  it('are found wherever they stood, and nothing stands for those that were not there', () => {
    expect(valuesThen(['north', 'south', 'west'], then({ south: 2, north: 1 }))).toEqual([1, 2, null]);
  });

  it('know nothing where a value was missing or a name stood twice', () => {
    const twice = [...then({ north: 1, south: NaN }), { name: 'north', value: 3 }];
    expect(valuesThen(['north', 'south'], twice)).toEqual([null, null]);
  });

  it('compare a rest with another one only where it holds the same', () => {
    expect(valuesThen(['north', 'Other (2)'], then({ north: 1, 'Other (2)': 5 }))).toEqual([1, 5]);
    expect(valuesThen(['north', 'Other (2)'], then({ south: 1, 'Other (2)': 5 }))).toEqual([null, null]);
  });
});
