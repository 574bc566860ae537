import { encodeFrames, frameOf, type Frame } from '@quarterdeck/sdk';
import { deltaOf } from '@quarterdeck/sdk/api/frame-deltas';
import type { LiveNumbers } from '@quarterdeck/sdk/api/live';
import { ToldFrames } from './told-frames';

const frame = (...values: number[]): Frame =>
  frameOf('a', [
    { name: 'time', type: 'time', values: Float64Array.from(values.keys()) },
    { name: 'a', type: 'number', values: Float64Array.from(values) },
  ]);
const window = { from: 0, to: 1 };

function news(seq: number, before: Frame | undefined, now: Frame): [LiveNumbers, Uint8Array] {
  const { frame: rows, head, keep } = deltaOf(before, now);
  const base = before ? seq - 1 : null;
  return [{ room: 'r', seq, base, window, deltas: [{ head, keep: [...keep] }] }, encodeFrames([rows])];
}

describe('what a page is told of a room', () => {
  let told: ToldFrames;
  beforeEach(() => {
    told = new ToldFrames();
    told.place({ one: 'r', two: 'r', three: 'other' });
  });

  it('is for all panels that ask the same, and each news adds what changed', () => {
    const [first, second] = [frame(1, 2), frame(1, 2, 3)];
    expect(told.take(...news(1, undefined, first))).toEqual({ panels: ['one', 'two'], frames: [first] });
    expect(told.take(...news(2, first, second))).toEqual({ panels: ['one', 'two'], frames: [second] });
    expect(told.known()).toEqual({ one: { room: 'r', seq: 2 }, two: { room: 'r', seq: 2 } });
  });

  it('is refused where something is missing before it, and asked again from where it was', () => {
    expect(told.take(...news(4, frame(1), frame(1, 2)))).toBeUndefined();
    expect(told.known().one).toEqual({ room: 'r', seq: 0 });
    told.take(...news(5, undefined, frame(1)));
    expect(told.take(...news(7, frame(1), frame(1, 2)))).toBeUndefined();
    expect(told.known().one).toEqual({ room: 'r', seq: 5 });
  });

  it('is nothing to a page that looks elsewhere, which forgets it', () => {
    told.take(...news(1, undefined, frame(1)));
    told.place({ three: 'other' });
    expect(told.take(...news(2, frame(1), frame(2)))).toEqual({ panels: [], frames: [] });
    expect(told.known()).toEqual({});
    expect([told.isTold('one'), told.isTold('three')]).toEqual([false, true]);
  });
});
