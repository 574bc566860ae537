import type { DerivedAggregate, DerivedEvery, DerivedMetric } from '@quarterdeck/sdk/api/derived-metrics';
import type { RecordTest } from '@quarterdeck/sdk/api/record-conditions';
import type { MessageKey, Messages } from '../messages/messages';

export const AGGREGATES: Readonly<Record<DerivedAggregate, MessageKey>> = {
  count: 'records.aggregates.count',
  sum: 'records.aggregates.sum',
  average: 'records.aggregates.average',
  distinct: 'records.aggregates.distinct',
  last: 'records.aggregates.last',
};

export const EVERY: Readonly<Record<DerivedEvery, MessageKey>> = {
  minute: 'records.every.minute',
  hour: 'records.every.hour',
  day: 'records.every.day',
  week: 'records.every.week',
  month: 'records.every.month',
};

export const TESTS: Readonly<Record<RecordTest, MessageKey>> = {
  is: 'records.tests.is',
  'is-not': 'records.tests.isNot',
  above: 'records.tests.above',
  'at-least': 'records.tests.atLeast',
  below: 'records.tests.below',
  'at-most': 'records.tests.atMost',
  contains: 'records.tests.contains',
  'is-there': 'records.tests.isThere',
  'is-missing': 'records.tests.isMissing',
};

/** What a derived metric is, in words: `Sum of total by country, every day`. */
export function derivedWords(derived: DerivedMetric, messages: Messages): string {
  const { aggregate, field, labels, every, conditions } = derived;
  const what = messages(AGGREGATES[aggregate]);
  const parts = [
    field === null ? what : messages('records.words.of', { what, field }),
    ...(labels.length > 0 ? [messages('records.words.by', { fields: labels.join(', ') })] : []),
    messages(EVERY[every]),
    ...conditions.map(({ field: tested, test, values }) => `${tested} ${messages(TESTS[test])} ${values.join(', ')}`),
  ];
  return parts.map((part) => part.trim()).join(' · ');
}
