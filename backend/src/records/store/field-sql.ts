import { WITHOUT_VALUE, type RecordCondition, type RecordTest } from '@quarterdeck/sdk/api/record-conditions';
import type { Bound } from './bound.js';

/** Nothing beyond it is added up: a sum of very many of them is still a number. */
const LARGEST = '1e280';
/** Amounts are often sent as texts, so that they keep their digits. */
const DECIMAL = String.raw`^-?[0-9]{1,30}(\.[0-9]{1,30})?$`;
const isDecimal = (text: string) => /^-?\d{1,30}(\.\d{1,30})?$/.test(text);
/** A label is not longer. */
const LONGEST_LABEL = 256;

/** A field of a record's body as the expressions of a statement. `customer.country` stands inside `customer`. */
export interface FieldSql {
  /** JSON, or null where it is missing. */
  readonly json: string;
  /** Text, or null where it is missing or null. */
  readonly text: string;
  /** A number with all its digits, or null where it is none. */
  readonly number: string;
  /** The text as a label holds it. */
  readonly label: string;
}

export function fieldSql(bound: Bound, field: string, body = 'record.body'): FieldSql {
  const path = `${bound.add(field.split('.'))}::text[]`;
  const json = `(${body} #> ${path})`;
  const text = `(${body} #>> ${path})`;
  const number = `(case jsonb_typeof${json}
    when 'number' then case when abs(${json}::numeric) <= ${LARGEST} then ${json}::numeric end
    when 'string' then case when ${text} ~ '${DECIMAL}' then ${text}::numeric end end)`;
  return { json, text, number, label: `left(${text}, ${String(LONGEST_LABEL)})` };
}

/** `true` where there are none. */
export function conditionsSql(bound: Bound, conditions: readonly RecordCondition[], body?: string): string {
  if (conditions.length === 0) return 'true';
  return conditions.map((condition) => `(${conditionSql(bound, condition, body)})`).join(' and ');
}

const ORDERS: Partial<Record<RecordTest, string>> = { above: '>', 'at-least': '>=', below: '<', 'at-most': '<=' };

function conditionSql(bound: Bound, { field, test, values }: RecordCondition, body?: string): string {
  const { text, number } = fieldSql(bound, field, body);
  if (WITHOUT_VALUE.has(test)) return `${text} is ${test === 'is-there' ? 'not ' : ''}null`;
  if (test === 'is') return `${text} = any(${bound.add(values)}::text[])`;
  if (test === 'is-not') return `${text} is null or ${text} <> all(${bound.add(values)}::text[])`;
  if (test === 'contains') {
    const parts = `unnest(${bound.add(values)}::text[]) as part`;
    return `exists (select from ${parts} where strpos(lower(${text}), lower(part)) > 0)`;
  }
  const [value = ''] = values;
  const order = ORDERS[test] ?? '=';
  return isDecimal(value)
    ? `${number} ${order} ${bound.add(value)}::numeric`
    : `${text} collate "C" ${order} ${bound.add(value)}::text`;
}
