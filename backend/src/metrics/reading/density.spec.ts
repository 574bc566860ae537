import { Density } from './density.js';

const stretch = (length: number, ...seriesIds: number[]) => ({ seriesIds, from: 1000, to: 1000 + length });

describe('how close together points lie', () => {
  it('is not known before anything was read', () => {
    expect(new Density().expect(stretch(1000, 1))).toBe(0);
  });

  it('is told from the last range that was read, whatever its length', () => {
    const density = new Density();
    density.note(stretch(1000, 1), 50);
    expect(density.expect(stretch(10_000, 1))).toBe(500);
    density.note(stretch(500, 1), 5);
    expect(density.expect(stretch(10_000, 1))).toBe(100);
  });

  it('is kept apart for other series', () => {
    const density = new Density();
    density.note(stretch(1000, 1), 50);
    expect(density.expect(stretch(1000, 1, 2))).toBe(0);
  });
});
