import fc from 'fast-check';
import { frameOf, type Frame } from '../frame.js';
import { deltaOf, patched } from './frame-deltas.js';

const frame = (rows: readonly (readonly [time: number, value: number])[], facts: object = {}): Frame =>
  frameOf(
    'a',
    [
      { name: 'time', type: 'time', values: Float64Array.from(rows, ([time]) => time) },
      { name: 'a', type: 'number', values: Float64Array.from(rows, ([, value]) => value) },
    ],
    facts,
  );
const rowsOf = (of: Frame) => Array.from({ length: of.length }, (_, at) => of.fields.map(({ values }) => values[at]));

describe('deltas of frames', () => {
  it('tell a range that moved on in the rows at its ends', () => {
    const before = frame(
      [
        [1, 5],
        [2, 6],
        [3, 7],
        [4, 8],
      ],
      { asOf: 1 },
    );
    const now = frame(
      [
        [2, 3],
        [3, 7],
        [4, 8],
        [5, 9],
      ],
      { asOf: 2 },
    );
    const delta = deltaOf(before, now);
    expect(rowsOf(delta.frame)).toEqual([
      [2, 3],
      [5, 9],
    ]);
    expect([delta.head, delta.keep]).toEqual([1, [2, 4]]);
    expect(patched(before, delta)).toEqual(now);
  });

  it('tell a frame whole to who has none, and one with other columns', () => {
    const now = frame([[1, 5]]);
    expect(deltaOf(undefined, now)).toEqual({ frame: now, head: 0, keep: [0, 0] });
    const other = { ...now, fields: now.fields.map((field) => ({ ...field, name: 'b' })) };
    expect(deltaOf(other, now).keep).toEqual([0, 0]);
  });

  it('tell texts whole', () => {
    const texts = frameOf('t', [{ name: 't', type: 'string', values: Uint32Array.of(0), dictionary: ['x'] }]);
    const delta = deltaOf(texts, texts);
    expect([delta.keep, delta.frame]).toEqual([[0, 0], texts]);
  });

  it('are refused by who has another frame', () => {
    const delta = deltaOf(
      frame([
        [1, 1],
        [2, 2],
      ]),
      frame([
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    );
    expect(() => patched(frame([[1, 1]]), delta)).toThrow('another frame');
    expect(() => patched(undefined, delta)).toThrow('another frame');
  });

  it('always lead from one frame to the next', () => {
    const rows = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, -0, NaN, 1, 2)), {
        selector: ([time]) => time,
      })
      .map((unsorted) => unsorted.sort(([one], [other]) => one - other));
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const [before, now] = [frame(one, { asOf: 1 }), frame(other, { asOf: 2 })];
        expect(patched(before, deltaOf(before, now))).toEqual(now);
      }),
    );
  });
});
