import { renewedUntil, SESSION_MS } from './session-life.js';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const END = new Date(START + SESSION_MS);

describe('the end of a session', () => {
  it('is thirty days after the last visit', () => {
    const visit = START + 20 * 24 * HOUR_MS;
    expect(renewedUntil(END, visit)).toEqual(new Date(visit + 30 * 24 * HOUR_MS));
  });

  it('is moved at most once a day', () => {
    expect(renewedUntil(END, START + 23 * HOUR_MS)).toBe(END);
    expect(renewedUntil(END, START + 24 * HOUR_MS)).not.toBe(END);
  });
});
