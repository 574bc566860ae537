import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import { asFormula, asMetric, isWholeFormula, nextName, problemInside } from './formula-query';

const metric = { source: 'metrics' as const, kind: 'metrics', input: { metric: 'orders', labels: { shop: 'north' } } };

describe('a formula in the editor', () => {
  it('begins with what was asked before, and gives it back', () => {
    expect(asFormula(metric)).toMatchObject({
      kind: 'formula',
      input: { formula: 'a / b', queries: { a: metric.input } },
    });
    expect(asMetric(asFormula(metric))).toEqual(metric);
  });

  it('is asked when it has a text and every letter a metric', () => {
    const queries = { a: { metric: 'orders' }, b: { metric: { $variable: 'measure' } } };
    expect(isWholeFormula({ formula: 'a / b', queries })).toBe(true);
    expect(isWholeFormula({ formula: ' ', queries })).toBe(false);
    expect(isWholeFormula({ formula: 'a', queries: { a: { metric: '' } } })).toBe(false);
  });

  it('names its next metric by the first free letter', () => {
    expect([nextName([]), nextName(['a', 'c']), nextName(['b'])]).toEqual(['a', 'b', 'a']);
  });

  it('hands what is wrong with a query to the form of that query', () => {
    const problem: PartialProblem = {
      code: 'query.units',
      detail: 'x',
      fault: 'settings',
      field: 'queries.a.aggregate',
    };
    expect(problemInside(problem, 'a')?.field).toBe('aggregate');
    expect(problemInside(problem, 'b')).toBeNull();
    expect(problemInside({ ...problem, field: 'formula' }, 'a')).toBeNull();
  });
});
