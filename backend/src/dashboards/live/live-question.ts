import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import { metricsAsked } from '@quarterdeck/sdk/api/metric-queries';
import { METRICS_SOURCE } from '@quarterdeck/sdk/api/queries';
import type { TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import { isReference } from '@quarterdeck/sdk/api/variable-values';
import { canonicalText } from '../../platform/canonical-text.js';
import type { FilledVariables } from '../../queries/queries.service.js';

/** What a panel asks over a range that follows the clock, whoever looks at it. */
export interface LiveQuestion {
  readonly workspaceId: string;
  readonly panel: Pick<Panel, 'title' | 'queries' | 'transforms'>;
  /** Of its dashboard, for titles. */
  readonly dashboard: string;
  readonly range: TimeRangeChoice;
  readonly timezone: string;
  readonly maxPoints: number;
  /** Those that it asks with. */
  readonly variables: FilledVariables;
  /** Points of these make its answer another one. */
  readonly metrics: readonly string[];
}

/** Equal for questions that have the same answer. */
export const keyOf = ({ workspaceId, panel, range, timezone, maxPoints, variables }: LiveQuestion): string =>
  canonicalText([workspaceId, panel.queries, panel.transforms, range, timezone, maxPoints, variables]);

/**
 * The metrics that a panel shows; undefined where nobody can tell when its answer changes: it asks somebody outside, or what is
 * chosen names no metric.
 */
export function metricsOf({ queries }: Panel, variables: FilledVariables): string[] | undefined {
  if (queries.length === 0 || queries.some(({ source }) => source !== METRICS_SOURCE)) return undefined;
  const metrics = queries
    .flatMap(({ input }) => metricsAsked(input))
    .flatMap((metric): unknown[] => {
      if (!isReference(metric)) return [metric];
      const { values = [], problem } = variables[metric.$variable] ?? {};
      return problem || values.length === 0 ? [undefined] : [...values];
    });
  return metrics.every((metric) => typeof metric === 'string') ? metrics : undefined;
}
