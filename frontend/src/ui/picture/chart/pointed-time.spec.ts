import { roundedTime } from './pointed-time';

describe('the time under a pointer', () => {
  const at = Date.UTC(2026, 0, 1, 18, 31, 7, 250);

  it.each([
    [0.1, '2026-01-01T18:31:07.250Z'],
    [1_000, '2026-01-01T18:31:07.000Z'],
    [20_000, '2026-01-01T18:31:00.000Z'],
    [600_000, '2026-01-01T18:30:00.000Z'],
    [86_400_000, '2026-01-01T18:30:00.000Z'],
  ])('is as round as pixels of %d ms are wide', (msPerPixel, expected) => {
    expect(new Date(roundedTime(at, msPerPixel)).toISOString()).toBe(expected);
  });
});
