import fc from 'fast-check';
import { readPoints, requireAll } from './points-body.js';
import { seriesText } from '../series-text.js';

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

  it('are refused with every point at fault, by its index, its field and what it holds', () => {
    const sent = readPoints([
      { metric: 'a', time: 1, value: 1 },
      { metric: 'a', time: '31.1.2026', value: 1 },
      { metric: 'a', time: 1, value: 'abc' },
      { metric: '1a', time: 1, value: 1 },
      { metric: 'a', labels: { x: 7 }, time: 1, value: 1 },
      { metric: 'a', labels: { x: '\0' }, time: 1, value: 1 },
      { metric: 'a', time: -1, value: 1 },
      { metric: 'a', time: 1 },
      'a',
    ]);
    expect(sent.points.times).toHaveLength(1);
    expect(sent.refused).toBe(8);
    expect(sent.errors.map(({ index, path, code }) => [index, path, code])).toEqual([
      [1, 'time', 'time-unreadable'],
      [2, 'value', 'value-unreadable'],
      [3, 'metric', 'metric-unreadable'],
      [4, 'labels', 'labels-unreadable'],
      [5, 'labels', 'label-unreadable'],
      [6, 'time', 'time-out-of-range'],
      [7, 'value', 'no-value'],
      [8, '', 'point-unreadable'],
    ]);
    expect(() => {
      requireAll(sent);
    }).toThrow('No point was stored. 8 of 9 are at fault. Point 1: The time cannot be read: time holds “31.1.2026”.');
  });

  it('are refused with the place of a series that is not listed', () => {
    const { errors } = readPoints({
      series: [{ metric: 'a' }],
      points: [
        [0, 1, 1],
        [1, 1, 1],
        [0, 1.5, 1],
        [0, 1],
      ],
    });
    expect(errors.map(({ index, message }) => [index, message])).toEqual([
      [1, 'There is no series at this place of the list: 0 holds “1”.'],
      [2, 'The time cannot be read: 1 holds “1.5”.'],
      [3, 'This is no point: it holds “[0,1]”.'],
    ]);
  });

  it('are refused whole, whatever is sent instead', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        fc.pre(!Array.isArray(body) || body.length > 0);
        try {
          requireAll(readPoints(body));
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
