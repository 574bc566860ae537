import { spread } from './end-labels';
import { valueNear } from './nearest';

describe('labels at the ends of lines', () => {
  it('stand at their lines where there is room', () => {
    expect(spread([10, 50, 90], 16, 0, 100)).toEqual([10, 50, 90]);
  });

  it('stand around the mean of what they want where they collide, in the order of their lines', () => {
    expect(spread([50, 48, 52], 16, 0, 100)).toEqual([50, 34, 66]);
  });

  it('push those together that collide only then', () => {
    const places = spread([40, 41, 58], 16, 0, 100);
    expect(places[2]! - places[1]!).toBe(16);
    expect(places[1]! - places[0]!).toBe(16);
  });

  it('stay inside the plot', () => {
    expect(spread([99, 100], 16, 0, 100)).toEqual([84, 100]);
    expect(spread([0, 1], 16, 0, 100)).toEqual([0, 16]);
  });
});

describe('the value at a time', () => {
  const points = Float64Array.of(0, 1, 10, 2, 20, NaN, 100, 4);

  it.each([
    [0, 1],
    [4, 1],
    [6, 2],
    [19, NaN],
    [105, 4],
    [140, undefined],
    [-40, undefined],
    [60, undefined],
  ])('%s is that of the nearest point, if one is near', (at, value) => {
    expect(valueNear(points, at)).toBe(value);
  });

  it('is none without points, and exact with one', () => {
    expect(valueNear(new Float64Array(0), 1)).toBeUndefined();
    expect(valueNear(Float64Array.of(5, 7), 5)).toBe(7);
    expect(valueNear(Float64Array.of(5, 7), 6)).toBeUndefined();
  });
});
