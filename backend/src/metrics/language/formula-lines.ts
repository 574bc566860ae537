import { CALLS, OPERATIONS, valueOf } from './formula-constants.js';
import { textOf, type Call, type FormulaNode, type Operation } from './formula-tree.js';
import { joined, withNumber, type Arithmetic, type Operand, type Unmatched } from './matching.js';

/** What a formula is computed from, and what is found out on the way. */
export interface FormulaScope {
  readonly operands: Readonly<Record<string, Operand>>;
  readonly unmatched: Unmatched;
}

/** The lines of a formula. The tree is walked; no text of it is ever run. */
export function linesOfFormula(node: FormulaNode, scope: FormulaScope): Operand {
  const text = textOf(node);
  switch (node.kind) {
    case 'query':
      return scope.operands[node.name] ?? { text, lines: [], pinned: new Set() };
    case 'minus': {
      const { lines, pinned } = linesOfFormula(node.of, scope);
      return { text, pinned, lines: withNumber(lines, (value) => -value) };
    }
    case 'operation':
      return { ...together(node.left, node.right, arithmeticOf(node), scope), text };
    case 'call':
      return { ...called(node, scope), text };
    default:
      return { text, lines: [], pinned: new Set() };
  }
}

function arithmeticOf({ sign }: Operation): Arithmetic {
  const apply = OPERATIONS[sign];
  return sign === '/' ? { apply, loses: (left, right) => right === 0 && !Number.isNaN(left) } : { apply };
}

/** Functions of several values are taken two by two; `clamp` is the greatest of the least, and the least of that. */
function called({ name, given }: Call, scope: FormulaScope): Operand {
  const [first, ...others] = given as [FormulaNode, ...FormulaNode[]];
  const [second, third] = others.map(valueOf);
  if (others.length === 0 || name === 'round') {
    const { lines, pinned } = linesOfFormula(first, scope);
    return { text: name, pinned, lines: withNumber(lines, (value) => CALLS[name](value, second ?? 0)) };
  }
  if (name === 'clamp') {
    const raised: Call = { kind: 'call', name: 'max', given: [first, others[0] as FormulaNode], at: first.at };
    return together(raised, others[1] as FormulaNode, { apply: CALLS.min }, scope, third);
  }
  const [last] = others.slice(-1) as [FormulaNode];
  const front =
    others.length === 1 ? first : ({ kind: 'call', name, given: given.slice(0, -1), at: first.at } as const);
  return together(front, last, { apply: CALLS[name] }, scope);
}

function together(
  left: FormulaNode,
  right: FormulaNode,
  how: Arithmetic,
  scope: FormulaScope,
  rightValue = valueOf(right),
): Operand {
  const leftValue = valueOf(left);
  const text = '';
  if (rightValue !== undefined) {
    const { lines, pinned } = linesOfFormula(left, scope);
    const loses = how.loses?.(0, rightValue) ?? false;
    return { text, pinned, lines: withNumber(lines, (value) => how.apply(value, rightValue), loses) };
  }
  const other = linesOfFormula(right, scope);
  if (leftValue !== undefined) {
    const applied = withNumber(other.lines, (value) => how.apply(leftValue, value), how.loses !== undefined);
    return { text, pinned: other.pinned, lines: applied };
  }
  const one = linesOfFormula(left, scope);
  return { text, pinned: new Set([...one.pinned, ...other.pinned]), lines: joined(one, other, how, scope.unmatched) };
}
