import type { Measure } from '../language/measure.js';
import type { StoredSeries } from '../series-frames.js';

/** The series that a query speaks of. */
export interface FoundSeries {
  readonly workspaceId: string;
  readonly series: readonly StoredSeries[];
  readonly found: number;
  readonly measure: Measure;
}
