import { bucketText, momentText, spanText, whenText } from './moments';

const at = (text: string) => Date.parse(text);
/** Intl puts thin spaces around dashes. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('how times are said', () => {
  it('is by the clock of the zone, with seconds only where there are any', () => {
    expect(momentText(at('2014-11-04T23:30:00Z'), 'America/New_York', 'en-GB')).toBe('Tue, 4 Nov 2014, 18:30');
    expect(momentText(at('2014-11-04T23:30:05Z'), 'UTC', 'en-GB')).toBe('Tue, 4 Nov 2014, 23:30:05');
  });

  it('leaves out the hours of long spans', () => {
    const span = { from: at('2014-07-01T00:00:00Z'), to: at('2015-02-01T00:00:00Z') };
    expect(plain(spanText(span, 'UTC', 'en-GB'))).toBe('1 Jul 2014 – 31 Jan 2015');
    expect(plain(spanText({ ...span, to: span.from + 3_600_000 }, 'UTC', 'en-GB'))).toContain('00:00');
  });

  it('says the hours of days that were cut, for these change the numbers', () => {
    const span = { from: at('2014-11-01T06:00:00Z'), to: at('2014-11-20T18:00:00Z') };
    expect(plain(spanText(span, 'UTC', 'en-GB'))).toBe('1 Nov 2014, 06:00 – 20 Nov 2014, 18:00');
    const days = { from: at('2014-11-01T00:00:00Z'), to: at('2014-11-21T00:00:00Z') };
    expect(plain(spanText(days, 'UTC', 'en-GB'))).toBe('1 – 20 Nov 2014');
  });

  it('says the seconds of short spans', () => {
    const span = { from: at('2014-11-01T12:03:25Z'), to: at('2014-11-01T12:04:00Z') };
    expect(plain(spanText(span, 'UTC', 'en-GB'))).toContain('12:03:25');
  });

  it('says from when to when one value stands for', () => {
    const [from, to] = [at('2014-11-04T17:00:00Z'), at('2014-11-04T23:00:00Z')];
    expect(plain(bucketText({ from, to }, 'America/New_York', 'en-GB'))).toBe('Tue, 4 Nov 2014, 12:00–18:00');
    const day = { from: at('2014-11-04T00:00:00Z'), to: at('2014-11-05T00:00:00Z') };
    expect(plain(bucketText(day, 'UTC', 'en-GB'))).toBe('Tue, 4 Nov 2014');
  });

  it('says whole days without their midnights', () => {
    const [from, to] = [at('2014-11-27T05:00:00Z'), at('2014-11-28T05:00:00Z')];
    expect(whenText({ from, to }, 'America/New_York', 'en-GB')).toBe('27 Nov 2014');
    expect(whenText({ from, to: null }, 'America/New_York', 'en-GB')).toBe('Thu, 27 Nov 2014');
    expect(whenText({ from, to: null }, 'UTC', 'en-GB')).toContain('05:00');
  });
});
