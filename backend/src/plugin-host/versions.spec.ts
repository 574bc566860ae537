import { compareVersions, satisfies } from './versions.js';

describe('versions', () => {
  it('are sorted by their numbers, a pre-release before its release', () => {
    const sorted = ['1.0.0-beta', '1.0.0', '1.2.0', '1.10.0', '2.0.0-rc.2', '2.0.0-rc.10', '2.0.0'];
    expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
  });

  it.each([
    ['1.2.3', '^1.0.0'],
    ['1.2.3', '^1'],
    ['1.2.3', '1.x'],
    ['1.2.3', '~1.2'],
    ['1.2.3', '1.2.3'],
    ['1.2.3', '>=1.2 <2'],
    ['0.2.5', '^0.2.1'],
    ['3.0.0', '^1.0.0 || ^3.0.0'],
    ['9.9.9', '*'],
  ])('%s lies in %s', (version, range) => {
    expect(satisfies(version, range)).toBe(true);
  });

  it.each([
    ['2.0.0', '^1.0.0'],
    ['2.0.0-rc.1', '^1.0.0'],
    ['1.0.0', '^1.1.0'],
    ['1.3.0', '~1.2.0'],
    ['1.2.4', '1.2.3'],
    ['0.3.0', '^0.2.1'],
    ['1.0.0', 'newest'],
    ['1.0.0', ''],
  ])('%s does not lie in "%s"', (version, range) => {
    expect(satisfies(version, range)).toBe(false);
  });
});
