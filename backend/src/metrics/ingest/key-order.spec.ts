import fc from 'fast-check';
import type { PointColumns } from '../binary-copy.js';
import { inKeyOrder, withoutDuplicates } from './key-order.js';

type Row = [series: number, time: number, value: number];
const columns = (rows: readonly Row[]): PointColumns => ({
  series: Int32Array.from(rows, ([series]) => series),
  times: Float64Array.from(rows, ([, time]) => time),
  values: Float64Array.from(rows, ([, , value]) => value),
});
const rowsIn = ({ series, times, values }: PointColumns): Row[] =>
  [...series].map((id, row) => [id, times[row] as number, values[row] as number]);
const byKey = (a: Row, b: Row) => a[0] - b[0] || a[1] - b[1];

/** Ids close together and far apart, times in any order, keys again and again. */
const sent = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
    fc.integer({ min: 0, max: 6 }),
    fc.integer(),
  ),
  { maxLength: 40 },
);

describe('the order of keys', () => {
  it('is by series and time, and as they were sent where the key is the same', () => {
    fc.assert(
      fc.property(sent, (rows) => {
        expect(rowsIn(inKeyOrder(columns(rows)))).toEqual([...rows].sort(byKey));
      }),
    );
  });

  it('holds each key once where the last one sent wins', () => {
    fc.assert(
      fc.property(sent, (rows) => {
        const last = new Map(rows.map((row) => [`${String(row[0])} ${String(row[1])}`, row]));
        expect(rowsIn(withoutDuplicates(columns(rows)))).toEqual([...last.values()].sort(byKey));
      }),
    );
  });

  it('leaves alone what is in order already', () => {
    const points = columns([
      [1, 1, 1],
      [1, 2, 2],
      [2, 1, 3],
    ]);
    expect(inKeyOrder(points)).toBe(points);
    expect(withoutDuplicates(points)).toBe(points);
  });
});
