import { textOf, type FormulaNode, type Operation } from './formula-tree.js';
import { isConstant, withoutSettledSum, type Judged } from './judged.js';
import { exponent, isStrong, isWord, moneyIn, PERCENT, sameDimensions, TIME, type Quantity } from './quantity.js';
import { greatestOf, operation, times, type UnitRefusals } from './unit-refusals.js';
import { spokenUnit } from './unit-words.js';

/** A sum or a difference. Throws where the two are not of one kind. */
export function sumOf(node: Operation, left: Judged, right: Judged, refusals: UnitRefusals): Judged {
  if (isConstant(left) || isConstant(right)) return withConstant(node, left, right, refusals);
  requireSameUnit(node, left, right, refusals);
  if (node.sign === '+') requireAddable(node, left, right, refusals);
  const weight = node.sign === '+' ? left.weight + right.weight : left.weight - right.weight;
  const sum = averagesIn(node, left, right) ? { node, terms: weight } : (left.sum ?? right.sum);
  const { dimensions } = (hasWords(left) ? left : right).quantity;
  const judged = { node, quantity: { ...left.quantity, dimensions }, weight, ...(sum ? { sum } : {}) };
  return withoutSettledSum({ ...judged, ...commonFactor(left, right) });
}

const commonFactor = (left: Judged, right: Judged) =>
  left.factor !== undefined && left.factor === right.factor ? { factor: left.factor } : {};

const averagesIn = ({ sign }: Operation, left: Judged, right: Judged) =>
  sign === '+' && left.quantity.nature === 'averaged' && right.quantity.nature === 'averaged';

/** `1 - share` and `100 - percentage` are the rest of a whole; the other way round they are slips. */
function withConstant(node: Operation, left: Judged, right: Judged, refusals: UnitRefusals): Judged {
  if (isConstant(right)) return { ...left, node };
  if (node.sign === '+') return { ...right, node };
  const whole = wholeOf(right.quantity);
  if (whole !== undefined && left.constant === (whole === 1 ? 100 : 1)) {
    const sentence = whole === 1 ? 'The whole of a ratio is 1.' : 'The whole of a percentage is 100.';
    throw refusals.instead(sentence, left.node, { kind: 'number', value: whole, at: left.node.at });
  }
  return { ...right, node, weight: -right.weight };
}

function wholeOf(quantity: Quantity): 1 | 100 | undefined {
  if (exponent(quantity, PERCENT) === 1) return 100;
  return quantity.share === 'yes' ? 1 : undefined;
}

/** What may be added up at all: amounts to amounts, averages to averages where they are then divided. */
function requireAddable(node: Operation, left: Judged, right: Judged, refusals: UnitRefusals): void {
  const natures = [left.quantity.nature, right.quantity.nature];
  if (natures.includes('unique')) {
    const sentence = 'Counts of different ones cannot be added up: who is in both would count twice.';
    throw refusals.instead(
      `${sentence} The larger one is the least that it can be.`,
      node,
      greatestOf(left.node, right.node),
    );
  }
  if (natures.includes('quantile')) {
    const sentence = 'Quantiles cannot be added up, nor averaged.';
    throw refusals.instead(sentence, node, greatestOf(left.node, right.node));
  }
  if (natures[0] !== natures[1]) {
    const [average, amount] = natures[0] === 'averaged' ? [left, right] : [right, left];
    const sentence = `${named(average)} is an average and ${named(amount)} an amount: together they are neither.`;
    throw refusals.instead(sentence, node, operation('/', node.left, node.right));
  }
}

/** Throws where two parts that stand beside each other are numbers of different things. */
export function requireSameUnit(node: FormulaNode, left: Judged, right: Judged, refusals: UnitRefusals): void {
  const [one, other] = [left.quantity, right.quantity];
  if (isSame(one, other)) return;
  const says = `${named(left)} is in ${spokenUnit(one)} and ${named(right)} in ${spokenUnit(other)}`;
  throw (
    currencies(says, left, right, refusals) ??
    lengthsOfTime(says, left, right, refusals) ??
    hundredths(says, left, right, refusals) ??
    shareOfIt(says, node, [left, right], refusals) ??
    perTime(says, node, [left, right], refusals) ??
    refusals.instead(`${says}: these are no numbers of one kind.`, node, operation('/', left.node, right.node))
  );
}

function isSame(one: Quantity, other: Quantity): boolean {
  if (!sameDimensions(withoutWords(one), withoutWords(other)) || wordsClash(one, other)) return false;
  const shares = new Set([one.share, other.share]);
  if (shares.has('yes') && shares.has('no')) return false;
  return exponent(one, TIME) === 0 || Math.abs(one.seconds / other.seconds - 1) < 1e-9;
}

