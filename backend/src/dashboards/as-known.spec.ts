import type { Query } from '@quarterdeck/sdk/api/queries';
import { asKnown, saidAsKnown } from './as-known.js';

const AT = '2026-11-01T00:00:00.000Z';
const CONNECTION = '00000000-0000-4000-8000-000000000000';
const query = (input: Query['input'], kind = 'metrics', source: Query['source'] = 'metrics'): Query => ({
  ...{ source, kind, input },
});

describe('a question of what was known', () => {
  it('stays as it is where no instant is asked', () => {
    expect(asKnown(query({ metric: 'orders' }), undefined)).toEqual(query({ metric: 'orders' }));
  });

  it('goes into the question, and into each of a formula', () => {
    expect(asKnown(query({ metric: 'orders' }), AT).input).toEqual({ metric: 'orders', asKnownAt: AT });
    const formula = {
      formula: 'a / b',
      queries: { a: { metric: 'x' }, b: { metric: 'y', asKnownAt: '2020-01-01T00:00:00Z' } },
    };
    expect(asKnown(query(formula, 'formula'), AT).input).toEqual({
      formula: 'a / b',
      queries: { a: { metric: 'x', asKnownAt: AT }, b: { metric: 'y', asKnownAt: '2020-01-01T00:00:00Z' } },
    });
  });

  it('is answered by other sources with what they have, and they say so', () => {
    const other = query({ sql: 'select 1' }, 'sql', CONNECTION);
    const answer = { frames: [{ name: 'a', length: 0, fields: [] }], problem: null };
    expect(asKnown(other, AT)).toEqual(other);
    expect(saidAsKnown(answer, other, AT).frames[0]?.notices).toMatchObject([{ level: 'warning' }]);
    expect(saidAsKnown(answer, query({ metric: 'orders' }), AT)).toEqual(answer);
    expect(saidAsKnown(answer, other, undefined)).toEqual(answer);
  });
});
