import { frameOf, type Frame } from '@quarterdeck/sdk';
import { isEmpty, NOTHING_YET, panelState, staleSince, type PanelData } from './panel-data';

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const frame = (more: Partial<Frame> = {}) =>
  frameOf('f', [{ name: 'v', type: 'number', values: Float64Array.of(1) }], more);
const answered = (more: Partial<PanelData> = {}): PanelData => ({
  frames: [frame()],
  window: { from: 0, to: 1 },
  receivedAt: NOW,
  problem: null,
  unreached: undefined,
  earlier: null,
  loading: false,
  ...more,
});
const problem = { code: 'x', detail: 'x', fault: 'core' } as const;

describe('the state of a panel', () => {
  it.each([
    ['loading before the first answer', NOTHING_YET, 'loading'],
    ['shown once there is an answer', answered(), 'shown'],
    ['shown while its successor is on the way', answered({ loading: true }), 'shown'],
    ['shown with older numbers while the server is away', answered({ unreached: new Error('away') }), 'shown'],
    ['failed when the server says so', answered({ problem }), 'failed'],
    ['unreached when nothing ever came', { ...NOTHING_YET, loading: false, unreached: new Error('away') }, 'unreached'],
    ['loading again while that is tried again', { ...NOTHING_YET, unreached: new Error('away') }, 'loading'],
  ])('is %s', (_, data, kind) => {
    expect(panelState(data).kind).toBe(kind);
  });

  it('is empty without a single row', () => {
    expect(isEmpty([])).toBe(true);
    expect(isEmpty([frameOf('f', [])])).toBe(true);
    expect(isEmpty([frameOf('f', []), frame()])).toBe(false);
  });
});

describe('the age of the numbers', () => {
  it.each([
    ['fresh numbers', answered({ frames: [frame({ asOf: NOW - MINUTE })] }), true, 0, null],
    [
      'numbers older than two minutes',
      answered({ frames: [frame({ asOf: NOW - 3 * MINUTE })] }),
      true,
      0,
      NOW - 3 * MINUTE,
    ],
    [
      'hourly numbers of an hour ago',
      answered({ frames: [frame({ asOf: NOW - 60 * MINUTE, resolutionMs: 60 * MINUTE })] }),
      true,
      0,
      null,
    ],
    [
      'numbers refreshed every five minutes',
      answered({ frames: [frame({ asOf: NOW - 9 * MINUTE })] }),
      true,
      5 * MINUTE,
      null,
    ],
    ['a range that has ended', answered({ frames: [frame({ asOf: 0 })] }), false, 0, null],
    ['numbers that could not be asked again', answered({ unreached: new Error('away') }), false, 0, NOW],
    ['a panel without an answer', NOTHING_YET, true, 0, null],
  ])('of %s', (_, data, isRunning, refreshMs, since) => {
    expect(staleSince(data, isRunning, refreshMs, NOW)).toBe(since);
  });

  it('is told of fresh numbers too while the server cannot be reached, unless the range has ended', () => {
    expect(staleSince(answered(), true, 0, NOW, true)).toBe(NOW);
    expect(staleSince(answered(), false, 0, NOW, true)).toBeNull();
  });
});
