import type { MetricDefinition } from '@quarterdeck/sdk/api/metrics';
import type { MessageKey, Messages } from '../messages/messages';
import { unitName } from '../ui/unit-text';
import { additivityOf, type Consequence } from './consequences';
import { AGGREGATES } from './metric-words';

const GROUPED: Readonly<Record<MetricDefinition['additivity'], MessageKey>> = {
  additive: 'metrics.consequences.groupedSum',
  averaged: 'metrics.consequences.groupedMean',
  unique: 'metrics.consequences.groupedHighest',
};

/** A consequence in one sentence. */
export function consequenceText(
  { kind, panels }: Consequence,
  before: MetricDefinition,
  after: MetricDefinition,
  messages: Messages,
): string {
  if (kind === 'refused') return messages('metrics.consequences.refused');
  if (kind === 'allowed') return messages('metrics.consequences.allowed');
  if (kind === 'grouped') return messages(GROUPED[additivityOf(after)]);
  if (kind === 'unit') {
    const unit = unitName(after.unit);
    return unit ? messages('metrics.consequences.unit', { unit }) : messages('metrics.consequences.noUnit');
  }
  const [from, to] = [before, after].map(({ defaultAggregate }) =>
    messages(AGGREGATES[defaultAggregate]).toLowerCase(),
  );
  return messages(panels.length > 0 ? 'metrics.consequences.default' : 'metrics.consequences.defaultOnly', {
    from: from ?? '',
    to: to ?? '',
  });
}
