import { withoutSettledSum, type Judged } from './judged.js';
import { exponent, isStrong, PERCENT, TIME, type Quantity } from './quantity.js';
import { durationOf } from './unit-words.js';

/** Factors that turn one unit of time into another one. */
const OF_TIME: ReadonlySet<number> = new Set([60, 1000, 3600, 60_000, 86_400, 3_600_000, 86_400_000]);

/**
 * A quantity times a number that stands in the formula, or with -1 divided by it. The hundred of a percentage and the sixty
 * of a minute change the unit; any other number changes how much it is.
 */
export function scaled(judged: Judged, factor: number, direction: 1 | -1): Judged {
  const { quantity } = judged;
  const turned = turnedPercent(quantity, factor, direction) ?? turnedTime(quantity, factor, direction);
  if (turned) return { ...judged, quantity: turned };
  const weight = judged.weight * factor ** direction;
  const all = (judged.factor ?? 1) * factor ** direction;
  const left: Quantity = isPerMany(quantity, factor) ? { ...quantity, share: 'no' } : quantity;
  return withoutSettledSum({ ...judged, weight, factor: all, quantity: left });
}

function turnedPercent(quantity: Quantity, factor: number, direction: 1 | -1): Quantity | undefined {
  if (factor !== 100) return undefined;
  const power = exponent(quantity, PERCENT);
  if (direction === 1 ? power < 0 || mayBecomePercent(quantity) : power > 0) {
    const { [PERCENT]: _, ...others } = quantity.dimensions;
    const left = power + direction;
    const dimensions = left === 0 ? others : { ...others, [PERCENT]: left };
    return { ...quantity, dimensions, share: Object.keys(others).length === 0 ? 'yes' : quantity.share };
  }
  return undefined;
}

const mayBecomePercent = (quantity: Quantity) =>
  quantity.share !== 'no' && exponent(quantity, PERCENT) === 0 && !Object.keys(quantity.dimensions).some(isStrong);

function turnedTime(quantity: Quantity, factor: number, direction: 1 | -1): Quantity | undefined {
  const power = exponent(quantity, TIME);
  if (Math.abs(power) !== 1 || !OF_TIME.has(factor)) return undefined;
  const seconds = quantity.seconds * factor ** (-direction * power);
  return durationOf(seconds) === undefined ? undefined : { ...quantity, seconds };
}

/** Per mille and per million have no unit of their own. */
const isPerMany = ({ share }: Quantity, factor: number) => share !== 'no' && factor >= 1000;
