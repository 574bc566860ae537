import type { Combine, MetricsQuery, QueryAggregate } from '@quarterdeck/sdk/api/metric-queries';
import { invalid } from '../../platform/errors.js';
import { additivityOf, isTotal, settled, type Measure, type Settled } from './measure.js';

/** What is wrong with a query, and which of its fields would make it right. */
interface Finding {
  readonly field: keyof MetricsQuery;
  readonly sentence: string;
  readonly change: Partial<Record<keyof MetricsQuery, unknown>>;
}
interface Asked extends Settled {
  readonly query: MetricsQuery;
  readonly measure: Measure;
}
type Rule = (asked: Asked) => Finding | undefined;

/** Throws `invalid` with a proposal for a query that means nothing: a sum of averages, the rate of a level. */
export function requireMeaning(query: MetricsQuery, measure: Measure, at = ''): void {
  const asked = { query, measure, ...settled(query, measure) };
  for (const rule of RULES) {
    const finding = rule(asked);
    if (finding) throw refusal(finding, at);
  }
}

function refusal({ field, sentence, change }: Finding, at: string): Error {
  const words = Object.entries(change).map(([name, value]) => (value === null ? `no ${name}` : wordsOf(name, value)));
  const text = words.join(', ');
  return invalid('query.units', `${sentence} Ask for ${text} instead.`, {
    place: { field: at === '' ? field : `${at}.${field}` },
    proposal: { text, input: change },
  });
}

const wordsOf = (name: string, value: unknown) =>
  typeof value === 'object' ? `${name} by ${String((value as { by?: unknown }).by)}` : `${name} ${value as string}`;

const says = ({ name }: Measure) => `“${name}”`;

const ofCounters: Rule = ({ aggregate, measure }) => {
  const { kind } = measure;
  const to = (change: QueryAggregate, sentence: string): Finding => ({
    field: 'aggregate',
    sentence,
    change: { aggregate: change },
  });
  if (kind === 'gauge' && (aggregate === 'rate' || aggregate === 'increase')) {
    return to('delta', `${says(measure)} is a level that rises and falls, so it has no ${aggregate}.`);
  }
  if (kind === 'counter' && aggregate === 'delta') {
    return to('increase', `${says(measure)} is a counter, which begins again at zero now and then.`);
  }
  if (kind === 'counter' && aggregate === 'sum') {
    return to(
      'increase',
      `${says(measure)} is a counter: each point holds all that went before, and a sum counts it again.`,
    );
  }
  if (kind === 'delta' && aggregate === 'delta') {
    return to('sum', `Each point of ${says(measure)} is a change already.`);
  }
  return undefined;
};

const ofSums: Rule = ({ aggregate, measure }) => {
  const additivity = additivityOf(measure);
  const adds = aggregate === 'sum' || ((aggregate === 'increase' || aggregate === 'rate') && measure.kind === 'delta');
  if (!adds || additivity === 'additive') return undefined;
  if (additivity === 'averaged') {
    const sentence = `The values of ${says(measure)} are averages or shares, and their sum is nothing.`;
    return { field: 'aggregate', sentence, change: { aggregate: 'avg' } };
  }
  const sentence = `${says(measure)} counts different ones, and who comes twice would count twice in a sum.`;
  return { field: 'aggregate', sentence, change: { aggregate: 'max' } };
};

const ofCombining: Rule = ({ aggregate, combine, measure }) => {
  const to = (change: Combine, sentence: string): Finding => ({
    field: 'combine',
    sentence,
    change: { combine: change },
  });
  if (aggregate === 'quantile' && (combine === 'sum' || combine === 'avg')) {
    return to('max', 'Quantiles of several series can be neither added up nor averaged.');
  }
  if (combine !== 'sum' || aggregate === 'count') return undefined;
  const additivity = additivityOf(measure);
  if (additivity === 'averaged') {
    return to('avg', `The values of ${says(measure)} are averages or shares, and their sum over series is nothing.`);
  }
  if (additivity === 'unique') {
    return to('max', `${says(measure)} counts different ones, and who is in two series would count twice.`);
  }
  return undefined;
};

const ofRunningTotals: Rule = ({ query, aggregate, combine, measure }) => {
  if (query.cumulative !== true || (isTotal(aggregate) && combineKeepsTotals(combine))) return undefined;
  if (isTotal(aggregate)) {
    const sentence = 'A running total adds amounts up, and these are no amounts.';
    return { field: 'cumulative', sentence, change: { combine: 'sum' } };
  }
  const sentence = `A running total adds up how much there was, and ${aggregate} says how much there is.`;
  const additivity = aggregate === 'quantile' ? 'averaged' : additivityOf(measure);
  if (measure.kind === 'counter') return { field: 'cumulative', sentence, change: { aggregate: 'increase' } };
  if (additivity === 'additive') return { field: 'cumulative', sentence, change: { aggregate: 'sum' } };
  return { field: 'cumulative', sentence, change: { cumulative: null, movingAverage: 7 } };
};

const combineKeepsTotals = (combine: Combine | undefined) => combine === undefined || combine === 'sum';

const ofRanks: Rule = ({ query, aggregate, measure }) => {
  const field = query.top?.by === 'sum' ? 'top' : query.bottom?.by === 'sum' ? 'bottom' : undefined;
  const isNoAmount = aggregate !== 'count' && additivityOf(measure) !== 'additive';
  if (field === undefined || !(isNoAmount || aggregate === 'quantile' || aggregate === 'rate')) return undefined;
  const sentence = `Sums of ${says(measure)} mean nothing, so they give no order.`;
  return { field, sentence, change: { [field]: { ...query[field], by: 'mean' } } };
};

const ofGaps: Rule = (asked) => {
  const { fill } = asked.query;
  if (fill === 'zero' && isLevel(asked)) {
    const sentence = `A gap in ${says(asked.measure)} is no zero: nobody measured there.`;
    return { field: 'fill', sentence, change: { fill: 'previous' } };
  }
  if ((fill === 'previous' || fill === 'linear') && countsDeeds(asked)) {
    const sentence = `Where ${says(asked.measure)} has no point nothing happened, and other values would invent something.`;
    return { field: 'fill', sentence, change: { fill: 'zero' } };
  }
  return undefined;
};

/** How much there is, not how much came: it does not vanish where nobody looks. */
const isLevel = ({ aggregate, measure }: Asked) =>
  !isTotal(aggregate) && aggregate !== 'rate' && (measure.kind === 'counter' || additivityOf(measure) === 'averaged');

const countsDeeds = ({ aggregate, measure }: Asked) =>
  aggregate === 'count' || aggregate === 'increase' || (measure.kind === 'delta' && isTotal(aggregate));

const ofRawPoints: Rule = ({ query, aggregate, combine }) => {
  if (aggregate !== 'raw') return undefined;
  const needsBuckets =
    combine ?? query.every ?? query.fill ?? query.offset ?? query.top ?? query.bottom ?? query.movingAverage;
  if (needsBuckets === undefined || needsBuckets === 'none') return undefined;
  const sentence = 'Points as they were sent have no common times, which this needs.';
  return { field: 'aggregate', sentence, change: { aggregate: 'avg' } };
};

const RULES: readonly Rule[] = [ofCounters, ofSums, ofCombining, ofRunningTotals, ofRanks, ofGaps, ofRawPoints];
