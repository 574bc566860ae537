import fc from 'fast-check';
import { readPoints, seriesText } from './points-body.js';

describe('the two forms of points', () => {
  it('come to the same', () => {
    const plain = readPoints([
      { metric: 'a', labels: { x: '1' }, time: '2026-01-01T00:00:00Z', value: 1 },
      { metric: 'b', time: Date.UTC(2026, 0, 1), value: 2 },
      { metric: 'a', labels: { x: '1' }, time: '2026-01-01T01:00:00+01:00', value: 3 },
    ]);
    const columnar = readPoints({
      series: [{ metric: 'a', labels: { x: '1' } }, { metric: 'b' }],
      points: [
        [0, Date.UTC(2026, 0, 1), 1],
        [1, Date.UTC(2026, 0, 1), 2],
        [0, Date.UTC(2026, 0, 1), 3],
      ],
    });
    expect(plain).toEqual(columnar);
  });

  it('name the first point at fault', () => {
    const body = {
      series: [{ metric: 'a' }],
      points: [
        [0, 1, 1],
        [0, 1.5, 1],
      ],
    };
    expect(() => readPoints(body)).toThrow('No point was stored. points.1: Write [place of its series (0 to 0)');
  });

  it('are refused whole, whatever is sent instead', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        fc.pre(!Array.isArray(body) || body.length > 0);
        try {
          readPoints(body);
          return false;
        } catch (error) {
          return (error as { code?: string }).code === 'points.invalid';
        }
      }),
    );
  });

  it('know a series by its labels in any order, and never mix up two', () => {
    expect(seriesText({ metric: 'm', labels: { b: '2', a: '1' } })).toBe(
      seriesText({ metric: 'm', labels: { a: '1', b: '2' } }),
    );
    expect(seriesText({ metric: 'm', labels: { a: '1,b' } })).not.toBe(
      seriesText({ metric: 'm', labels: { a: '1', b: '' } }),
    );
  });
});
