import { dayOf, expiresAt, expiryProblem } from './expiry';

const now = new Date(2026, 0, 31, 12).getTime();

describe('when something ends', () => {
  it('is never, or some days from now', () => {
    expect(expiresAt({ choice: 'never', date: '' }, now)).toBeNull();
    expect(expiresAt({ choice: 'week', date: '' }, now)).toBe(new Date(now + 7 * 86_400_000).toISOString());
  });

  it('is the end of a chosen day, where the reader lives', () => {
    expect(expiresAt({ choice: 'custom', date: '2026-02-01' }, now)).toBe(
      new Date(2026, 1, 1, 23, 59, 59).toISOString(),
    );
  });

  it('may be today, and not yesterday, nor in more than a year', () => {
    const problemOf = (date: string) => expiryProblem({ choice: 'custom', date }, now);
    expect(problemOf(dayOf(now))).toBeUndefined();
    expect(problemOf('2026-01-30')).toBe('past');
    expect(problemOf('2027-03-01')).toBe('far');
    expect(problemOf('')).toBe('missing');
  });
});
