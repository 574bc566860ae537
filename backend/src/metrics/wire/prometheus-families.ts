import type { MetricDefinition, SeriesKey } from '@quarterdeck/sdk/api/metrics';
import { allowedName } from './label-rules.js';
import { unitOf } from './prometheus-units.js';

/** What Prometheus tells of a family of metrics; version 2 tells it with each series. */
export interface Told {
  /** `MetricType` by number, the same in both versions. */
  readonly type: number;
  readonly unit: string;
  readonly help: string;
}
export interface ToldFamily extends Told {
  readonly name: string;
}

const COUNTER = 1;
const HISTOGRAM = 3;
const SUMMARY = 5;
/** The endings that the members of a family may have, by its type; that of others is the family's own name. */
const ENDINGS: Readonly<Record<number, readonly string[]>> = {
  [COUNTER]: ['', '_total'],
  [HISTOGRAM]: ['_bucket', '_count', '_sum'],
  4: ['_bucket', '_gcount', '_gsum'],
  [SUMMARY]: ['', '_count', '_sum'],
};
const RISING = new Set([COUNTER, HISTOGRAM, SUMMARY]);
const COUNTED = /_(?:bucket|g?count)$/;
const ACCUMULATED = /_(?:count|sum)$/;
const LONGEST_UNIT = 40;
const LONGEST_DESCRIPTION = 1000;

/**
 * What a metric is, as its type, unit and help say: https://prometheus.io/docs/concepts/metric_types. All parts of a
 * histogram rise until the program starts again; of a summary the sum and the count do, and its quantiles cannot be added up.
 */
export function definitionOf(metric: string, told: Told): Partial<MetricDefinition> {
  const quantile = told.type === SUMMARY && !ACCUMULATED.test(metric);
  const counter = RISING.has(told.type) && !quantile;
  const unit = COUNTED.test(metric) ? '' : unitOf(clean(told.unit, LONGEST_UNIT));
  const description = clean(told.help, LONGEST_DESCRIPTION);
  return {
    ...(counter ? { kind: 'counter', defaultAggregate: 'last' } : {}),
    ...(quantile || unit === 'ratio' ? { additivity: 'averaged' } : {}),
    ...(unit === '' ? {} : { unit }),
    ...(description === '' ? {} : { description }),
  };
}

/** The metrics that a family may have. Which of them there are, only their samples say. */
export function membersOf(family: ToldFamily): SeriesKey[] {
  return (ENDINGS[family.type] ?? ['']).map((ending) => {
    const metric = allowedName(family.name + ending);
    return { metric, labels: {}, ...definitionOf(metric, family) };
  });
}

/** No database keeps a NUL in a text. */
const clean = (text: string, longest: number) => text.replaceAll('\0', '').trim().slice(0, longest);
