import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { nameStep, type Step } from '../reading/buckets.js';
import type { Settled } from './measure.js';

/** In words that a person can use, what was done to come to the numbers of a query. */
export function described(query: MetricsQuery, how: Settled, step: Step): string {
  const name = how.aggregate === 'quantile' ? percentile(query.q) : how.aggregate;
  return [`${name} per ${nameStep(step)}`, ...seriesWords(query, how), ...courseWords(query), ...rankWords(query)].join(
    ', ',
  );
}

function seriesWords({ offset, fill = 'none' }: MetricsQuery, { combine, groupBy }: Settled): string[] {
  const groups = groupBy.length > 0 ? ` by ${groupBy.join(', ')}` : '';
  return [
    ...(offset === undefined ? [] : [`${offset} earlier`]),
    ...(fill === 'none' ? [] : [`gaps ${GAPS[fill]}`]),
    ...(combine ? [`${combine} of series${groups}`] : []),
  ];
}

function courseWords({ movingAverage, cumulative }: MetricsQuery): string[] {
  const window = typeof movingAverage === 'number' ? `${String(movingAverage)} buckets` : movingAverage;
  return [...(window === undefined ? [] : [`mean of ${window}`]), ...(cumulative ? ['running total'] : [])];
}

const rankWords = ({ top, bottom }: MetricsQuery): string[] => [
  ...(top ? [`highest ${String(top.count)} by ${top.by}`] : []),
  ...(bottom ? [`lowest ${String(bottom.count)} by ${bottom.by}`] : []),
];

/** Which quantile is asked where nobody says it. */
export const USUAL_QUANTILE = 0.95;

export const percentile = (q = USUAL_QUANTILE) => `${Number((q * 100).toFixed(1))}th percentile`;
const GAPS = { zero: 'filled with zero', previous: 'filled with the value before', linear: 'filled in between' };

/** What a person should know of a quantile that was not read from the points. */
export const sketchWords = (isSketched: boolean) => (isSketched ? ', from sketches (within 1 %)' : '');
