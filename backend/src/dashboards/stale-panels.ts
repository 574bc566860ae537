import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { metricsAsked } from '@quarterdeck/sdk/api/metric-queries';
import { METRICS_SOURCE } from '@quarterdeck/sdk/api/queries';
import { isReference } from '@quarterdeck/sdk/api/variable-values';

/** The metrics that are chosen, by the variables that stand for them. */
export type ChosenMetrics = ReadonlyMap<string, readonly string[]>;

/**
 * The panels that show one of these metrics; with null, all that show any metric. Where nobody knows which metric a variable
 * stands for, the panel looks again once too often.
 */
export function stalePanels(
  { panels }: DashboardDocument,
  metrics: readonly string[] | null,
  chosen: ChosenMetrics = new Map(),
): string[] {
  const names = metrics && new Set<unknown>(metrics);
  const isNamed = (metric: unknown) => {
    if (!names) return true;
    if (!isReference(metric)) return names.has(metric);
    return chosen.get(metric.$variable)?.some((one) => names.has(one)) ?? true;
  };
  return panels
    .filter(({ queries }) =>
      queries.some(({ source, input }) => source === METRICS_SOURCE && metricsAsked(input).some(isNamed)),
    )
    .map(({ id }) => id);
}
