import type { FormulaNode } from './formula-tree.js';
import { LITERAL, type Quantity } from './quantity.js';

/** A part of a formula with what its numbers are. */
export interface Judged {
  readonly node: FormulaNode;
  readonly quantity: Quantity;
  /** What it always is, where no query stands in it. */
  readonly constant?: number;
  /**
   * How many averages or shares stand in it, each counted with its factor: 2 in `a + b`, 1 in `(a + b) / 2`, 0 in `a - b`.
   * More than one of them added up is an average of nothing.
   */
  readonly weight: number;
  /** The number that it was multiplied with, where that changed no unit: `100 * a / b` is a percentage all the same. */
  readonly factor?: number;
  /** The sum of averages that still has to be divided, and by how many. */
  readonly sum?: { readonly node: FormulaNode; readonly terms: number };
}

/** Once it is divided by how many averages were added up, it is an average like any other. */
export function withoutSettledSum(judged: Judged): Judged {
  const { sum, ...others } = judged;
  return sum && judged.weight > 1 + 1e-9 ? judged : others;
}

export const constantOf = (node: FormulaNode, constant: number): Judged => ({
  node,
  quantity: LITERAL,
  constant,
  weight: 0,
});

export const isConstant = (one: Judged): one is Judged & { readonly constant: number } => one.constant !== undefined;
