/** Units that Prometheus names otherwise than we do. */
const OURS: Readonly<Record<string, string>> = { seconds: 's', milliseconds: 'ms', percent: 'percent' };
/** A moment is no duration: `process_start_time_seconds` counts from 1970. */
const MOMENT = /_(?:time|timestamp)_seconds$/;
const COUNTED = /_(?:bucket|count|info|created)$/;

/** What stands behind `# UNIT`, in our words; any other word stays as it is. */
export const unitOf = (name: string): string => OURS[name] ?? name.slice(0, 40);

/**
 * The unit that a metric's name ends with, where it follows the convention and we have a way of writing it: most programs
 * send no `# UNIT`. https://prometheus.io/docs/practices/naming#base-units
 */
export function unitOfName(metric: string): string {
  if (COUNTED.test(metric) || MOMENT.test(metric)) return '';
  const [, unit = ''] = /_(seconds|bytes|ratio)(?:_total|_sum)?$/.exec(metric) ?? [];
  return unitOf(unit);
}
