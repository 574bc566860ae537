import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { METRICS_SOURCE } from '@quarterdeck/sdk/api/queries';
import { isReference } from '@quarterdeck/sdk/api/variable-values';

/**
 * The panels that show one of these metrics; with null, all that show any metric. Which metric a variable stands for only the
 * page knows: such a panel looks again once too often.
 */
export function stalePanels({ panels }: DashboardDocument, metrics: readonly string[] | null): string[] {
  const names = metrics && new Set<unknown>(metrics);
  return panels
    .filter(({ queries }) =>
      queries.some(
        ({ source, input }) =>
          source === METRICS_SOURCE && (!names || names.has(input.metric) || isReference(input.metric)),
      ),
    )
    .map(({ id }) => id);
}
