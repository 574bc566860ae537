import fc from 'fast-check';
import { parseFormula } from './formula-parser.js';
import { namesIn, textOf, type FormulaNode } from './formula-tree.js';

const NAMES = ['a', 'b', 'c_2', 'new', 'in'];
const read = (formula: string) => parseFormula(formula, NAMES);

describe('a formula', () => {
  it.each([
    ['a', 'a'],
    ['a/b*100', 'a / b * 100'],
    ['a / (b * 100)', 'a / (b * 100)'],
    ['a - (b - c_2)', 'a - (b - c_2)'],
    ['(a - b) - c_2', 'a - b - c_2'],
    ['-a * b', '-a * b'],
    ['-(a + b)', '-(a + b)'],
    ['((a))', 'a'],
    ['a + b * 2 - 1.5e2', 'a + b * 2 - 150'],
    ['max(a, b, 0) / filled(c_2, 1)', 'max(a, b, 0) / filled(c_2, 1)'],
    ['a × 100 ÷ b − 1', 'a * 100 / b - 1'],
    [' a\n+\tb ', 'a + b'],
    ['new / in', 'new / in'],
    ['010 * a - -b', '10 * a - -b'],
    ['-(-a)', '-(-a)'],
  ])('is read with the usual precedence: %s', (formula, text) => {
    expect(textOf(read(formula))).toBe(text);
  });

  it.each([
    ['', 'Write a formula', 0],
    ['   ', 'Write a formula', 0],
    ['a +', 'ends too early', 3],
    ['a b', 'missing before “b”', 2],
    ['a 2', 'missing before “2”', 2],
    ['* a', 'missing before “*”', 0],
    ['a / d', 'no query “d”', 4],
    ['(a + b', 'not closed', 0],
    ['a + b)', 'missing before “)”', 5],
    ['a * 100 %', 'no % sign', 8],
    ['a ^ 2', 'cannot hold “^”', 2],
    ['a; b', 'cannot hold “;”', 1],
    ['a["x"]', 'cannot hold “[”', 1],
    ['process.exit()', 'no function “process.exit”', 0],
    ['process.exit', 'cannot hold “.”', 7],
    ['constructor(a)', 'no function “constructor”', 0],
    ['toString', 'no query “toString”', 0],
    ['max(a)', 'takes 2 to 10 values, and 1', 0],
    ['abs()', 'takes 1 value, and 0', 0],
    ['max(a, b', 'bracket is not closed', 3],
    ['a -- b', 'missing before', 5],
    ['a / / b', 'missing before “b”', 6],
    ['a // b', 'missing before “/”', 3],
    ['a /* b */', 'missing before “*”', 3],
    ['a ** b', 'cannot hold “**”', 1],
    ['0x10 + a', 'cannot hold “0x10”', 0],
    ['(a, b)', 'cannot hold “a, b”', 1],
    ['max(...a)', 'takes 2', 0],
    ['max(a, ...b)', 'cannot hold “...b”', 7],
    ['true', 'no query “true”', 0],
    ['this', 'no query “this”', 0],
    ['new a', 'missing before “a”', 4],
    ['a in b', 'missing before “in”', 2],
    ['+ a', 'cannot hold “+”', 0],
    ['function()', 'no function “function”', 0],
    ['a + 😀', 'cannot hold “😀”', 4],
  ])('that cannot be read says where and why: %s', (formula, words, position) => {
    expect(() => read(formula)).toThrow(
      expect.objectContaining({
        code: 'formula.unreadable',
        message: expect.stringContaining(words),
        place: { field: 'formula', position },
      }),
    );
  });

  it('does not go deeper than any formula needs', () => {
    expect(() => read('('.repeat(200))).toThrow('too many brackets');
    expect(() => read('- '.repeat(200) + 'a')).toThrow('too many parts');
  });

  it('knows which queries it asks', () => {
    expect([...namesIn(read('a / max(b, 1) - a'))]).toEqual(['a', 'b']);
  });

  it('means the same when it is written and read again', () => {
    fc.assert(
      fc.property(tree(), (formula) => {
        expect(withoutPlaces(read(textOf(formula)))).toEqual(withoutPlaces(formula));
      }),
    );
  });

  it('is read or refused, and never anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1.e+-*/(), max%#') }), (text) => {
        try {
          return typeof textOf(read(text)) === 'string';
        } catch (error) {
          return (error as { code?: string }).code === 'formula.unreadable';
        }
      }),
    );
  });
});

function tree(): fc.Arbitrary<FormulaNode> {
  const { node } = fc.letrec<{ node: FormulaNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.nat(1000).map((value): FormulaNode => ({ kind: 'number', value, at: 0 })),
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

const withoutPlaces = (node: FormulaNode): unknown =>
  JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'at' ? undefined : value)));
