import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { PointFault } from '../reading/point-readers.js';
import { allowedName, isMetricName, labelFault, type Label } from './label-rules.js';
import { NAME_LABEL } from './prometheus-names.js';

/** What stands before the fields of a line: its measurement, and its tags as labels. */
export interface LineHead {
  readonly measurement: string;
  readonly labels: Readonly<Record<string, string>>;
}

const NOT_ESCAPED = (sign: string) => new RegExp(String.raw`(?<!\\)${sign}`, 'u');
const COMMA = NOT_ESCAPED(',');
const EQUALS = NOT_ESCAPED('=');

/** A backslash before a comma, an equals sign or a space belongs to it; any other is a backslash. */
export const unescaped = (text: string): string => (text.includes('\\') ? text.replace(/\\([,= ])/g, '$1') : text);

/** `weather,city=new\ york`, as it stands in the line. */
export function readHead(text: string): LineHead | PointFault {
  const [measurement = '', ...tags] = text.split(COMMA);
  if (measurement === '') return { code: 'metric-missing', path: 'measurement' };
  const parts = tags.map((tag) => tag.split(EQUALS).map(unescaped));
  const broken = parts.find(({ length, [1]: value }) => length !== 2 || value === '');
  if (broken) return { code: 'labels-unreadable', path: 'tags', held: broken.join('=') };
  const pairs = parts.map(([name = '', value = '']): Label => [name, value]);
  const labels = Object.fromEntries(pairs);
  return labelFault(pairs, labels) ?? { measurement: unescaped(measurement), labels };
}

/**
 * A field of a measurement is a metric: `cpu` and `usage_idle` are `cpu.usage_idle`. Where that name may not stand with us,
 * or could be another measurement's with another field, the series keeps both names in the label `__name__`.
 */
export function fieldKey({ measurement, labels }: LineHead, field: string): SeriesKey | PointFault {
  const name = `${measurement}.${field}`;
  const metric = allowedName(name);
  if (!isMetricName(metric)) return { code: 'metric-unreadable', path: 'measurement', held: name };
  if (metric === name && !field.includes('.')) return { metric, labels };
  const named = { ...labels, [NAME_LABEL]: `${measurement} ${field}` };
  return labelFault(Object.entries(named), named) ?? { metric, labels: named };
}
