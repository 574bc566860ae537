import {
  isRelative,
  resolveEdge,
  resolveRange,
  TimeEdge,
  TimeWindow,
  TimeWindowParams,
  Timezone,
} from './time-range.js';

const NOW = Date.UTC(2026, 10, 20, 12);

describe('an edge of a time range', () => {
  it.each([
    ['now', NOW],
    ['now-30s', NOW - 30_000],
    ['now-6h', NOW - 6 * 3_600_000],
    ['now-2w', NOW - 14 * 86_400_000],
    ['2026-01-31T00:00:00Z', Date.UTC(2026, 0, 31)],
    ['2026-01-31T02:00:00+02:00', Date.UTC(2026, 0, 31)],
  ])('%s is an instant', (edge, instant) => {
    expect(TimeEdge.parse(edge)).toBe(edge);
    expect(resolveEdge(edge, NOW)).toBe(instant);
  });

  it.each(['yesterday', 'now+1h', 'now-6', 'now-6y', '2026-01-31', ''])('"%s" is refused', (edge) => {
    expect(TimeEdge.safeParse(edge).success).toBe(false);
  });

  it('that is no time cannot be resolved', () => {
    expect(() => resolveEdge('soon', NOW)).toThrow(RangeError);
  });
});

describe('a time range', () => {
  it('moves with the clock where one of its edges does', () => {
    expect(isRelative({ from: '2026-01-01T00:00:00Z', to: 'now' })).toBe(true);
    expect(isRelative({ from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' })).toBe(false);
    expect(resolveRange({ from: 'now-1h', to: 'now' }, NOW)).toEqual({ from: NOW - 3_600_000, to: NOW });
  });

  it('must end after it begins', () => {
    expect(TimeWindow.safeParse({ from: 2, to: 2 }).success).toBe(false);
    expect(TimeWindow.parse({ from: 1, to: 2 })).toEqual({ from: 1, to: 2 });
  });

  it.each([
    [-62_135_596_800_001, 0],
    [0, 253_402_300_800_001],
  ])('from %d to %d leaves the years that calendars and databases can write', (from, to) => {
    expect(TimeWindow.safeParse({ from, to }).success).toBe(false);
    expect(TimeWindowParams.safeParse({ from, to }).success).toBe(false);
  });

  it('is read from a query string', () => {
    expect(TimeWindowParams.parse({ from: '1', to: '2' })).toEqual({ from: 1, to: 2 });
    expect(TimeWindowParams.safeParse({ from: 'a', to: '2' }).success).toBe(false);
  });
});

describe('a time zone', () => {
  it('is one of the IANA database', () => {
    expect(Timezone.safeParse('America/New_York').success).toBe(true);
    expect(Timezone.safeParse('Moon/Tranquility').success).toBe(false);
  });

  it('is no offset: PostgreSQL counts those the other way round', () => {
    expect(Timezone.safeParse('+05:30').success).toBe(false);
  });
});
