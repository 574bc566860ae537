import { snapped, zoomStep } from './zoom-snap';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

describe('a span selected by dragging', () => {
  it.each([
    [0, 20, 1000],
    [0, 5000, 60_000],
    [30 * 60_000, 1000, 30 * 60_000],
    [30 * 60_000, 5 * HOUR, 6 * HOUR],
    [7 * 24 * HOUR, HOUR, 24 * HOUR],
  ])('of data every %d ms, %d ms per pixel, snaps to %d ms', (resolution, pixel, step) => {
    expect(zoomStep(resolution, pixel)).toBe(step);
  });

  it('begins and ends on the clock of the zone', () => {
    const span = { from: at('2014-11-01T05:12:34.567Z'), to: at('2014-11-20T03:59:00.001Z') };
    expect(snapped(span, 24 * HOUR, 'America/New_York')).toEqual({
      from: at('2014-11-01T04:00:00Z'),
      to: at('2014-11-20T05:00:00Z'),
    });
  });

  it('is at least one step long', () => {
    const span = { from: at('2014-11-01T05:10:00Z'), to: at('2014-11-01T05:20:00Z') };
    expect(snapped(span, HOUR, 'UTC')).toEqual({ from: at('2014-11-01T05:00:00Z'), to: at('2014-11-01T06:00:00Z') });
  });
});
