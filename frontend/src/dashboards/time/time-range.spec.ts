import { choiceInAddress, edgeForAddress, endsNow, quickRangeOf, shifted } from './time-range';
import { instantOf, wallText } from './wall-input';

const NOW = Date.UTC(2026, 10, 20, 12);

describe('a range in the address', () => {
  it.each([
    ['now-6h', 'now', { from: 'now-6h', to: 'now' }],
    ['now-7d', 'now-1d', { from: 'now-7d', to: 'now-1d' }],
    ['1404187200000', '1422766800000', { from: '2014-07-01T04:00:00.000Z', to: '2015-02-01T05:00:00.000Z' }],
    ['2014-07-01T00:00:00Z', 'now', { from: '2014-07-01T00:00:00Z', to: 'now' }],
  ])('%s to %s is understood', (from, to, choice) => {
    expect(choiceInAddress(from, to)).toEqual(choice);
  });

  it.each([
    [null, null],
    ['now-6h', null],
    ['now', 'now-6h'],
    ['2000', '1000'],
    ['yesterday', 'now'],
    ['9'.repeat(15), '1'],
    ['<script>', 'now'],
  ])('%s to %s is none', (from, to) => {
    expect(choiceInAddress(from, to)).toBeUndefined();
  });

  it('comes back as it went', () => {
    expect(edgeForAddress('now-6h')).toBe('now-6h');
    expect(edgeForAddress('2014-07-01T04:00:00.000Z')).toBe('1404187200000');
  });
});

describe('a range', () => {
  it('is known by its name', () => {
    expect(quickRangeOf({ from: 'now-24h', to: 'now' })).toBe('24h');
    expect(quickRangeOf({ from: 'now-24h', to: 'now-1h' })).toBeUndefined();
  });

  it('steps by its own length', () => {
    expect(shifted({ from: 'now-2h', to: 'now' }, -1, NOW)).toEqual({
      from: '2026-11-20T08:00:00.000Z',
      to: '2026-11-20T10:00:00.000Z',
    });
    expect(endsNow({ from: 'now-2h', to: 'now' }, NOW)).toBe(true);
    expect(endsNow(shifted({ from: 'now-2h', to: 'now' }, -1, NOW), NOW)).toBe(false);
  });
});

describe('a time as people write it', () => {
  it('is one of the zone', () => {
    expect(instantOf('2014-11-02T00:00', 'America/New_York')).toBe(Date.UTC(2014, 10, 2, 4));
    expect(wallText(Date.UTC(2014, 10, 2, 4), 'America/New_York')).toBe('2014-11-02 00:00');
    expect(instantOf('2014-11-02', 'UTC')).toBe(Date.UTC(2014, 10, 2));
  });

  it.each(['', 'soon', '2014-13-01 00:00', '2014-06-31 00:00', '2014-01-01 24:00', '2014-01-01 10:60'])(
    '"%s" is none',
    (text) => {
      expect(instantOf(text, 'UTC')).toBeNull();
    },
  );
});
