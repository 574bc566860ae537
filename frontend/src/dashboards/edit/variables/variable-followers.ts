import type { DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import type { Variable } from '@quarterdeck/sdk/api/variables';

/** The labels of metrics, by the name of the metric. */
export type KnownLabels = ReadonlyMap<string, readonly string[]>;

/** The metrics that panels ask for by name. */
export function metricsIn({ panels }: DashboardDocument): string[] {
  return [...new Set(panels.flatMap(({ queries }) => queries.flatMap((query) => metricOf(query) ?? [])))];
}

/** Panels that ask for a metric with the label of the variable and say nothing about that label yet: they could follow it. */
export function mayFollow({ panels }: DashboardDocument, variable: Variable, labels: KnownLabels): readonly Panel[] {
  return panels.filter(({ queries }) => queries.some((query) => fits(query, variable, labels)));
}

/** The document in which all of those follow the variable. */
export function withFollowers(document: DashboardDocument, variable: Variable, labels: KnownLabels): DashboardDocument {
  if (variable.kind !== 'labelValues') return document;
  const following = (query: Query): Query => {
    if (!fits(query, variable, labels)) return query;
    const chosen = { ...labelsOf(query), [variable.key]: { $variable: variable.name } };
    return { ...query, input: { ...query.input, labels: chosen } };
  };
  const panels = document.panels.map((panel) => ({ ...panel, queries: panel.queries.map(following) }));
  return { ...document, panels };
}

function fits(query: Query, variable: Variable, labels: KnownLabels): boolean {
  if (variable.kind !== 'labelValues') return false;
  const metric = metricOf(query);
  return metric !== undefined && !!labels.get(metric)?.includes(variable.key) && !(variable.key in labelsOf(query));
}

function metricOf({ source, input }: Query): string | undefined {
  return source === METRICS_SOURCE && typeof input.metric === 'string' && input.metric !== ''
    ? input.metric
    : undefined;
}

const labelsOf = ({ input }: Query) => (input.labels ?? {}) as Readonly<Record<string, unknown>>;
