import { haveCommonTimes, inSlots, standApart, type Points } from './slots.js';

const MINUTE = 60_000;
const points = (...rows: readonly (readonly [minutes: number, value: number])[]): Points => ({
  times: Float64Array.from(rows, ([minutes]) => minutes * MINUTE),
  values: Float64Array.from(rows, ([, value]) => value),
});
const shown = (series: readonly Points[]) =>
  series.map(({ times, values }) => Array.from(times, (time, at) => [time / MINUTE, values[at]]));

describe('series that are to stand beside one another', () => {
  it('have the same times or not', () => {
    const one = points([0, 1], [5, 2], [10, 3]);
    expect(haveCommonTimes([one, one, points([0, 4], [5, 5], [10, 6])])).toBe(true);
    expect(haveCommonTimes([one, points([0, 4], [5, 5])])).toBe(false);
    expect(haveCommonTimes([one, points([0, 4], [5, 5], [11, 6])])).toBe(false);
    expect([haveCommonTimes([]), haveCommonTimes([one])]).toEqual([true, true]);
  });

  it('stand apart unless two points are only a moment from each other', () => {
    const one = points([0, 1], [5, 2], [10, 3]);
    expect(standApart([one, points([5, 5]), points([0, 4], [10, 6])])).toBe(true);
    expect(standApart([points([0, 1], [28, 2], [59, 3], [89, 4])])).toBe(true);
    expect(standApart([one, points([2.5, 4], [7.5, 5], [12.5, 6])])).toBe(true);
    expect(standApart([one, points([0.01, 4], [5.01, 5], [10.01, 6])])).toBe(false);
    expect(standApart([points([0, 1], [5, 2], [5.01, 2], [10, 3])])).toBe(false);
    expect(standApart([])).toBe(true);
  });

  it('come into common slots, as wide as points are usually apart', () => {
    const { series, joined } = inSlots(
      [points([0, 1], [5, 2], [10, 3]), points([0.02, 4], [5.3, 5], [14.9, 6])],
      100,
      'mean',
    );
    expect(shown(series)).toEqual([
      [
        [0, 1],
        [5, 2],
        [10, 3],
      ],
      [
        [0, 4],
        [5, 5],
        [15, 6],
      ],
    ]);
    expect(joined).toBe(1);
  });

  it('stay in step with senders that are always late by a moment', () => {
    const late = points(...Array.from({ length: 2000 }, (_, at) => [at + (at % 3) * 0.002, at] as const));
    const { series, joined } = inSlots([late, points([0, 1])], 3000, 'mean');
    expect([joined, series[0]?.times.length]).toEqual([1, 2000]);
    expect(series[0]?.times[1999]).toBe(1999 * MINUTE);
  });

  it('share slots where there is no room for all, and a moment apart is one place', () => {
    const many = points([0, 1], [0.001, 3], [5, 4], [10, 6], [15, 8]);
    expect(shown(inSlots([many], 100, 'sum').series)).toEqual([
      [
        [0, 4],
        [5, 4],
        [10, 6],
        [15, 8],
      ],
    ]);
    const { series, joined } = inSlots([many], 2, 'mean');
    expect(shown(series)).toEqual([
      [
        [0, 8 / 3],
        [10, 7],
      ],
    ]);
    expect(joined).toBe(3);
  });

  it('stay empty when they are', () => {
    const empty = points();
    expect(inSlots([empty], 10, 'mean')).toEqual({ series: [empty], joined: 1 });
    expect(shown(inSlots([points([3, 7])], 10, 'mean').series)).toEqual([[[3, 7]]]);
  });
});