const withoutWords = ({ dimensions }: Quantity) =>
  Object.fromEntries(Object.entries(dimensions).filter(([name]) => !isWord(name)));
const wordsOf = ({ dimensions }: Quantity) => Object.keys(dimensions).filter(isWord);
const hasWords = ({ quantity }: Judged) => wordsOf(quantity).length > 0;

/** A number of which nobody said what it counts may count the same. */
function wordsClash(one: Quantity, other: Quantity): boolean {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)];
  return mine.length > 0 && theirs.length > 0 && mine.join() !== theirs.join();
}

/** The same of two currencies: what a rate between them makes alike. */
function isExchangeable(one: Quantity, other: Quantity, [mine, theirs]: readonly [string, string]): boolean {
  const without = (quantity: Quantity, name: string) =>
    Object.fromEntries(Object.entries(withoutWords(quantity)).filter(([dimension]) => dimension !== name));
  const power = exponent(one, mine);
  return power === 1 && power === exponent(other, theirs) && sameDimensions(without(one, mine), without(other, theirs));
}

function currencies(says: string, left: Judged, right: Judged, refusals: UnitRefusals): Error | undefined {
  const [mine = '', theirs = ''] = [moneyIn(left.quantity)[0], moneyIn(right.quantity)[0]];
  if (mine === theirs || !isExchangeable(left.quantity, right.quantity, [mine, theirs])) return undefined;
  const rate: FormulaNode = { kind: 'query', name: 'rate', at: right.node.at };
  const need = `where rate is a metric with the unit ${mine}/${theirs}`;
  return refusals.needing(`${says}: two currencies.`, right.node, operation('*', right.node, rate), need);
}

function lengthsOfTime(says: string, left: Judged, right: Judged, refusals: UnitRefusals): Error | undefined {
  const power = exponent(left.quantity, TIME);
  const sameKind = sameDimensions(withoutWords(left.quantity), withoutWords(right.quantity));
  if (power === 0 || !sameKind || wordsClash(left.quantity, right.quantity)) return undefined;
  const factor = (right.quantity.seconds / left.quantity.seconds) ** power;
  return refusals.instead(`${says}: turn one into the other first.`, right.node, times(right.node, factor));
}

function hundredths(says: string, left: Judged, right: Judged, refusals: UnitRefusals): Error | undefined {
  const difference = exponent(left.quantity, PERCENT) - exponent(right.quantity, PERCENT);
  const isAlone = [left, right].every(({ quantity }) => !Object.keys(quantity.dimensions).some(isStrong));
  const mayBe = !isAlone || [left, right].every(({ quantity }) => quantity.share !== 'no');
  if (difference === 0 || !mayBe || !sameDimensions(bare(left), bare(right))) return undefined;
  const [percent, other] = difference > 0 ? [left, right] : [right, left];
  const sentence = `${says}: a percentage counts hundredths.`;
  const isTooMany = !isAlone || exponent(percent.quantity, PERCENT) > 1;
  if (isTooMany && exponent(other.quantity, PERCENT) >= 0) {
    return refusals.instead(sentence, percent.node, times(percent.node, 0.01));
  }
  return refusals.instead(sentence, other.node, times(other.node, 100));
}

const bare = ({ quantity }: Judged) => {
  const { [PERCENT]: _, ...others } = withoutWords(quantity);
  return others;
};

/** A price and its tax: so many hundredths more of it, or less. */
function shareOfIt(
  says: string,
  node: FormulaNode,
  [left, right]: readonly [Judged, Judged],
  refusals: UnitRefusals,
): Error | undefined {
  const isPercent = exponent(right.quantity, PERCENT) === 1;
  const isShare = right.quantity.share === 'yes' && left.quantity.share === 'no';
  if (!isShare || node.kind !== 'operation' || PERCENT in left.quantity.dimensions) return undefined;
  const one: FormulaNode = { kind: 'number', value: 1, at: right.node.at };
  const part = operation(node.sign, one, isPercent ? times(right.node, 0.01) : right.node);
  return refusals.instead(`${says}, which is a part of something.`, node, operation('*', left.node, part));
}

function perTime(
  says: string,
  node: FormulaNode,
  [left, right]: readonly [Judged, Judged],
  refusals: UnitRefusals,
): Error | undefined {
  const powers = [left, right].map(({ quantity }) => exponent(quantity, TIME));
  const rates = powers.filter((power) => power < 0);
  if (rates.length !== 1 || moneyIn(left.quantity).join() !== moneyIn(right.quantity).join()) return undefined;
  const sentence = `${says}: one is per time, the other is not. Ask both with the same aggregate, or compare them.`;
  return refusals.instead(sentence, node, operation('/', left.node, right.node));
}

const named = ({ node }: Judged) => `“${textOf(node)}”`;
