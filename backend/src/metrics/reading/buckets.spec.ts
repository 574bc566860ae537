import fc from 'fast-check';
import { chooseStep, nameStep } from './buckets.js';

const HOUR = 3_600_000;

describe('the width of buckets', () => {
  it.each([
    [HOUR, 800, '5 s'],
    [24 * HOUR, 800, '2 min'],
    [215 * 24 * HOUR, 800, '12 h'],
    [365 * 24 * HOUR, 400, '1 day'],
    [20 * 365 * 24 * HOUR, 300, '1 month'],
  ])('is one that people can name: %d ms in at most %d points', (span, points, name) => {
    expect(nameStep(chooseStep(span, points))).toBe(name);
  });

  it('never gives more buckets than asked for, up to the widest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 * 365 * 24 * HOUR }),
        fc.integer({ min: 1, max: 10_000 }),
        (span, points) => {
          const { ms } = chooseStep(span, points);
          return span / ms <= points || ms === 365 * 24 * HOUR;
        },
      ),
    );
  });
});
