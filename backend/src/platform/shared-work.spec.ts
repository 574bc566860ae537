import { SharedWork } from './shared-work.js';

const never = new AbortController().signal;

describe('work that several ask for', () => {
  it('is done once for all who ask while it runs', async () => {
    const shared = new SharedWork<number>();
    let runs = 0;
    const work = () => Promise.resolve(++runs);
    expect(await Promise.all([shared.join('a', never, work), shared.join('a', never, work)])).toEqual([1, 1]);
    expect(await shared.join('a', never, work)).toBe(2);
  });

  it('keeps different keys apart', async () => {
    const shared = new SharedWork<string>();
    const both = [shared.join('a', never, async () => 'a'), shared.join('b', never, async () => 'b')];
    expect(await Promise.all(both)).toEqual(['a', 'b']);
  });

  it('is aborted when the last one has gone, not the first', () => {
    const shared = new SharedWork<void>();
    const [first, second] = [new AbortController(), new AbortController()];
    let inside: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      inside = signal;
      return new Promise<void>(() => undefined);
    };
    void shared.join('a', first.signal, work);
    void shared.join('a', second.signal, work);
    first.abort();
    expect(inside?.aborted).toBe(false);
    second.abort();
    expect(inside?.aborted).toBe(true);
  });

  it('is begun anew for who comes after it was given up and before it has ended', async () => {
    const shared = new SharedWork<string>();
    const first = new AbortController();
    const given = Promise.withResolvers<string>();
    const late = shared.join('a', first.signal, () => given.promise);
    first.abort();
    const anew = shared.join('a', never, () => Promise.resolve('fresh'));
    given.resolve('given up');
    expect(await Promise.all([late, anew])).toEqual(['given up', 'fresh']);
  });

  it('is aborted when all who asked had gone before they asked', () => {
    const shared = new SharedWork<void>();
    let inside: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      inside = signal;
      return new Promise<void>(() => undefined);
    };
    void shared.join('a', AbortSignal.abort(), work);
    expect(inside?.aborted).toBe(true);
  });

  it('fails for all who ask while it runs, and for nobody after', async () => {
    const shared = new SharedWork<string>();
    const failing = Promise.withResolvers<string>();
    const both = [1, 2].map(() => shared.join('a', never, () => failing.promise));
    failing.reject(new Error('broken'));
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await shared.join('a', never, async () => 'fine')).toBe('fine');
  });
});
