import type { Metric } from '@quarterdeck/sdk/api/metrics';
import { linkToMetric } from '../explore/explore-link';

const A_MONTH = 30 * 86_400_000;

/** Where a metric is seen: the month before its last point; undefined where it has none. */
export function lookAt({ name, lastAt }: Pick<Metric, 'name' | 'lastAt'>) {
  return lastAt === null ? undefined : linkToMetric(name, new Date(Date.parse(lastAt) - A_MONTH).toISOString(), lastAt);
}
