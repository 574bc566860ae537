import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';

const FAVOURITE = 'widget-timeseries';
const SIZE = { w: 12, h: 8 };

/** What a new panel begins as: a course over time, of the metric where one was picked. Its id and place are found later. */
export function panelFor(metric: Metric | undefined, plugins: readonly Plugin[]): Panel {
  const widgets = usableWidgets(plugins);
  const widget = widgets.find(({ id }) => id === FAVOURITE) ?? widgets[0];
  return {
    id: 'panel-1',
    title: metric ? titleOf(metric.name) : '',
    description: '',
    widget: widget ? pinOf(widget) : `${FAVOURITE}@1`,
    options: {},
    queries: [metricQuery(metric?.name ?? '')],
    place: { x: 0, y: 0, ...(widget?.size ?? SIZE) },
  };
}

export const metricQuery = (metric: string): Query => ({
  source: METRICS_SOURCE,
  kind: 'metrics',
  input: { metric, labels: {}, aggregate: 'avg' },
});

/** A query that lacks what it asks for is not asked: it waits for its metric. */
export const isWhole = ({ source, input }: Query) =>
  source !== METRICS_SOURCE || (typeof input.metric === 'string' && input.metric !== '');

/** `shop.orders_total` reads `Shop orders total`. */
export function titleOf(metric: string): string {
  const words = metric
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** Widgets that can be loaded, the newest version of each major. */
export function usableWidgets(plugins: readonly Plugin[]): Plugin[] {
  const widgets = plugins.filter(({ kind, state }) => kind === 'widget' && state.ready);
  return widgets.filter((widget, at) => widgets.findIndex((other) => pinOf(other) === pinOf(widget)) === at);
}

export const pinOf = ({ id, version }: Plugin) => `${id}@${version.split('.')[0] ?? '1'}`;

/** A text asks nothing. */
export const needsQueries = (plugin: Plugin | undefined) => plugin?.accepts?.minFrames !== 0;
