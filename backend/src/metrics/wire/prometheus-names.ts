import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { PointFault } from '../reading/point-readers.js';
import { allowedName, isMetricName, labelFault, type Label } from './label-rules.js';
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
  const all: Label[] = metric === name ? labels : [...labels, [NAME_LABEL, name]];
  const byName = Object.fromEntries(all);
  const fault = labelFault(all, byName);
  if (fault) return fault;
  if (!isMetricName(metric)) return { code: 'metric-unreadable', path: NAME_LABEL, held: name };
  return { metric, labels: byName, ...definitionOfName(metric) };
}

/** Whether a part of a request is what was asked for, or what is wrong with it. */
export const isFault = (read: SeriesKey | PointFault): read is PointFault => 'code' in read;

/** A label without a value is a label that is not there: https://prometheus.io/docs/concepts/data_model. */
function sorted(texts: LabelTexts): { name: string; labels: Label[] } {
  let name = '';
  const labels: Label[] = [];
  for (let at = 0; at + 1 < texts.length; at += 2) {
    const [label = '', value = ''] = [texts[at], texts[at + 1]];
    if (label === NAME_LABEL) name = value;
    else if (value !== '' || label === '') labels.push([label, value]);
  }
  return { name, labels };
}
