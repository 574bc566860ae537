import { earlierMoment, earlierWindow, laterMoment, type Comparison } from './comparison.js';

const at = (text: string) => Date.parse(text);
const window = (from: string, to: string) => ({ from: at(from), to: at(to) });
const compared = (from: string, to: string, comparison: Comparison, timezone = 'UTC') => ({
  range: window(from, to),
  comparison,
  timezone,
});

describe('the time that a range is compared with', () => {
  it('is the one just before it, as long as it is', () => {
    const range = { from: 1000, to: 1600 };
    expect(earlierWindow({ range, comparison: 'period', timezone: 'UTC' })).toEqual({ from: 400, to: 1000 });
  });

  it('is a week earlier by the clock on the wall, also after the clocks have changed', () => {
    // The clocks of New York went back on 2 November 2014: nine o'clock is 14:00 UTC after it and 13:00 UTC before.
    const inNewYork = compared('2014-11-01T13:00Z', '2014-11-04T14:00Z', 'week', 'America/New_York');
    expect(earlierWindow(inNewYork)).toEqual(window('2014-10-25T13:00Z', '2014-10-28T13:00Z'));
    expect(earlierMoment(at('2014-11-03T14:00Z'), inNewYork)).toBe(at('2014-10-27T13:00Z'));
    expect(laterMoment(at('2014-10-27T13:00Z'), inNewYork)).toBe(at('2014-11-03T14:00Z'));
    const inUtc = compared('2014-11-01T13:00Z', '2014-11-04T14:00Z', 'week');
    expect(earlierWindow(inUtc)).toEqual(window('2014-10-25T13:00Z', '2014-10-28T14:00Z'));
  });

  it('is a year earlier by the calendar, leap years too', () => {
    expect(earlierWindow(compared('2025-03-01T00:00Z', '2025-03-02T00:00Z', 'year'))).toEqual(
      window('2024-03-01T00:00Z', '2024-03-02T00:00Z'),
    );
    expect(earlierWindow(compared('2024-02-29T00:00Z', '2024-03-01T00:00Z', 'year'))).toEqual(
      window('2023-03-01T00:00Z', '2023-03-02T00:00Z'),
    );
  });
});
