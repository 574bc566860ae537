import { invalid } from '../../platform/errors.js';
import type { PointColumns } from '../binary-copy.js';

/** Sums over a day of such values, one every millisecond, are still numbers. */
const LARGEST = 1e300;

/**
 * The last look at points on their way into the table, whoever read them: a value that cannot be summed up would make the
 * rollup of its day impossible. Throws `points.invalid`.
 */
export function requireStorable({ values }: PointColumns): void {
  // NaN is not larger either.
  const index = values.findIndex((value) => !(Math.abs(value) <= LARGEST));
  if (index < 0) return;
  const message = `The value lies beyond ±1e300: it is ${String(values[index])}.`;
  throw invalid('points.invalid', `No point was stored. Point ${String(index)}: ${message}`, {
    fields: [{ path: `${String(index)}.value`, message }],
  });
}
