import { chosen } from './series-choice';

const NAMES = ['north', 'south', 'west'];
const nothing = { ctrlKey: false, metaKey: false, shiftKey: false };
const shown = (hidden: string[], name: string, held = nothing) => {
  const after = chosen(NAMES, new Set(hidden), name, held);
  return NAMES.filter((one) => !after.has(one)).join();
};

describe('pressing a series in the legend', () => {
  it('shows it alone, and all again when it stood alone', () => {
    expect(shown([], 'south')).toBe('south');
    expect(shown(['north', 'west'], 'west')).toBe('west');
    expect(shown(['north', 'west'], 'south')).toBe('north,south,west');
  });

  it('with a key held hides it or shows it again, and never hides the last', () => {
    const held = { ...nothing, shiftKey: true };
    expect(shown([], 'south', held)).toBe('north,west');
    expect(shown(['south'], 'south', held)).toBe('north,south,west');
    expect(shown(['north', 'west'], 'south', held)).toBe('north,south,west');
  });
});
