import { Turns } from './turns.js';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { work: () => promise, end: () => resolve(undefined) };
}

/** Whoever can begin has begun. */
const allBegun = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('let so many work at once, and the others in the order in which they came', async () => {
    const turns = new Turns({ atOnce: 2, mostWaiting: 10, longestWaitMs: 60_000 });
    const begun: number[] = [];
    const works = [0, 1, 2, 3].map(() => held());
    const all = works.map(({ work }, number) =>
      turns.take('a', never, () => {
        begun.push(number);
        return work();
      }),
    );
    expect(begun).toEqual([0, 1]);
    works[1]?.end();
    await allBegun();
    expect(begun).toEqual([0, 1, 2]);
    works[0]?.end();
    await allBegun();
    expect(begun).toEqual([0, 1, 2, 3]);
    for (const { end } of works) end();
    await Promise.all(all);
  });

  it('of one key are not waited for by another', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 10, longestWaitMs: 60_000 });
    const long = held();
    const first = turns.take('a', never, long.work);
    expect(await turns.take('b', never, async () => 'now')).toBe('now');
    long.end();
    await first;
  });

  it('are lost by who goes, and the next one comes', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 10, longestWaitMs: 60_000 });
    const long = held();
    const [first, leaving] = [turns.take('a', never, long.work), new AbortController()];
    let worked = false;
    const gone = turns.take('a', leaving.signal, async () => void (worked = true));
    const next = turns.take('a', never, async () => 'next');
    leaving.abort(new Error('gone'));
    await expect(gone).rejects.toThrow('gone');
    long.end();
    await first;
    expect([await next, worked]).toEqual(['next', false]);
  });

  it('go on after work that failed', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 10, longestWaitMs: 60_000 });
    await expect(turns.take('a', never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.take('a', never, async () => 'fine')).toBe('fine');
  });

  it('are refused where too many wait', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 1, longestWaitMs: 60_000 });
    const long = held();
    const both = [turns.take('a', never, long.work), turns.take('a', never, async () => undefined)];
    await expect(turns.take('a', never, async () => undefined)).rejects.toMatchObject({ code: 'query.busy' });
    long.end();
    await Promise.all(both);
  });

  it('are refused who has waited too long, and the next one comes all the same', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 10, longestWaitMs: 1 });
    const long = held();
    const first = turns.take('a', never, long.work);
    await expect(turns.take('a', never, async () => undefined)).rejects.toMatchObject({ code: 'query.busy' });
    long.end();
    await first;
    expect(await turns.take('a', never, async () => 'next')).toBe('next');
  });
});
