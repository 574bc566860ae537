import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { MOST_SERIES } from '../series-frames.js';

/** So many series are read to combine or to rank them. */
const MOST_COMBINED = 5000;

/** How many series a query reads at most. */
export const mostSeries = ({ combine, groupBy = [], top, bottom }: MetricsQuery): number =>
  (combine ?? top ?? bottom ?? groupBy.length > 0) ? MOST_COMBINED : MOST_SERIES;
