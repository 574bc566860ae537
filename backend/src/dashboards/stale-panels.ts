import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { METRICS_SOURCE } from '@quarterdeck/sdk/api/queries';

/** The panels that show one of these metrics; with null, all that show any metric. */
export function stalePanels({ panels }: DashboardDocument, metrics: readonly string[] | null): string[] {
  const names = metrics && new Set<unknown>(metrics);
  return panels
    .filter(({ queries }) =>
      queries.some(({ source, input }) => source === METRICS_SOURCE && (!names || names.has(input.metric))),
    )
    .map(({ id }) => id);
}
