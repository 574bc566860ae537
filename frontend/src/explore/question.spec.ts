import { fragmentOf, letterOf, neededBy, NO_QUESTION, questionIn, type Question, type QuestionPart } from './question';

const orders: QuestionPart['query'] = {
  source: 'metrics',
  kind: 'metrics',
  input: { metric: 'shop.orders', labels: { shop: 'a#b 100%' } },
};
const question = (more: Partial<Question> = {}): Question => ({
  ...NO_QUESTION,
  parts: [{ query: orders, hidden: false }],
  ...more,
});

describe('a question in the address', () => {
  it('comes back as it was, with what is hidden, chosen and shown', () => {
    const whole = question({ shown: 'table', variables: { shop: ['north'] }, timezone: 'Europe/Berlin' });
    const hidden: Question = { ...whole, parts: [...whole.parts, { query: orders, hidden: true }] };
    expect(questionIn(fragmentOf(hidden) ?? '')).toEqual(hidden);
  });

  it('is no fragment at all where nothing is asked', () => {
    expect(fragmentOf(NO_QUESTION)).toBeUndefined();
  });

  it('is none where the fragment is no question of ours', () => {
    const foreign = ['main', '{', '[]', 'null', '{"parts":[{"query":{"source":"/etc/passwd","input":{}}}]}'];
    expect(foreign.map((fragment) => questionIn(fragment).parts)).toEqual([[], [], [], [], []]);
    expect(questionIn(null)).toEqual(NO_QUESTION);
    const zones = { parts: [{ query: orders }], timezone: 'Mars/Base', variables: 'all', shown: 'song' };
    expect(questionIn(JSON.stringify(zones))).toEqual(question({ timezone: undefined }));
  });

  it('takes of the variables of a dashboard only those that its queries name', () => {
    const query = { source: 'metrics' as const, kind: 'metrics', input: { labels: { shop: { $variable: 'shop' } } } };
    expect(neededBy([query], { shop: ['north'], year: ['2024'] })).toEqual({ shop: ['north'] });
  });

  it('calls its queries by letters', () => {
    expect([0, 1, 19].map(letterOf)).toEqual(['A', 'B', 'T']);
  });
});
