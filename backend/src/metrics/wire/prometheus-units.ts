import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';

/** Units that Prometheus names otherwise than we do. */
const OURS = new Map([
  ['seconds', 's'],
  ['milliseconds', 'ms'],
]);
/** A moment is no duration: `process_start_time_seconds` counts from 1970. */
const MOMENT = /_(?:time|timestamp)_seconds$/;
const COUNTED = /_(?:bucket|count|info|created)$/;

/** What stands behind `# UNIT`, in our words; any other word stays as it is. */
export const unitOf = (name: string): string => OURS.get(name) ?? name;

/**
 * What a metric's name says by convention, since most programs send no `# UNIT` and version 1 says the type of a metric
 * only a minute after its first samples: the unit, where we have a way of writing it, and whether it is a counter.
 * https://prometheus.io/docs/practices/naming
 */
export function definitionOfName(metric: string): Pick<SeriesKey, 'unit' | 'kind' | 'additivity' | 'defaultAggregate'> {
  const unit = unitOfName(metric);
  return {
    ...(unit === '' ? {} : { unit }),
    ...(unit === 'ratio' ? { additivity: 'averaged' } : {}),
    ...(metric.endsWith('_total') ? { kind: 'counter', defaultAggregate: 'last' } : {}),
  };
}

function unitOfName(metric: string): string {
  if (COUNTED.test(metric) || MOMENT.test(metric)) return '';
  const [, unit = ''] = /_(seconds|bytes|ratio)(?:_total|_sum)?$/.exec(metric) ?? [];
  return unitOf(unit);
}
