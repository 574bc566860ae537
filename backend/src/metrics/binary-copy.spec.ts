import { encodeArrays, encodeCopy } from './binary-copy.js';

const columns = (rows: [number, number, number][]) => ({
  series: Int32Array.from(rows, ([series]) => series),
  times: Float64Array.from(rows, ([, time]) => time),
  values: Float64Array.from(rows, ([, , value]) => value),
});

describe('points on their way to PostgreSQL', () => {
  it('follow the published format of binary COPY', () => {
    const bytes = encodeCopy(columns([[7, Date.UTC(2000, 0, 1, 0, 0, 1), 1.5]]));
    expect(bytes.subarray(0, 11).toString('latin1')).toBe('PGCOPY\n\xff\r\n\0');
    expect(bytes.readInt16BE(19)).toBe(3);
    expect([bytes.readInt32BE(21), bytes.readInt32BE(25)]).toEqual([4, 7]);
    expect(bytes.readBigInt64BE(33)).toBe(1_000_000n);
    expect(bytes.readDoubleBE(45)).toBe(1.5);
    expect(bytes.readInt16BE(53)).toBe(-1);
    expect(bytes).toHaveLength(55);
  });

  it('keep times before 2000 exact', () => {
    const bytes = encodeCopy(columns([[1, Date.UTC(1999, 11, 31, 23, 59, 59, 999), 0]]));
    expect(bytes.readBigInt64BE(33)).toBe(-1000n);
  });

  it('become arrays of one dimension without nulls', () => {
    const [ids] = encodeArrays(
      columns([
        [1, 0, 0],
        [2, 0, 0],
      ]),
    );
    expect([0, 4, 8, 12, 16].map((at) => ids.readInt32BE(at))).toEqual([1, 0, 23, 2, 1]);
    expect([ids.readInt32BE(24), ids.readInt32BE(32)]).toEqual([1, 2]);
  });
});
