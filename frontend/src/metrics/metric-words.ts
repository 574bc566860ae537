import type { Additivity, MetricAggregate, MetricKind } from '@quarterdeck/sdk/api/metrics';
import type { MessageKey } from '../messages/messages';

interface Words {
  readonly text: MessageKey;
  readonly help: MessageKey;
}

export const KINDS: Readonly<Record<MetricKind, Words>> = {
  gauge: { text: 'metrics.kinds.gauge', help: 'metrics.kinds.gaugeHelp' },
  counter: { text: 'metrics.kinds.counter', help: 'metrics.kinds.counterHelp' },
  delta: { text: 'metrics.kinds.delta', help: 'metrics.kinds.deltaHelp' },
};

export const ADDITIVITIES: Readonly<Record<Additivity, Words & { readonly short: MessageKey }>> = {
  additive: {
    text: 'metrics.additivities.additive',
    help: 'metrics.additivities.additiveHelp',
    short: 'metrics.additivities.additiveShort',
  },
  averaged: {
    text: 'metrics.additivities.averaged',
    help: 'metrics.additivities.averagedHelp',
    short: 'metrics.additivities.averagedShort',
  },
  unique: {
    text: 'metrics.additivities.unique',
    help: 'metrics.additivities.uniqueHelp',
    short: 'metrics.additivities.uniqueShort',
  },
};

/** As the editor of panels calls them. */
export const AGGREGATES: Readonly<Record<MetricAggregate, MessageKey>> = {
  avg: 'compose.query.avg',
  min: 'compose.query.min',
  max: 'compose.query.max',
  sum: 'compose.query.sum',
  count: 'compose.query.count',
  last: 'compose.query.last',
};
