import { timeTicks } from './time-axis';

const at = (text: string) => Date.parse(text);
const labels = (from: string, to: string, zone = 'UTC', atMost = 8) =>
  timeTicks({ from: at(from), to: at(to) }, zone, 'en-GB', atMost).map(({ text, context }) => [text, context]);

describe('the labels of a time axis', () => {
  it('are hours, and say the day where it begins', () => {
    expect(labels('2014-11-02T10:30:00Z', '2014-11-03T08:00:00Z', 'UTC', 6)).toEqual([
      ['12:00', 'Sun, 2 Nov 2014'],
      ['18:00', ''],
      ['00:00', 'Mon 3 Nov'],
      ['06:00', ''],
    ]);
  });

  it('are minutes and seconds where the range is short', () => {
    expect(labels('2014-11-02T10:30:02Z', '2014-11-02T10:30:22Z', 'UTC', 5).map(([text]) => text)).toEqual([
      '10:30:05',
      '10:30:10',
      '10:30:15',
      '10:30:20',
    ]);
    expect(labels('2014-11-02T10:01:00Z', '2014-11-02T10:59:00Z', 'UTC', 6).map(([text]) => text)).toEqual([
      '10:10',
      '10:20',
      '10:30',
      '10:40',
      '10:50',
    ]);
  });

  it('are Mondays where the range is weeks long', () => {
    expect(labels('2026-11-01T00:00:00Z', '2026-11-29T00:00:00Z', 'UTC', 6)).toEqual([
      ['2 Nov', '2026'],
      ['9 Nov', ''],
      ['16 Nov', ''],
      ['23 Nov', ''],
    ]);
  });

  it('are months, and say the year where it begins', () => {
    expect(labels('2014-10-20T00:00:00Z', '2015-02-10T00:00:00Z', 'UTC', 5)).toEqual([
      ['Nov', '2014'],
      ['Dec', ''],
      ['Jan', '2015'],
      ['Feb', ''],
    ]);
  });

  it('are years where the range is long', () => {
    expect(labels('1999-06-01T00:00:00Z', '2021-06-01T00:00:00Z', 'UTC', 6).map(([text]) => text)).toEqual([
      '2000',
      '2005',
      '2010',
      '2015',
      '2020',
    ]);
  });

  it('stand at the midnights of the zone, also where clocks change', () => {
    const ticks = timeTicks(
      { from: at('2026-03-28T12:00:00Z'), to: at('2026-03-31T12:00:00Z') },
      'Europe/Berlin',
      'en-GB',
      4,
    );
    expect(ticks.map((tick) => new Date(tick.at).toISOString())).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
  });

  it('are never more than there is room for', () => {
    for (const days of [0.01, 0.3, 1, 3, 10, 45, 215, 900, 9000]) {
      const range = { from: 0, to: days * 86_400_000 };
      for (const atMost of [2, 4, 6, 8]) {
        const ticks = timeTicks(range, 'Asia/Kathmandu', 'en', atMost);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(atMost);
      }
    }
  });
});
