import type { Call, FormulaNode, FunctionName, Sign } from './formula-tree.js';

/** How a number is made of two; a division by zero has no value. */
export const OPERATIONS: Readonly<Record<Sign, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? NaN : left / right),
};

/** `filled` is the one that takes a missing value for something else than missing. */
export const CALLS: Readonly<Record<FunctionName, (value: number, other?: number, third?: number) => number>> = {
  abs: (value) => Math.abs(value),
  round: (value, digits = 0) => rounded(value, digits),
  floor: (value) => Math.floor(value),
  ceil: (value) => Math.ceil(value),
  min: (value, other = Infinity) => Math.min(value, other),
  max: (value, other = -Infinity) => Math.max(value, other),
  clamp: (value, low = -Infinity, high = Infinity) => Math.min(Math.max(value, low), high),
  filled: (value, instead = NaN) => (Number.isNaN(value) ? instead : value),
};

/** What a part without queries is; undefined where queries stand in it. */
export function valueOf(node: FormulaNode): number | undefined {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'query':
      return undefined;
    case 'minus': {
      const value = valueOf(node.of);
      return value === undefined ? undefined : -value;
    }
    case 'operation': {
      const [left, right] = [valueOf(node.left), valueOf(node.right)];
      return left === undefined || right === undefined ? undefined : OPERATIONS[node.sign](left, right);
    }
    case 'call':
      return valueOfCall(node);
  }
}

/** `min` and `max` of many are taken two by two. */
function valueOfCall({ name, given }: Call): number | undefined {
  const values = given.map(valueOf);
  if (values.includes(undefined)) return undefined;
  const [first, ...others] = values as [number, ...number[]];
  const call = CALLS[name];
  if (name === 'min' || name === 'max') return others.reduce((one, other) => call(one, other), first);
  return call(first, ...(others as [number?, number?]));
}

const MOST_DIGITS = 12;

function rounded(value: number, digits: number): number {
  const power = 10 ** Math.min(MOST_DIGITS, Math.max(-MOST_DIGITS, Math.round(digits)));
  return Math.round(value * power) / power;
}
