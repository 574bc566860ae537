import { zonedTimes } from './zoned-time.js';

describe('local times of a zone', () => {
  const newYork = zonedTimes('America/New_York');
  const iso = (local: string) => new Date(newYork(local)).toISOString();

  it('are read with the offset of their season', () => {
    expect(iso('2014-07-01 00:30:00')).toBe('2014-07-01T04:30:00.000Z');
    expect(iso('2014-12-25 12:00:00')).toBe('2014-12-25T17:00:00.000Z');
  });

  it('are read as the first occurrence in the hour that happens twice', () => {
    expect(iso('2014-11-02 01:30:00')).toBe('2014-11-02T05:30:00.000Z');
    expect(iso('2014-11-02 02:00:00')).toBe('2014-11-02T07:00:00.000Z');
  });

  it('are refused when they are none', () => {
    expect(() => newYork('yesterday')).toThrow('"yesterday" is no local time.');
  });
});
