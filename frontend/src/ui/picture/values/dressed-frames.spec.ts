import { frameOf, type Field, type Frame } from '@quarterdeck/sdk';
import { dressedFrames, fitsPattern } from './dressed-frames';

const column = (more: Partial<Field> = {}): Field =>
  ({ name: 'value', type: 'number', unit: 'ms', values: Float64Array.of(1), ...more }) as Field;
const time: Field = { name: 'time', type: 'time', values: Float64Array.of(0) };
const one = (more: Partial<Field> = {}): Frame => frameOf('f', [time, column(more)]);
const dressed = (frame: Frame, display: object) => dressedFrames([frame], display)[0]!.fields[1]!;

describe('the columns of a panel', () => {
  it('stay what they are where nothing is said', () => {
    const frames = [one()];
    expect(dressedFrames(frames, undefined)).toBe(frames);
  });

  it('wear the unit and the display of the panel', () => {
    expect(dressed(one(), { unit: 'percent', decimals: 1 })).toMatchObject({
      unit: 'percent',
      display: { decimals: 1 },
    });
    expect(dressedFrames([one()], { unit: 'percent', decimals: 1 })[0]!.fields[0]).toEqual(time);
  });

  it.each([
    ['value', {}],
    ['val*', {}],
    ['taxi.*', { metric: 'taxi.rides' }],
    ['NORTH', { labels: { region: 'north' } }],
    ['f', {}],
  ])('follow an override for %s', (match, more) => {
    const display = { decimals: 1, min: 0, overrides: [{ match, decimals: 3 }] };
    expect(dressed(one(more), display).display).toEqual({ decimals: 3, min: 0 });
  });

  it('let the last of several overrides count, and pass by those that mean others', () => {
    const overrides = [
      { match: '*', decimals: 1 },
      { match: 'val*', decimals: 2 },
      { match: 'x*', decimals: 3 },
    ];
    expect(dressed(one(), { overrides }).display).toEqual({ decimals: 2 });
  });

  it('lose what a source wrote there itself', () => {
    const forged = one({ display: { links: [{ title: 'x', address: 'javascript:alert(1)' }] } });
    expect(dressedFrames([forged], undefined)[0]!.fields[1]!.display).toBeUndefined();
  });
});

describe('a pattern', () => {
  it.each([
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a*b*a', 'aba', true],
    ['a*a', 'a', false],
    ['*', '', true],
    ['a.c', 'abc', false],
    ['a*', 'ba', false],
    ['*a*b', 'xaxxb', true],
  ])('%s of %s: %s', (pattern, word, expected) => {
    expect(fitsPattern(word, pattern)).toBe(expected);
  });

  it('of many stars holds nothing up', () => {
    expect(fitsPattern('a'.repeat(5000), `${'*a'.repeat(100)}*b`)).toBe(false);
  });
});
