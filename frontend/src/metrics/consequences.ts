import type { MetricUse } from '@quarterdeck/sdk/api/metric-contents';
import type { Additivity, MetricAggregate, MetricDefinition } from '@quarterdeck/sdk/api/metrics';

/** What a change of a metric's definition changes for those who look at it, and at which panels. */
export interface Consequence {
  readonly kind: 'unit' | 'default' | 'refused' | 'allowed' | 'grouped';
  readonly panels: readonly MetricUse[];
}

type Meaning = Pick<MetricDefinition, 'kind' | 'additivity' | 'unit'>;

/** Of which nothing is the sum, whatever is said: shares and temperatures. The same as `additivityOf` in the query language. */
const NEVER_ADDED: ReadonlySet<string> = new Set(['percent', 'ratio', '°C', '°F', 'celsius', 'fahrenheit']);

export const additivityOf = ({ unit, additivity }: Pick<MetricDefinition, 'unit' | 'additivity'>): Additivity =>
  additivity === 'additive' && NEVER_ADDED.has(unit) ? 'averaged' : additivity;

/** The same rules as in the query language (`measure-rules`): what is asked of a metric that its values cannot answer. */
export function isRefused(aggregate: string, { kind, ...meaning }: Meaning): boolean {
  const additivity = additivityOf(meaning);
  if (aggregate === 'sum') return kind === 'counter' || additivity !== 'additive';
  if (aggregate === 'rate' || aggregate === 'increase') {
    return kind === 'gauge' || (kind === 'delta' && additivity !== 'additive');
  }
  return aggregate === 'delta' && kind !== 'gauge';
}

/** A default that the metric itself refuses would leave every panel without a number. */
export const isSoundDefault = (definition: Meaning & { readonly defaultAggregate: MetricAggregate }) =>
  !isRefused(definition.defaultAggregate, definition);

/** In the order in which people are told; none where nothing changes for anybody. */
export function consequencesOf(
  before: MetricDefinition,
  after: MetricDefinition,
  uses: readonly MetricUse[],
): Consequence[] {
  const asked = (aggregate: string | null, definition: MetricDefinition) => aggregate ?? definition.defaultAggregate;
  const isRefusedFor = ({ aggregate }: MetricUse, definition: MetricDefinition) =>
    isRefused(asked(aggregate, definition), definition);
  const refused = uses.filter((use) => isRefusedFor(use, after) && !isRefusedFor(use, before));
  const allowed = uses.filter((use) => !isRefusedFor(use, after) && isRefusedFor(use, before));
  const followers = uses.filter(({ aggregate }) => aggregate === null);
  const found: (Consequence | false)[] = [
    refused.length > 0 && { kind: 'refused', panels: refused },
    before.defaultAggregate !== after.defaultAggregate && { kind: 'default', panels: followers },
    additivityOf(before) !== additivityOf(after) && { kind: 'grouped', panels: [] },
    before.unit !== after.unit && { kind: 'unit', panels: uses },
    allowed.length > 0 && { kind: 'allowed', panels: allowed },
  ];
  return found.filter((one) => one !== false);
}
