import type { Combine, MetricsQuery, QueryAggregate } from '@quarterdeck/sdk/api/metric-queries';
import type { Additivity, MetricDefinition } from '@quarterdeck/sdk/api/metrics';
import { combined, PERCENT, TIME, type Quantity } from './quantity.js';
import { readUnit, writeUnit, type KnownUnit } from './unit-words.js';

/** What is known of the metric that a query asks. */
export type Measure = Pick<MetricDefinition, 'unit' | 'kind' | 'additivity' | 'defaultAggregate'> & {
  readonly name: string;
};

/** A query as it is run: what it leaves open is what suits the metric. */
export interface Settled {
  readonly aggregate: QueryAggregate;
  /** Undefined where each series stays for itself. */
  readonly combine: Combine | undefined;
  readonly groupBy: readonly string[];
}

export function settled({ aggregate, combine, groupBy = [] }: MetricsQuery, measure: Measure): Settled {
  const chosen = aggregate ?? measure.defaultAggregate;
  const needsOne = combine === undefined && groupBy.length > 0;
  return { aggregate: chosen, combine: needsOne ? combineFor(chosen, measure) : combine, groupBy };
}

function combineFor(aggregate: QueryAggregate, measure: Measure): Combine {
  if (aggregate === 'quantile') return 'max';
  const additivity = aggregate === 'count' ? 'additive' : additivityOf(measure);
  return additivity === 'additive' ? 'sum' : additivity === 'averaged' ? 'avg' : 'max';
}

/** Two rooms of 20 degrees are not 40 degrees warm. */
const LEVELS: ReadonlySet<string> = new Set(['#°C', '#°F', '#celsius', '#fahrenheit']);

/** A share is an average whatever else is said of it. */
export function additivityOf({ additivity, unit }: Measure): Additivity {
  const { share, dimensions } = readUnit(unit);
  const isShare = share === 'yes' || PERCENT in dimensions || Object.keys(dimensions).some((name) => LEVELS.has(name));
  return isShare && additivity === 'additive' ? 'averaged' : additivity;
}

/** Aggregates that say how much there was in a bucket, so that those of two buckets can be added up. */
const TOTALS: ReadonlySet<QueryAggregate> = new Set(['sum', 'count', 'increase', 'delta']);
export const isTotal = (aggregate: QueryAggregate) => TOTALS.has(aggregate);

/** What the numbers of a query's answer are. */
export function quantityOf(query: MetricsQuery, measure: Measure): Quantity {
  const { aggregate, combine } = settled(query, measure);
  if (aggregate === 'count' || combine === 'count') return { ...readUnit(''), nature: 'additive' };
  return { ...unitAfter(aggregate, readUnit(measure.unit)), nature: natureAfter(aggregate, measure) };
}

/** The unit of a query's answer; of a plain question the metric's own, letter by letter. */
export function unitOf(query: MetricsQuery, measure: Measure): string {
  const { aggregate, combine } = settled(query, measure);
  if (aggregate === 'count' || combine === 'count') return '';
  return aggregate === 'rate' ? writeUnit(quantityOf(query, measure)) : measure.unit;
}

function unitAfter(aggregate: QueryAggregate, unit: KnownUnit): KnownUnit {
  if (aggregate !== 'rate') return unit;
  const dimensions = combined(unit.dimensions, { [TIME]: 1 }, -1);
  const seconds = TIME in unit.dimensions ? unit.seconds : 1;
  return { dimensions, seconds, share: 'no' };
}

function natureAfter(aggregate: QueryAggregate, measure: Measure): Quantity['nature'] {
  const additivity = additivityOf(measure);
  return aggregate === 'quantile' ? 'quantile' : additivity;
}
