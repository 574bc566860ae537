import { frameOf } from '@quarterdeck/sdk';
import { pointsOf } from './columns';

const frame = (times: number[], resolutionMs?: number) =>
  frameOf(
    'f',
    [
      { name: 'time', type: 'time', values: Float64Array.from(times) },
      { name: 'value', type: 'number', values: Float64Array.from(times, (_, row) => row) },
    ],
    resolutionMs === undefined ? {} : { resolutionMs },
  );
const holesOf = (times: number[], resolutionMs?: number) => {
  const points = [
    ...(pointsOf(
      [
        [0, 0],
        [0, 1],
      ],
      [frame(times, resolutionMs)],
    ) as Float64Array),
  ];
  return points.filter((_, at) => at % 2 === 0 && Number.isNaN(points[at + 1]));
};

describe('a line between two points', () => {
  it('breaks where buckets are missing', () => {
    expect(holesOf([0, 10, 20, 40, 50], 10)).toEqual([30]);
  });

  it('breaks where raw points stop coming in their rhythm', () => {
    expect(holesOf([0, 2, 4, 6, 8, 100, 102], 0)).toEqual([54]);
    expect(holesOf([0, 2, 4, 7, 9, 12, 14], 0)).toEqual([]);
  });

  it('goes on where there are too few points to know their rhythm, or the frame says nothing', () => {
    expect(holesOf([0, 2, 100], 0)).toEqual([]);
    expect(holesOf([0, 2, 4, 6, 8, 100])).toEqual([]);
  });
});
