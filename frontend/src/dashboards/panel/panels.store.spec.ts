import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { frameOf } from '@quarterdeck/sdk';
import type { PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { PanelsStore, type Question } from './panels.store';

interface Asked {
  readonly body: PanelsBody;
  readonly signal: AbortSignal;
  answer(problem?: FramesAnswer['problem']): Promise<void>;
  fail(error: Error): Promise<void>;
}

describe('the numbers of a view', () => {
  let asked: Asked[];
  let store: PanelsStore;
  let now = 0;

  beforeEach(() => {
    jest.useFakeTimers();
    asked = [];
    now = 1_000_000;
    TestBed.configureTestingModule({ providers: [PanelsStore] });
    store = TestBed.inject(PanelsStore);
  });
  afterEach(() => jest.useRealTimers());

  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  const source: Question['source'] = {
    annotations: () => Promise.resolve([]),
    panels: (body, signal) =>
      new Promise((resolve, reject) => {
        const frames = [frameOf('f', [{ name: 'v', type: 'number', values: Float64Array.of(1) }])];
        asked.push({
          body,
          signal,
          answer: (problem = null) => {
            resolve(body.panels.map(() => ({ frames: problem ? [] : frames, problem })));
            return settle();
          },
          fail: (error) => {
            reject(error);
            return settle();
          },
        });
      }),
  };
  const question = (): Question => ({
    source,
    panels: ['a', 'b', 'c'],
    timezone: 'UTC',
    window: () => ({ from: now - 1000, to: now }),
  });
  const later = async (ms: number) => {
    jest.advanceTimersByTime(ms);
    await settle();
  };

  it('are asked for all panels in one request', async () => {
    void store.ask(question());
    expect(store.of('a')().loading).toBe(true);
    await asked[0]!.answer();
    expect(asked).toHaveLength(1);
    expect(asked[0]!.body).toMatchObject({ panels: ['a', 'b', 'c'], timezone: 'UTC', maxPoints: 1000 });
    expect(store.of('a')()).toMatchObject({ loading: false, problem: null, window: { to: now } });
  });

  it('are asked again only for stale panels, one request at a time, over a range that moved', async () => {
    void store.ask(question());
    store.again(['b']);
    store.again(['c', 'unknown']);
    await later(5000);
    expect(asked).toHaveLength(1);
    now += 60_000;
    await asked[0]!.answer();
    await later(1000);
    expect(asked[1]!.body).toMatchObject({ panels: ['b', 'c'], range: { to: now } });
    expect(store.of('a')().loading).toBe(false);
  });

  it('are asked at most once a second, however fast the news come', async () => {
    void store.ask(question());
    await asked[0]!.answer();
    for (let news = 0; news < 20; news++) {
      store.again(['a']);
      await later(40);
    }
    expect(asked).toHaveLength(1);
    await later(1000);
    expect(asked).toHaveLength(2);
  });

  it('of an older question are dropped when a newer one takes over', async () => {
    void store.ask(question());
    void store.ask({ ...question(), timezone: 'Europe/Paris' });
    expect(asked[0]!.signal.aborted).toBe(true);
    await asked[0]!.answer();
    expect(store.of('a')().frames).toBeNull();
    await asked[1]!.answer();
    expect(store.of('a')().frames).toHaveLength(1);
  });

  it('stay on the page when the server cannot be reached, and recover', async () => {
    void store.ask(question());
    await asked[0]!.answer();
    store.again('all');
    await later(1000);
    await asked[1]!.fail(new Error('away'));
    expect(store.of('a')()).toMatchObject({ loading: false, unreached: new Error('away') });
    expect(store.of('a')().frames).toHaveLength(1);
    expect(store.failure()).toEqual(new Error('away'));
    store.again('all');
    await later(1000);
    await asked[2]!.answer();
    expect(store.of('a')().unreached).toBeUndefined();
    expect(store.failure()).toBeUndefined();
  });

  it('carry what the server says about one panel', async () => {
    void store.ask(question());
    await asked[0]!.answer({ code: 'x', detail: 'The source is away.', fault: 'upstream' });
    expect(store.of('a')().problem?.fault).toBe('upstream');
    expect(store.failure()).toBeUndefined();
  });

  it('asks only for what came into view, beside what it still waits for, and not for what went out of it', async () => {
    void store.ask(question());
    store.show(['b', 'c', 'd'], ['d']);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(asked[1]?.body.panels).toEqual(['b', 'c', 'd']);
    await asked[1]?.answer();
    store.show(['d', 'e'], ['e']);
    expect(asked[2]?.body.panels).toEqual(['e']);
    await asked[2]?.answer();
    store.show(['d'], []);
    expect(asked).toHaveLength(3);
    store.again('all');
    await later(2000);
    expect(asked[3]?.body.panels).toEqual(['d']);
  });

  it('asks the same panels over the earlier time, and shows both at once', async () => {
    void store.ask({ ...question(), comparison: 'period' });
    const [present, earlier] = asked;
    expect(earlier?.body).toEqual({ ...present?.body, range: { from: now - 2000, to: now - 1000 } });
    await present?.answer();
    expect(store.of('a')().frames).toBeNull();
    await earlier?.answer();
    expect(store.of('a')().earlier).toMatchObject({ comparison: 'period', window: earlier?.body.range, failed: false });
    expect(store.compared()?.window).toEqual(earlier?.body.range);
  });

  it('shows the present numbers where the earlier ones cannot be had, and says so', async () => {
    void store.ask({ ...question(), comparison: 'week' });
    await asked[1]?.fail(new Error('gone'));
    await asked[0]?.answer();
    expect(store.of('a')().frames).toHaveLength(1);
    expect(store.of('a')().earlier?.failed).toBe(true);
    expect(store.failure()).toBeUndefined();
  });
});
