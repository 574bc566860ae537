import { frameOf, type ChartPicture, type Frame } from '@quarterdeck/sdk';
import { lightTheme } from '../../palette';
import type { Scene } from '../scene';
import { isBeside, sharesOf } from './shares';

const scene: Scene = {
  range: { from: 0, to: 1, timezone: 'UTC' },
  annotations: [],
  theme: lightTheme,
  locale: 'en-GB',
  print: false,
};
const pie = (of: Record<string, number>): { picture: ChartPicture; frames: Frame[] } => {
  const names = Object.keys(of);
  const columns = [
    [0, 0],
    [0, 1],
  ];
  return {
    picture: { kind: 'chart', option: { series: [{ type: 'pie', data: { $columns: columns } }] } },
    frames: [
      frameOf('slices', [
        { name: 'shop', type: 'string', dictionary: names, values: Uint32Array.from(names, (_, at) => at) },
        { name: 'sold', type: 'number', values: Float64Array.from(Object.values(of)) },
      ]),
    ],
  };
};

describe('the list of a pie', () => {
  it.each([
    ['beside it where the panel is flat', { width: 600, height: 200 }, 3, true],
    ['below it where the panel is high', { width: 360, height: 400 }, 3, false],
    ['below it where the circle beside it would be smaller', { width: 361, height: 244 }, 3, false],
    ['beside it where a long list would take half of the height', { width: 600, height: 320 }, 12, true],
    ['below it where nothing has room beside', { width: 200, height: 90 }, 3, false],
  ])('stands %s', (_, size, slices, beside) => {
    expect(isBeside(size, slices)).toBe(beside);
  });

  it('says of each slice how much it has changed, and nothing where it was not known or was nothing', () => {
    const { picture, frames } = pie({ north: 6, south: 3, west: 1 });
    const then = pie({ south: 4, north: 4, west: 0 });
    const window = { from: -1, to: 0 };
    const shares = sharesOf(picture, frames, scene, { ...then, comparison: 'period', window });
    expect(shares?.slices.map(({ change }) => change)).toEqual(['+50 %', '−25 %', '']);
    expect(shares?.slices.map((slice) => slice.then)).toEqual(['4', '4', '0']);
    expect(sharesOf(picture, frames, scene)?.slices.some((slice) => 'change' in slice)).toBe(false);
  });
});
