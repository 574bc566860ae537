import { textOf } from './question-text';
import { NO_QUESTION, type QuestionPart } from './question';

const id = '0199d1a4-0000-7000-8000-000000000001';
const metric = (input: object, hidden = false): QuestionPart => ({
  query: { source: 'metrics', kind: 'metrics', input: { aggregate: 'avg', labels: {}, ...input } },
  hidden,
});
const sql = (text: string): QuestionPart => ({
  query: { source: id, kind: 'table', input: { sql: text } },
  hidden: false,
});
const said = (...parts: QuestionPart[]) => textOf({ ...NO_QUESTION, parts }, [{ id, name: 'Warehouse' }]);

describe('a question in one line', () => {
  it('names the metric, its labels, and how points become one unless it is the mean', () => {
    expect(said(metric({ metric: 'shop.orders' }))).toBe('shop.orders');
    const labels = { shop: 'north', year: { $variable: 'year' } };
    expect(said(metric({ metric: 'shop.orders', labels, aggregate: 'max' }))).toBe(
      'shop.orders {shop=north, year={{year}}} max',
    );
  });

  it('quotes what is asked of a connection, without its line breaks', () => {
    expect(said(sql('SELECT 1\n  FROM t'))).toBe('Warehouse: SELECT 1 FROM t');
    expect(said(sql('x'.repeat(500))).length).toBeLessThan(150);
  });

  it('says a formula with the metrics that its letters stand for', () => {
    const queries = { a: { metric: 'orders', aggregate: 'sum' }, b: { metric: 'visits' } };
    const formula: QuestionPart = {
      query: { source: 'metrics', kind: 'formula', input: { formula: 'a / b', queries } },
      hidden: false,
    };
    expect(said(formula)).toBe('a / b (a: orders sum, b: visits)');
  });

  it('leaves out what is hidden', () => {
    expect(said(metric({ metric: 'a' }, true), metric({ metric: 'b' }))).toBe('b');
    expect(said(metric({ metric: 'a' }, true))).toBe('a');
  });
});
