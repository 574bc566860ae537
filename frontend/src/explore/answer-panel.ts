import type { Frame } from '@quarterdeck/sdk';
import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import { RECORDS_SOURCE } from '@quarterdeck/sdk/api/record-queries';
import { panelFor, pinOf, tableWidget, titleOf, widgetForAnswer } from '../dashboards/edit/panel/suggestion';
import type { Question } from './question';

/** What is known of the things that a question names. */
export interface Names {
  readonly metrics: readonly Metric[];
  readonly connections: readonly { readonly id: string; readonly name: string }[];
}

/** The panel that shows an answer, on Explore and on a dashboard to which it is added. */
export function answerPanel(
  queries: readonly Query[],
  frames: readonly Frame[],
  shown: Question['shown'],
  plugins: readonly Plugin[],
  names: Names,
): Panel {
  const metrics = queries.map((query) => names.metrics.find(({ name }) => isOf(query, name)));
  // The scale of a share suits only a chart of that share.
  const { display, ...begun } = panelFor(metrics.length === 1 ? metrics[0] : undefined, plugins);
  const widget = shown === 'table' ? tableWidget(plugins) : widgetForAnswer(frames, plugins);
  return {
    ...begun,
    id: 'answer',
    title: titleFor(queries, names),
    widget: widget ? pinOf(widget) : begun.widget,
    ...(display && shown === 'chart' ? { display } : {}),
    queries: [...queries],
    place: { ...begun.place, ...widget?.size },
  };
}

/** What a query is called: its metric in words, or its connection. */
export function nameOf({ source, input }: Query, { connections }: Names): string {
  if (source === METRICS_SOURCE) {
    if (typeof input.formula === 'string') return typeof input.alias === 'string' ? input.alias : input.formula;
    return typeof input.metric === 'string' ? titleOf(input.metric) : '';
  }
  if (source === RECORDS_SOURCE) return typeof input.stream === 'string' ? input.stream : '';
  return connections.find(({ id }) => id === source)?.name ?? '';
}

function titleFor(queries: readonly Query[], names: Names): string {
  return [...new Set(queries.map((query) => nameOf(query, names)).filter(Boolean))].join(', ').slice(0, 200);
}

const isOf = ({ source, input }: Query, metric: string) => source === METRICS_SOURCE && input.metric === metric;
