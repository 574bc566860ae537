import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import { isReference } from '@quarterdeck/sdk/api/variable-values';
import { nameOf, type Names } from './answer-panel';
import type { Question } from './question';

const LONGEST = 120;

/** A question in one line: `shop.orders {shop=north} · Warehouse: SELECT count(*) …`. What is hidden is left out. */
export function textOf({ parts }: Question, connections: Names['connections']): string {
  const visible = parts.filter(({ hidden }) => !hidden);
  return (visible.length > 0 ? visible : parts).map(({ query }) => wordsOf(query, connections)).join(' · ');
}

function wordsOf(query: Query, connections: Names['connections']): string {
  if (query.source === METRICS_SOURCE) return metricWords(query.input);
  const name = nameOf(query, { metrics: [], connections });
  const text = Object.values(query.input).find((value): value is string => typeof value === 'string' && value !== '');
  const line = (text ?? query.kind).replace(/\s+/g, ' ').trim();
  return `${name}: ${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}`;
}

function metricWords({ metric, labels, aggregate, formula, queries }: Query['input']): string {
  if (typeof formula === 'string') {
    const named = Object.entries((queries ?? {}) as Record<string, Query['input']>);
    return `${formula} (${named.map(([name, one]) => `${name}: ${metricWords(one)}`).join(', ')})`;
  }
  const chosen = Object.entries((labels ?? {}) as Record<string, unknown>).map(
    ([name, value]) => `${name}=${isReference(value) ? `{{${value.$variable}}}` : String(value)}`,
  );
  const how = typeof aggregate === 'string' && aggregate !== 'avg' ? ` ${aggregate}` : '';
  return `${String(metric)}${chosen.length > 0 ? ` {${chosen.join(', ')}}` : ''}${how}`;
}
