/**
 * What a number is a number of. Money of each currency, bytes and time are dimensions with exponents; so is the hundred
 * behind a percentage, since 20 % is not 20 of anything. Things that are counted (`orders`) are dimensions too, weak ones:
 * money per order is money.
 */
export interface Quantity {
  /** Exponents by name: `currency:EUR`, `bytes`, `time`, `percent`, or a word with `#` before it. None is zero. */
  readonly dimensions: Dimensions;
  /** How long the unit of time is; 1 where there is no time in it. */
  readonly seconds: number;
  /** Whether sums of it mean something; a `literal` is a number that stands in the formula. */
  readonly nature: 'literal' | 'additive' | 'averaged' | 'quantile' | 'unique';
  /** Whether it is something over something of its own kind, so that 100 times this is a percentage. */
  readonly share: 'no' | 'perhaps' | 'yes';
}
export type Dimensions = Readonly<Record<string, number>>;

export const PERCENT = 'percent';
export const TIME = 'time';

/** Units of time, in seconds. */
export const DURATIONS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };

export const isWord = (dimension: string) => dimension.startsWith('#');
export const isMoney = (dimension: string) => dimension.startsWith('currency:');
/** What may not be added to anything else, and not be multiplied with itself. */
export const isStrong = (dimension: string) => !isWord(dimension) && dimension !== PERCENT;

export const exponent = ({ dimensions }: Pick<Quantity, 'dimensions'>, name: string) => dimensions[name] ?? 0;
export const moneyIn = ({ dimensions }: Pick<Quantity, 'dimensions'>) => Object.keys(dimensions).filter(isMoney);

/** A number of things that are counted, or of nothing that is known. */
export const isCount = ({ dimensions }: Pick<Quantity, 'dimensions'>) => Object.keys(dimensions).every(isWord);

export function sameDimensions(one: Dimensions, other: Dimensions): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

/** The dimensions of a product, or with -1 of a quotient. */
export function combined(one: Dimensions, other: Dimensions, direction: 1 | -1): Dimensions {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const sums = [...names].map((name) => [name, (one[name] ?? 0) + direction * (other[name] ?? 0)] as const);
  return withoutWeak(Object.fromEntries(sums.filter(([, sum]) => sum !== 0)));
}

/** What is counted vanishes beside money, bytes and durations; of a count per another one nothing is left. */
function withoutWeak(dimensions: Dimensions): Dimensions {
  const entries = Object.entries(dimensions);
  const words = entries.filter(([name]) => isWord(name));
  const strong = entries.some(([name, power]) => isStrong(name) && power > 0);
  const keeps = !strong && words.length === 1 && words[0]?.[1] === 1;
  return keeps ? dimensions : Object.fromEntries(entries.filter(([name]) => !isWord(name)));
}

export const LITERAL: Quantity = { dimensions: {}, seconds: 1, nature: 'literal', share: 'no' };
