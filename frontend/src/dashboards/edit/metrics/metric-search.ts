import type { Metric } from '@quarterdeck/sdk/api/metrics';

/**
 * The metrics whose name holds every word of the text, wherever. First those whose name begins with it, then by name.
 */
export function foundMetrics(metrics: readonly Metric[], text: string): Metric[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter(Boolean);
  const isFirst = ({ name }: Metric) => Number(name.toLowerCase().startsWith(wanted));
  return metrics
    .filter(({ name, unit }) => words.every((word) => `${name} ${unit}`.toLowerCase().includes(word)))
    .sort((one, other) => isFirst(other) - isFirst(one) || one.name.localeCompare(other.name));
}
