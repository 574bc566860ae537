import { textOf, type Operation } from './formula-tree.js';
import type { Judged } from './judged.js';
import {
  combined,
  exponent,
  isCount,
  isStrong,
  isWord,
  moneyIn,
  PERCENT,
  sameDimensions,
  TIME,
  type Quantity,
} from './quantity.js';
import { operation, times, type UnitRefusals } from './unit-refusals.js';
import { spokenUnit } from './unit-words.js';

/** A product of two queries: a price and a number of pieces, a rate and a time. */
export function productOf(node: Operation, left: Judged, right: Judged, refusals: UnitRefusals): Judged {
  requireOneClock(left, right, refusals);
  const [one, other] = [left.quantity, right.quantity];
  const dimensions = combined(one.dimensions, other.dimensions, 1);
  const strong = Object.entries(dimensions).filter(([name, power]) => isStrong(name) && power > 0);
  if (strong.reduce((sum, [, power]) => sum + power, 0) > 1) {
    const sentence = `${spokenUnit(one)} times ${spokenUnit(other)} is nothing that can be measured.`;
    throw refusals.instead(sentence, node, operation('/', node.left, node.right));
  }
  const nature = one.nature === 'averaged' && other.nature === 'averaged' ? 'averaged' : 'additive';
  const share = one.share !== 'no' && other.share !== 'no' ? lesser(one, other) : 'no';
  const quantity: Quantity = { dimensions, seconds: clockOf(one, other), nature, share };
  return { node, quantity, weight: nature === 'averaged' ? 1 : 0 };
}

/** A quotient: a share, a mean, one per another. */
export function quotientOf(node: Operation, left: Judged, right: Judged, refusals: UnitRefusals): Judged {
  requireOneClock(left, right, refusals);
  requireOneMoney(left, right, refusals);
  const [one, other] = [left.quantity, right.quantity];
  const dimensions = combined(one.dimensions, other.dimensions, -1);
  const isPart = other.share !== 'no' && one.share === 'no';
  const countsBack = one.nature === 'additive' && other.nature === 'averaged';
  const nature = isPart || countsBack ? 'additive' : 'averaged';
  const quantity: Quantity = {
    dimensions,
    seconds: clockOf(one, other),
    nature,
    share: shareOf(one, other, dimensions),
  };
  const times = (left.factor ?? 1) / (right.factor ?? 1);
  return { node, quantity: multiplied(quantity, times), weight: nature === 'averaged' ? 1 : 0 };
}

/** Like over like is a share; of what is only counted nobody knows whether it is alike. */
function shareOf(one: Quantity, other: Quantity, dimensions: Quantity['dimensions']): Quantity['share'] {
  if (one.nature === 'literal' || Object.keys(dimensions).some((name) => !isWord(name))) return 'no';
  if (one.share !== 'no' && other.share !== 'no') return 'yes';
  if (one.share !== 'no' || other.share !== 'no') return 'no';
  return likeness(one, other);
}

/** An amount over a mean of it is how many there were. */
function likeness(one: Quantity, other: Quantity): Quantity['share'] {
  const isAlike = sameDimensions(one.dimensions, other.dimensions) && Object.keys(one.dimensions).length > 0;
  if (!isAlike) return 'perhaps';
  return one.nature === 'additive' && other.nature === 'averaged' && !isCount(one) ? 'no' : 'yes';
}

/** A share of which one side was multiplied is a percentage where that was by a hundred, and else no share any more. */
function multiplied(quantity: Quantity, times: number): Quantity {
  if (quantity.share === 'no' || Math.abs(times - 1) < 1e-9) return quantity;
  if (Math.abs(times / 100 - 1) > 1e-9) return { ...quantity, share: 'no' };
  return { ...quantity, dimensions: { ...quantity.dimensions, [PERCENT]: 1 }, share: 'yes' };
}

function requireOneClock(left: Judged, right: Judged, refusals: UnitRefusals): void {
  const [one, other] = [left.quantity, right.quantity];
  if (exponent(one, TIME) === 0 || exponent(other, TIME) === 0 || one.seconds === other.seconds) return;
  const factor = (other.seconds / one.seconds) ** Math.sign(exponent(other, TIME));
  const says = `“${textOf(left.node)}” is in ${spokenUnit(one)} and “${textOf(right.node)}” in ${spokenUnit(other)}`;
  throw refusals.instead(`${says}: turn one into the other first.`, right.node, times(right.node, factor));
}

/** Dividing one currency by another is a rate only where it is known to be one. */
function requireOneMoney(left: Judged, right: Judged, refusals: UnitRefusals): void {
  const [mine, theirs] = [moneyIn(left.quantity), moneyIn(right.quantity)];
  if (mine.length !== 1 || theirs.length !== 1 || mine[0] === theirs[0]) return;
  if (exponent(left.quantity, String(mine[0])) !== 1 || exponent(right.quantity, String(theirs[0])) !== 1) return;
  const rate = { kind: 'query', name: 'rate', at: right.node.at } as const;
  const says = `“${textOf(left.node)}” is in ${spokenUnit(left.quantity)} and “${textOf(right.node)}” in ${spokenUnit(right.quantity)}`;
  const need = `where rate is a metric with the unit ${String(mine[0])}/${String(theirs[0])}`;
  throw refusals.needing(`${says}: two currencies.`, right.node, operation('*', right.node, rate), need);
}

const lesser = (one: Quantity, other: Quantity) => (one.share === 'yes' && other.share === 'yes' ? 'yes' : 'perhaps');
const clockOf = (one: Quantity, other: Quantity) => (exponent(one, TIME) === 0 ? other.seconds : one.seconds);
