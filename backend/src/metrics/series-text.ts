import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';

/** One text per series, whatever the order of its labels. Hashed for the table, and the key of caches. */
export function seriesText({ metric, labels }: Pick<SeriesKey, 'metric' | 'labels'>): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([metric, pairs]);
}
