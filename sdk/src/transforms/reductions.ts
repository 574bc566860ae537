import type { Reduction } from '../api/transforms.js';
import type { Field, FieldType } from '../frame.js';
import type { Cell } from './cells.js';

/** What many values come to. Missing ones do not count; of none at all there is no sum and no mean, but a count of 0. */
export function reduced(cells: readonly Cell[], as: Reduction): Cell {
  const present = cells.filter((cell) => cell !== null);
  if (as === 'count') return present.length;
  if (as === 'distinct') return new Set(present).size;
  if (present.length === 0) return null;
  if (as === 'first') return present[0] ?? null;
  if (as === 'last') return present.at(-1) ?? null;
  return ofNumbers(present.map(Number), as);
}

function ofNumbers(values: readonly number[], as: 'sum' | 'avg' | 'min' | 'max' | 'median'): number {
  const sum = () => values.reduce((total, value) => total + value, 0);
  switch (as) {
    case 'sum':
      return sum();
    case 'avg':
      return sum() / values.length;
    case 'min':
      return values.reduce((least, value) => Math.min(least, value), Infinity);
    case 'max':
      return values.reduce((most, value) => Math.max(most, value), -Infinity);
    case 'median':
      return median(values);
  }
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? NaN) + upper) / 2 : upper;
}

/** Counts are bare numbers; what picks a value keeps the column's type; the rest makes numbers of numbers. */
export function typeOf({ type }: Field, as: Reduction): FieldType {
  if (as === 'count' || as === 'distinct') return 'number';
  if (as === 'first' || as === 'last') return type;
  return type === 'time' && (as === 'min' || as === 'max') ? 'time' : 'number';
}

/** Text can be counted and picked; a sum of times means nothing. */
export function isMeaningful({ type }: Field, as: Reduction): boolean {
  if (as === 'count' || as === 'distinct' || as === 'first' || as === 'last' || type === 'number') return true;
  return type === 'time' && (as === 'min' || as === 'max');
}
