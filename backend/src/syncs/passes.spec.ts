import { startOf, type StreamState } from './passes.js';

const at = (ms: number) => new Date(ms);
const STATE: StreamState = { cursor: { page: 'p' }, since: at(0), passBeganAt: null, newestAt: at(10_000) };

describe('a pass', () => {
  it('goes on where it is as long as it is open, whatever it looks back', () => {
    const open = { ...STATE, since: at(4_000), passBeganAt: at(20_000) };
    expect(startOf(open, 3_000)).toEqual({ cursor: { page: 'p' }, since: at(4_000) });
  });

  it('goes on behind the one before where nothing looks back', () => {
    expect(startOf(STATE, undefined)).toEqual({ cursor: { page: 'p' }, since: at(0) });
  });

  it('begins anew before the newest record where its stream looks back, and never before all time', () => {
    expect(startOf(STATE, 3_000)).toEqual({ cursor: null, since: at(7_000) });
    expect(startOf(STATE, 0)).toEqual({ cursor: null, since: at(10_000) });
    expect(startOf(STATE, 30_000)).toEqual({ cursor: null, since: at(0) });
  });

  it('begins where it did before as long as no record came', () => {
    expect(startOf({ ...STATE, since: at(5), newestAt: null }, 3_000)).toEqual({ cursor: null, since: at(5) });
  });
});
