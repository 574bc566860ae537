import { relativeTime } from './time-ago';

const now = Date.UTC(2026, 0, 31);
const said = (seconds: number) => relativeTime(now + seconds * 1000, now, 'en');

describe('an instant as its distance from now', () => {
  it.each([
    [-180, '3 minutes ago'],
    [-7200, '2 hours ago'],
    [86_400, 'tomorrow'],
    [10 * 86_400, 'in 10 days'],
    [-40 * 86_400, '6 weeks ago'],
    [-400 * 86_400, '13 months ago'],
  ])('is exact enough to act on: %p seconds', (seconds, text) => {
    expect(said(seconds)).toBe(text);
  });

  it('is left to words within a minute', () => {
    expect(said(-20)).toBe('');
  });
});
