import { epochOf, offsetAt, wallTimeOf } from './zoned-time';

const wall = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute, second: 0 };
};
const iso = (text: string, zone: string) => new Date(epochOf(wall(text), zone)).toISOString();

describe('times of a zone', () => {
  it.each([
    ['2026-07-01 12:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-01-01 00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
    ['2014-11-02 00:00', 'America/New_York', '2014-11-02T04:00:00.000Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(iso(text, zone)).toBe(instant);
    expect(wallTimeOf(Date.parse(instant), zone)).toEqual(wall(text));
  });

  it('takes the first of an hour that comes twice', () => {
    expect(iso('2014-11-02 01:30', 'America/New_York')).toBe('2014-11-02T05:30:00.000Z');
  });

  it('moves a time that the clock jumps over forward', () => {
    expect(iso('2026-03-29 02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('knows how far a clock is ahead', () => {
    expect(offsetAt(Date.UTC(2026, 6, 1), 'Asia/Kolkata')).toBe(5.5 * 3_600_000);
  });
});
