import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { PanelDisplay } from '@quarterdeck/sdk/api/display';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';

const FAVOURITE = 'widget-timeseries';
const HEATMAP = 'widget-heatmap';
const SIZE = { w: 12, h: 8 };
/** More lines than this are a tangle; a field of colour shows which one stands out. */
const MOST_LINES = 16;
/** Shares have ends that everybody knows, so that 3 % does not look like much. */
const SCALES: Readonly<Record<string, PanelDisplay | undefined>> = {
  percent: { min: 0, max: 100 },
  ratio: { min: 0, max: 1 },
};

/**
 * What a new panel begins as: a course over time, of the metric where one was picked; of very many series a heatmap. Its id
 * and place are found later.
 */
export function panelFor(metric: Metric | undefined, plugins: readonly Plugin[]): Panel {
  const widget = widgetFor(metric, usableWidgets(plugins));
  const display = scaleFor(metric);
  return {
    id: 'panel-1',
    title: metric ? titleOf(metric.name) : '',
    description: '',
    widget: widget ? pinOf(widget) : `${FAVOURITE}@1`,
    options: {},
    ...(display ? { display } : {}),
    queries: [metricQuery(metric?.name ?? '')],
    place: { x: 0, y: 0, ...(widget?.size ?? SIZE) },
  };
}

function widgetFor(metric: Metric | undefined, widgets: readonly Plugin[]): Plugin | undefined {
  const wanted = (metric?.seriesCount ?? 0) > MOST_LINES ? [HEATMAP, FAVOURITE] : [FAVOURITE];
  return wanted.map((id) => widgets.find((widget) => widget.id === id)).find(Boolean) ?? widgets[0];
}

/** A share that is above its whole, as of several cores, has no end that is known. */
function scaleFor(metric: Metric | undefined): PanelDisplay | undefined {
  const scale = metric && SCALES[metric.unit];
  return scale && (metric.lastValue ?? 0) <= (scale.max ?? 0) && (metric.lastValue ?? 0) >= 0 ? scale : undefined;
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
