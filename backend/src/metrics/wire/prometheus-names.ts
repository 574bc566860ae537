import { Labels, MetricName } from '@quarterdeck/sdk/api/common';
import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { PointFault } from '../point-readers.js';
import { definitionOfName } from './prometheus-units.js';

/** Names and values by turns, as they came. */
export type LabelTexts = readonly string[];

/** The label that holds a metric's name, and with us the name that had to be changed. */
export const NAME_LABEL = '__name__';
/** As people write a series in PromQL. */
export const seriesOf = (texts: LabelTexts): string => {
  const { name, labels } = sorted(texts);
  const pairs = labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(', ')}}` : ''}`;
};

/**
 * `__name__` becomes the metric, every other label stays as it is. A name that our metrics may not have (`:jobs:up`, or
 * any text since Prometheus 3) is written with `_` for each letter that is not allowed; such a series keeps its true name
 * in the label `__name__`, so that two names never become one series.
 */
export function seriesKeyOf(texts: LabelTexts): SeriesKey | PointFault {
  const { name, labels } = sorted(texts);
  if (name === '') return { code: 'metric-missing', path: NAME_LABEL };
  const metric = allowedName(name);
  const all = metric === name ? labels : [...labels, [NAME_LABEL, name]];
  const byName = Object.fromEntries(all) as Record<string, string>;
  const fault = labelFault(all, byName);
  if (fault) return fault;
  if (!MetricName.safeParse(metric).success) return { code: 'metric-unreadable', path: NAME_LABEL, held: name };
  return { metric, labels: byName, ...definitionOfName(metric) };
}

/** With `_` for what no metric's name may hold, and before what none may begin with. */
export function allowedName(name: string): string {
  const letters = name.replace(/[^\p{L}\p{N}_.:/ -]/gu, '_');
  return /^[\p{L}_]/u.test(letters) ? letters : `_${letters}`;
}

/** Whether a part of a request is what was asked for, or what is wrong with it. */
export const isFault = (read: SeriesKey | PointFault): read is PointFault => 'code' in read;

/** A label without a value is a label that is not there: https://prometheus.io/docs/concepts/data_model. */
function sorted(texts: LabelTexts): { name: string; labels: [string, string][] } {
  let name = '';
  const labels: [string, string][] = [];
  for (let at = 0; at + 1 < texts.length; at += 2) {
    const [label = '', value = ''] = [texts[at], texts[at + 1]];
    if (label === NAME_LABEL) name = value;
    else if (value !== '' || label === '') labels.push([label, value]);
  }
  return { name, labels };
}

export function labelFault(
  labels: readonly (readonly string[])[],
  byName: Record<string, string>,
): PointFault | undefined {
  const repeated = Object.keys(byName).length < labels.length;
  if (!repeated && Labels.safeParse(byName).success) return undefined;
  const long = labels.find(([, value = '']) => value.length > 256);
  if (long) return { code: 'label-too-long', path: long[0] ?? '', held: long[1] };
  const odd = labels.find((pair) => pair.some((text) => text.includes('\0')));
  if (odd) return { code: 'label-unreadable', path: odd[0] ?? '', held: odd[1] };
  return { code: 'labels-unreadable', path: 'labels', held: labels.map(([label]) => label).join(', ') };
}
