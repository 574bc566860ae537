import fc from 'fast-check';
import { linesOfFormula } from './formula-lines.js';
import { parseFormula } from './formula-parser.js';
import { textOf, type FormulaNode } from './formula-tree.js';
import type { Operand } from './matching.js';

const NAMES = ['a', 'b'];
const LABELS = [{ shop: 'north' }, { shop: 'south' }];

type Values = readonly (readonly number[])[];
const operand = (text: string, values: Values, labels: readonly Record<string, string>[] = LABELS): Operand => ({
  text,
  lines: values.map((one, at) => ({ labels: labels[at] ?? {}, values: Float64Array.from(one) })),
  pinned: new Set(),
});
const compute = (formula: string, operands: Record<string, Operand>) => {
  const unmatched = new Map<string, number>();
  return linesOfFormula(parseFormula(formula, Object.keys(operands)), { operands, unmatched }).lines;
};
const computed = (formula: string, a: Values, b: Values) =>
  compute(formula, { a: operand('a', a), b: operand('b', b) }).map(({ values }) => [...values]);

describe('the lines of a formula', () => {
  it.each([
    ['a + b * 2', [[1, 2]], [[10, 20]], [[21, 42]]],
    ['-a', [[1, NaN]], [[0, 0]], [[-1, NaN]]],
    ['a / b', [[1, 1, NaN]], [[0, 4, 0]], [[NaN, 0.25, NaN]]],
    ['100 / b', [[1]], [[0, 4]], [[NaN, 25]]],
    ['a / 0', [[1, 2]], [[1]], [[NaN, NaN]]],
    ['filled(a, 0) + filled(b, a)', [[1, NaN]], [[NaN, 5]], [[2, 5]]],
    ['filled(a, b)', [[1, NaN]], [[7, 7]], [[1, 7]]],
    ['round(a)', [[1.5, -1.2]], [[0, 0]], [[2, -1]]],
    ['round(a, 1)', [[1.26]], [[0]], [[1.3]]],
    ['clamp(a, 0, b)', [[-1, 3, 9]], [[5, 5, 5]], [[0, 3, 5]]],
    ['clamp(a, 1, 2)', [[0, 1.5, 9]], [[0, 0, 0]], [[1, 1.5, 2]]],
    ['max(a, b, 3)', [[1, 5]], [[2, 4]], [[3, 5]]],
    ['min(3, a, b)', [[1, 5]], [[2, 4]], [[1, 3]]],
    ['abs(floor(a) - ceil(b))', [[1.5]], [[2.5]], [[2]]],
    ['(1 + 1) * a - 10 / (2 + 3)', [[4]], [[0]], [[6]]],
  ])('%s', (formula, a, b, expected) => {
    expect(computed(formula, a, b)).toEqual(expected);
  });

  it('tell where a value was lost to a division by zero, and not where one is missing', () => {
    const [line] = compute('1 + a / b', { a: operand('a', [[1, NaN, 2]]), b: operand('b', [[0, 0, 4]]) });
    expect([...(line?.lost ?? [])]).toEqual([0]);
  });

  it('are matched by the labels that both parts have', () => {
    const both = [
      { shop: 'north', kind: 'tea' },
      { shop: 'south', kind: 'tea' },
    ];
    const lines = compute('a + b', { a: operand('a', [[1], [2]], both), b: operand('b', [[10], [20]]) });
    expect(lines.map(({ labels, values }) => [labels, ...values])).toEqual([
      [both[0], 11],
      [both[1], 22],
    ]);
  });

  it('are those of a plain evaluation, number by number', () => {
    fc.assert(
      fc.property(tree(), cells(), cells(), (formula, a, b) => {
        const lines = compute(textOf(formula) + ' + 0 * (a + b)', { a: operand('a', a), b: operand('b', b) });
        lines.forEach(({ values }, line) => {
          values.forEach((value, at) => {
            const scope = { a: a[line]?.[at] ?? NaN, b: b[line]?.[at] ?? NaN };
            const expected = plain(formula, scope) + 0 * (scope.a + scope.b);
            expect(value).toEqual(Math.abs(expected) < 1e12 ? expect.closeTo(expected, 6) : expected);
          });
        });
      }),
    );
  });
});

const cells = () =>
  fc.array(fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(NaN)), { minLength: 4, maxLength: 4 }), {
    minLength: 2,
    maxLength: 2,
  });

/** The same by walking the tree for one moment. */
function plain(node: FormulaNode, scope: Readonly<Record<string, number>>): number {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'query':
      return scope[node.name] ?? NaN;
    case 'minus':
      return -plain(node.of, scope);
    case 'call':
      return Math.max(...node.given.map((one) => plain(one, scope)));
    case 'operation': {
      const [left, right] = [plain(node.left, scope), plain(node.right, scope)];
      if (node.sign === '+') return left + right;
      if (node.sign === '-') return left - right;
      if (node.sign === '*') return left * right;
      return right === 0 ? NaN : left / right;
    }
  }
}

function tree(): fc.Arbitrary<FormulaNode> {
  const { node } = fc.letrec<{ node: FormulaNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.nat(9).map((value): FormulaNode => ({ kind: 'number', value, at: 0 })),
      fc.constantFrom(...NAMES).map((name): FormulaNode => ({ kind: 'query', name, at: 0 })),
      tie('node').map((of): FormulaNode => ({ kind: 'minus', of, at: 0 })),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/'), tie('node'), tie('node'))
        .map(([sign, left, right]): FormulaNode => ({ kind: 'operation', sign, left, right, at: 0 })),
      fc
        .tuple(tie('node'), tie('node'))
        .map(([one, other]): FormulaNode => ({ kind: 'call', name: 'max', given: [one, other], at: 0 })),
    ),
  }));
  return node;
}
