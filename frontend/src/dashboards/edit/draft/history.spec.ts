import * as fc from 'fast-check';
import { begun, done, redone, undone, type History } from './history';

const deeds = fc.array(fc.integer(), { maxLength: 30 });
const after = (all: readonly number[]) => all.reduce<History<number>>(done, begun(0));
const times = <T>(count: number, step: (value: T) => T, value: T) =>
  Array.from({ length: count }).reduce<T>((last) => step(last), value);

describe('a history', () => {
  it('goes all the way back and forth', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const history = after(all);
        const back = times(all.length, undone, history);
        expect(back.present).toBe(0);
        expect(times(all.length, redone, back)).toEqual(history);
      }),
    );
  });

  it('forgets what was taken back once something new is done', () => {
    expect(done(undone(after([1, 2])), 3)).toEqual({ past: [0, 1], present: 3, future: [] });
  });

  it('stays as it is where there is nothing to take back or to do again', () => {
    const history = begun('a');
    expect([undone(history), redone(history)]).toEqual([history, history]);
  });

  it('remembers two hundred steps', () => {
    expect(after(Array.from({ length: 500 }, (_, at) => at)).past).toHaveLength(200);
  });
});
