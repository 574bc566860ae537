import type { DerivedAggregate } from '@quarterdeck/sdk/api/derived-metrics';
import type { MetricDefinition } from '@quarterdeck/sdk/api/metrics';

type Nature = Pick<MetricDefinition, 'kind' | 'additivity' | 'defaultAggregate'>;

/** What may be done with the numbers of each. Counts of different things cannot be added up. */
const NATURES: Record<DerivedAggregate, Nature> = {
  count: { kind: 'delta', additivity: 'additive', defaultAggregate: 'sum' },
  sum: { kind: 'delta', additivity: 'additive', defaultAggregate: 'sum' },
  average: { kind: 'gauge', additivity: 'averaged', defaultAggregate: 'avg' },
  distinct: { kind: 'gauge', additivity: 'unique', defaultAggregate: 'last' },
  last: { kind: 'gauge', additivity: 'additive', defaultAggregate: 'last' },
};

/** What a derived metric is. Counts are of no unit but their own. */
export const definitionOf = ({ aggregate, unit }: { aggregate: DerivedAggregate; unit: string }) => ({
  ...NATURES[aggregate],
  unit,
});

/** The labels that a record has, by the names of their fields. */
export const labelsOf = (names: readonly string[], values: readonly (string | null)[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name, at) => {
      const value = values[at];
      return value === null || value === undefined ? [] : [[name, value]];
    }),
  );
