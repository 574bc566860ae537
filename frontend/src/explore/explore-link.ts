import { metricQuery } from '../dashboards/edit/panel/suggestion';
import { edgeForAddress } from '../dashboards/time/time-range';
import { fragmentOf } from './question';

const A_SECOND = 1000;

/** Where Explore shows all series of a metric from the first to the last of some points, both as instants. */
export function linkToMetric(metric: string, from: string, to: string) {
  const parts = [{ query: metricQuery(metric), hidden: false }];
  // A range ends before its last moment.
  const end = new Date(Date.parse(to) + A_SECOND).toISOString();
  return {
    fragment: fragmentOf({ parts, shown: 'chart', variables: {} }),
    queryParams: { from: edgeForAddress(from), to: edgeForAddress(end) },
  };
}
