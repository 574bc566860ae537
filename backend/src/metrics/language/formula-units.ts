import { invalid } from '../../platform/errors.js';
import { FUNCTIONS, namesIn, textOf, type Call, type FormulaNode, type Operation } from './formula-tree.js';
import { constantOf, isConstant, withoutSettledSum, type Judged } from './judged.js';
import { exponent, isCount, PERCENT, type Quantity } from './quantity.js';
import { quotientOf, productOf } from './quantity-products.js';
import { requireSameUnit, sumOf } from './quantity-sums.js';
import { scaled } from './scaled-quantity.js';
import { operation, times, UnitRefusals } from './unit-refusals.js';
import { readUnit, spokenUnit } from './unit-words.js';
import { valueOf } from './formula-constants.js';

/**
 * What the numbers of a formula are, from what those of its queries are. Throws `invalid` with a proposal for a formula that
 * means nothing: two currencies added up, seconds added to euros, averages summed.
 */
export function quantityOfFormula(
  tree: FormulaNode,
  quantities: Readonly<Record<string, Quantity>>,
  unit?: string,
): Quantity {
  if (namesIn(tree).size === 0) {
    throw invalid('formula.no-query', 'This formula asks nothing: name a query in it, such as a.', {
      place: { field: 'formula', position: 0 },
    });
  }
  const judge = new Judge(new UnitRefusals(tree), quantities);
  const quantity = judge.whole(tree);
  return unit === undefined || unit === '' ? quantity : judge.withUnit(tree, quantity, unit);
}

class Judge {
  constructor(
    private readonly refusals: UnitRefusals,
    private readonly quantities: Readonly<Record<string, Quantity>>,
  ) {}

  whole(tree: FormulaNode): Quantity {
    const { quantity } = this.settled(this.part(tree));
    const percent = exponent(quantity, PERCENT);
    const isPercent = percent === 1 && Object.keys(quantity.dimensions).length === 1;
    if (percent === 0 || isPercent) return quantity;
    const sentence = 'A percentage counts hundredths, so the result is a hundred times off.';
    throw this.refusals.instead(sentence, tree, times(tree, percent > 0 ? 0.01 : 100));
  }

  withUnit(tree: FormulaNode, quantity: Quantity, unit: string): Quantity {
    const wanted = { ...quantity, ...readUnit(unit) };
    const says = `The result is in ${spokenUnit(quantity)}, not in ${unit}.`;
    const by = otherHundred(tree, quantity, wanted);
    if (by) throw this.refusals.instead(says, tree, by);
    if (isCount(quantity) && quantity.share !== 'yes') return wanted;
    const same = JSON.stringify(wanted.dimensions) === JSON.stringify(quantity.dimensions);
    if (same && wanted.seconds !== quantity.seconds) {
      throw this.refusals.instead(says, tree, times(tree, quantity.seconds / wanted.seconds));
    }
    if (!same || (quantity.share === 'yes') !== (wanted.share === 'yes')) throw this.refusals.unit(says);
    return wanted;
  }

  private part(node: FormulaNode): Judged {
    const constant = valueOf(node);
    if (constant !== undefined) return constantOf(node, constant);
    switch (node.kind) {
      case 'query':
        return this.query(node);
      case 'minus': {
        const judged = this.part(node.of);
        return { ...judged, node, weight: -judged.weight };
      }
      case 'operation':
        return { ...this.operation(node), node };
      case 'call':
        return { ...this.call(node), node };
      default:
        return constantOf(node, node.value);
    }
  }

  private query(node: FormulaNode & { kind: 'query' }): Judged {
    const quantity = this.quantities[node.name];
    if (!quantity) throw invalid('formula.unreadable', `There is no query “${node.name}”.`);
    return { node, quantity, weight: quantity.nature === 'averaged' ? 1 : 0 };
  }

  private operation(node: Operation): Judged {
    const [left, right] = [this.part(node.left), this.part(node.right)];
    if (node.sign === '+' || node.sign === '-') return sumOf(node, left, right, this.refusals);
    if (node.sign === '*') {
      if (isConstant(right)) return this.timesConstant(node, left, right.constant);
      if (isConstant(left)) return this.timesConstant(node, right, left.constant);
      return productOf(node, this.settled(left), this.settled(right), this.refusals);
    }
    if (isConstant(right)) return scaled(left, right.constant, -1);
    return quotientOf(node, isConstant(left) ? left : this.settled(left), this.settled(right), this.refusals);
  }

  /** Only like over like is a percentage. */
  private timesConstant(node: Operation, judged: Judged, factor: number): Judged {
    const inner = judged.node;
    const isQuotient = inner.kind === 'operation' && inner.sign === '/' && valueOf(inner.right) === undefined;
    const { quantity } = judged;
    if (factor === 100 && isQuotient && quantity.share === 'no' && !(PERCENT in quantity.dimensions)) {
      const sentence = `This is in ${spokenUnit(quantity)}: only a share of its own kind times 100 is a percentage.`;
      throw this.refusals.instead(sentence, node, inner);
    }
    return scaled(judged, factor, 1);
  }

  private call(node: Call): Judged {
    const given = node.given.map((one) => this.settled(this.part(one)));
    const [first] = given.filter((one) => !isConstant(one));
    const [, most] = FUNCTIONS[node.name];
    if (!first) throw invalid('formula.no-query', `“${textOf(node)}” asks no query.`);
    if (most === 1 || node.name === 'round') return first;
    for (const other of given) if (!isConstant(other)) requireSameUnit(node, first, other, this.refusals);
    return first;
  }

  /** Averages that were added up have been divided by how many they are. */
  private settled(judged: Judged): Judged {
    const { sum } = withoutSettledSum(judged);
    if (!sum) return judged;
    const sentence = 'Averages and shares cannot be added up: the sum is the average of nothing.';
    const divisor: FormulaNode = { kind: 'number', value: Number(sum.terms.toPrecision(6)), at: sum.node.at };
    throw this.refusals.instead(sentence, sum.node, operation('/', sum.node, divisor));
  }
}

/** What makes of a ratio the percentage that is wanted, or the other way round. */
function otherHundred(tree: FormulaNode, quantity: Quantity, wanted: Quantity): FormulaNode | undefined {
  const isPercent = PERCENT in quantity.dimensions;
  const wantsPercent = PERCENT in wanted.dimensions;
  if (isPercent === wantsPercent || quantity.share === 'no') return undefined;
  if (wantsPercent) return times(tree, 100);
  return wanted.share === 'yes' ? hundredth(tree) : undefined;
}

/** What a percentage was made of, where it was made here. */
function hundredth(tree: FormulaNode): FormulaNode {
  const isMade = tree.kind === 'operation' && tree.sign === '*' && valueOf(tree.right) === 100;
  return isMade ? tree.left : times(tree, 0.01);
}
