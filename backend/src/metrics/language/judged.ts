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
  /** The sum of averages that still has to be divided, and by how many. */
  readonly sum?: { readonly node: FormulaNode; readonly terms: number };
}

export const constantOf = (node: FormulaNode, constant: number): Judged => ({
  node,
  quantity: LITERAL,
  constant,
  weight: 0,
});

export const isConstant = (one: Judged): one is Judged & { readonly constant: number } => one.constant !== undefined;
