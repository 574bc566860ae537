export type Sign = '+' | '-' | '*' | '/';

/** A formula as it was read. `at` counts from 0 in its text, in UTF-16 units. */
export type FormulaNode =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'query'; readonly name: string; readonly at: number }
  | { readonly kind: 'minus'; readonly of: FormulaNode; readonly at: number }
  | Operation
  | Call;

export interface Operation {
  readonly kind: 'operation';
  readonly sign: Sign;
  readonly left: FormulaNode;
  readonly right: FormulaNode;
  readonly at: number;
}
export interface Call {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly given: readonly FormulaNode[];
  readonly at: number;
}

/** The functions that a formula may call, with how many values each takes. */
export const FUNCTIONS = {
  abs: [1, 1],
  round: [1, 2],
  floor: [1, 1],
  ceil: [1, 1],
  min: [2, 10],
  max: [2, 10],
  clamp: [3, 3],
  filled: [2, 2],
} as const satisfies Record<string, readonly [least: number, most: number]>;
export type FunctionName = keyof typeof FUNCTIONS;
export const isFunction = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);

const STRENGTH: Readonly<Record<Sign, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 };
const OF_MINUS = 3;
export const isSign = (text: string): text is Sign => Object.hasOwn(STRENGTH, text);

/** A formula as people write it, with no more brackets than it needs. */
export function textOf(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'query':
      return node.name;
    case 'minus':
      return `-${inBrackets(node.of, OF_MINUS)}`;
    case 'call':
      return `${node.name}(${node.given.map(textOf).join(', ')})`;
    case 'operation': {
      const strength = STRENGTH[node.sign];
      return `${inBrackets(node.left, strength)} ${node.sign} ${inBrackets(node.right, strength + 1)}`;
    }
  }
}

function inBrackets(node: FormulaNode, least: number): string {
  const isWeak = node.kind === 'operation' && STRENGTH[node.sign] < least;
  // Two minus signs side by side would be another sign.
  const isMinus = node.kind === 'minus' && least === OF_MINUS;
  return isWeak || isMinus || (node.kind === 'number' && node.value < 0) ? `(${textOf(node)})` : textOf(node);
}

export function namesIn(node: FormulaNode): ReadonlySet<string> {
  switch (node.kind) {
    case 'number':
      return new Set();
    case 'query':
      return new Set([node.name]);
    case 'minus':
      return namesIn(node.of);
    case 'call':
      return new Set(node.given.flatMap((one) => [...namesIn(one)]));
    case 'operation':
      return new Set([...namesIn(node.left), ...namesIn(node.right)]);
  }
}

/** The same formula with another one in the place of one of its parts. */
export function replaced(node: FormulaNode, part: FormulaNode, by: FormulaNode): FormulaNode {
  if (node === part) return by;
  switch (node.kind) {
    case 'minus':
      return { ...node, of: replaced(node.of, part, by) };
    case 'call':
      return { ...node, given: node.given.map((one) => replaced(one, part, by)) };
    case 'operation':
      return { ...node, left: replaced(node.left, part, by), right: replaced(node.right, part, by) };
    default:
      return node;
  }
}
