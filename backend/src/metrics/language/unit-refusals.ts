import { invalid } from '../../platform/errors.js';
import { replaced, textOf, type FormulaNode, type Operation, type Sign } from './formula-tree.js';

/** Says what is wrong with the units of a formula, and writes the formula that was probably meant. */
export class UnitRefusals {
  constructor(private readonly whole: FormulaNode) {}

  /** `by` in the place of `part` is what is proposed. */
  instead(sentence: string, part: FormulaNode, by: FormulaNode): Error {
    const text = textOf(replaced(this.whole, part, by));
    return this.told(`${sentence} Write ${text} instead.`, part, { text, input: { formula: text } });
  }

  /** For a form that needs more than this formula has. */
  needing(sentence: string, part: FormulaNode, by: FormulaNode, need: string): Error {
    const text = textOf(replaced(this.whole, part, by));
    return this.told(`${sentence} Write ${text} instead, ${need}.`, part, { text });
  }

  /** For what only another unit of the whole mends. */
  unit(sentence: string): Error {
    const text = 'Leave the unit out.';
    const proposal = { text, input: { unit: null } };
    return invalid('formula.units', `${sentence} ${text}`, { place: { field: 'unit' }, proposal });
  }

  private told(sentence: string, { at }: FormulaNode, proposal: { text: string; input?: { formula: string } }): Error {
    return invalid('formula.units', sentence, { place: { field: 'formula', position: at }, proposal });
  }
}

export const operation = (sign: Sign, left: FormulaNode, right: FormulaNode): Operation => ({
  kind: 'operation',
  sign,
  left,
  right,
  at: left.at,
});
export const times = (node: FormulaNode, factor: number): FormulaNode => {
  const isDivision = factor < 1;
  const value = Number((isDivision ? 1 / factor : factor).toPrecision(12));
  return operation(isDivision ? '/' : '*', node, { kind: 'number', value, at: node.at });
};
export const greatestOf = (...given: FormulaNode[]): FormulaNode => ({
  kind: 'call',
  name: 'max',
  given,
  at: given[0]?.at ?? 0,
});
