import { Paged, type PageOf } from './paged';

describe('rows that come in pages', () => {
  const answers = new Map<string, (page: PageOf<string>) => void>();
  const refusals = new Map<string, (error: Error) => void>();
  const make = () =>
    new Paged<string, string>(
      (filter, cursor) =>
        new Promise((resolve, reject) => {
          answers.set(`${filter} ${cursor ?? ''}`, resolve);
          refusals.set(`${filter} ${cursor ?? ''}`, reject);
        }),
    );
  const answer = (question: string, rows: string[], next: string | null) => answers.get(question)?.({ rows, next });

  it('are added page by page until the last', async () => {
    const paged = make();
    expect([paged.rows(), paged.count(), paged.hasMore()]).toEqual([null, null, false]);
    const first = paged.load('all');
    answer('all ', ['a', 'b'], '2');
    await first;
    expect([paged.rows(), paged.hasMore()]).toEqual([['a', 'b'], true]);
    const second = paged.more();
    answer('all 2', ['c'], null);
    await second;
    expect([paged.rows(), paged.hasMore()]).toEqual([['a', 'b', 'c'], false]);
    paged.change((rows) => rows.filter((row) => row !== 'b'));
    expect(paged.count()).toBe(2);
  });

  it('are those of the last filter, whichever answer comes last', async () => {
    const paged = make();
    const former = paged.load('old');
    const latter = paged.load('new');
    answer('new ', ['n'], '1');
    await latter;
    const late = paged.more();
    answer('old ', ['o'], null);
    await former;
    expect(paged.rows()).toEqual(['n']);
    const newest = paged.load('newest');
    answer('new 1', ['n2'], null);
    answer('newest ', ['x'], null);
    await Promise.all([late, newest]);
    expect(paged.rows()).toEqual(['x']);
  });

  it('stay where the next page fails, and a failed beginning is tried again', async () => {
    const paged = make();
    const broken = paged.load('all');
    refusals.get('all ')?.(new Error('away'));
    await broken;
    expect([paged.failure(), paged.rows()]).toEqual([new Error('away'), null]);
    const again = paged.again();
    answer('all ', ['a'], '1');
    await again;
    const more = paged.more();
    refusals.get('all 1')?.(new Error('busy'));
    await more;
    expect([paged.failure(), paged.refusal(), paged.rows(), paged.hasMore()]).toEqual([
      undefined,
      new Error('busy'),
      ['a'],
      true,
    ]);
  });
});
