/**
 * How values are counted so that quantiles can be told without them: DDSketch, by C. Masson, J. E. Rim and H. K. Lee,
 * "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", PVLDB 12(12), 2019. A bin holds the
 * values from γ^(i-1) to γ^i and stands for one that is at most 1 % away from each of them. Sketches of two spans are put
 * together by adding up the counts of their bins, which loses nothing.
 *
 * Bins are numbered in the order of their values: below zero those of negative ones, 0 of zero alone. Beside zero there is
 * room for values from 10^-142 to 10^142; what is closer to zero or farther away counts as the nearest of these.
 */
export const RELATIVE_ERROR = 0.01;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LN_GAMMA = Math.log(GAMMA);
const HIGHEST = 32_767;
/** The bin of 1. */
const ONE = 16_384;

const number = (value: number) => `${String(value)}::float8`;

/** The bin of a value, in SQL. */
export const binOf = (value: string) => `
  case when ${value} = 0 then 0
       else sign(${value}) * least(greatest(ceil(ln(abs(${value})) / ${number(LN_GAMMA)}) + ${String(ONE)}, 1), ${String(HIGHEST)})
  end::int2`;

/** The value that a bin stands for, in SQL. */
export const valueOf = (bin: string) => `
  (sign(${bin}::float8) * exp((abs(${bin}::float8) - ${String(ONE)}) * ${number(LN_GAMMA)}) * ${number(2 / (GAMMA + 1))})`;
