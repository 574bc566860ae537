import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { QueryAggregate } from '@quarterdeck/sdk/api/metric-queries';

/** How points become one number, in the order in which people look for it. */
export const AGGREGATES = [
  { value: '', text: 'metricQuery.aggregate.own' },
  { value: 'avg', text: 'compose.query.avg' },
  { value: 'min', text: 'compose.query.min' },
  { value: 'max', text: 'compose.query.max' },
  { value: 'sum', text: 'compose.query.sum' },
  { value: 'count', text: 'compose.query.count' },
  { value: 'first', text: 'metricQuery.aggregate.first' },
  { value: 'last', text: 'compose.query.last' },
  { value: 'quantile', text: 'metricQuery.aggregate.quantile' },
  { value: 'increase', text: 'metricQuery.aggregate.increase' },
  { value: 'rate', text: 'metricQuery.aggregate.rate' },
  { value: 'delta', text: 'metricQuery.aggregate.delta' },
  { value: 'raw', text: 'metricQuery.aggregate.raw' },
] as const;

export const COMBINES = [
  { value: 'sum', text: 'metricQuery.combineSum' },
  { value: 'avg', text: 'metricQuery.combineAvg' },
  { value: 'min', text: 'metricQuery.combineMin' },
  { value: 'max', text: 'metricQuery.combineMax' },
  { value: 'count', text: 'metricQuery.combineCount' },
] as const;

export const FILLS = [
  { value: '', text: 'metricQuery.fillNone' },
  { value: 'zero', text: 'metricQuery.fillZero' },
  { value: 'previous', text: 'metricQuery.fillPrevious' },
  { value: 'linear', text: 'metricQuery.fillLinear' },
] as const;

export const RANKS = [
  { value: '', text: 'metricQuery.rankAll' },
  { value: 'top', text: 'metricQuery.rankTop' },
  { value: 'bottom', text: 'metricQuery.rankBottom' },
] as const;

export const RANK_ORDERS = [
  { value: 'mean', text: 'metricQuery.rankMean' },
  { value: 'sum', text: 'metricQuery.rankSum' },
  { value: 'last', text: 'metricQuery.rankLast' },
] as const;

/** The widths that people ask for; of the others there is no end. */
export const STEPS = ['1m', '5m', '15m', '30m', '1h', '6h', '1d', '1w', '1mo', '1q', '1y'];
export const OFFSETS = ['1h', '1d', '1w', '1mo', '1y'];

/** With what a metric that was just picked is begun: a counter's reading says little, and what happened is added up. */
export function aggregateFor({ kind, additivity, defaultAggregate }: Metric): QueryAggregate {
  if (kind === 'counter') return 'increase';
  return kind === 'delta' && additivity === 'additive' && defaultAggregate === 'avg' ? 'sum' : defaultAggregate;
}

const UNITS: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  s: ['second', 1],
  m: ['minute', 1],
  h: ['hour', 1],
  d: ['day', 1],
  w: ['week', 1],
  mo: ['month', 1],
  q: ['month', 3],
  y: ['year', 1],
};

/** `15m` is "15 minutes", in the language of the locale. */
export function durationText(duration: string, locale: string): string {
  const [, count = '1', word = 's'] = /^(\d+)([a-z]+)$/.exec(duration) ?? [];
  const [unit, times] = UNITS[word] ?? ['second', 1];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(count) * times);
}
