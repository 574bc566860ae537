import type { Frame } from '@quarterdeck/sdk';
import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { PanelDisplay } from '@quarterdeck/sdk/api/display';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import type { QueryAggregate } from '@quarterdeck/sdk/api/metric-queries';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import { isFormula, isWholeFormula } from '../metrics/formula-query';
import { aggregateFor } from '../metrics/metric-choices';

const FAVOURITE = 'widget-timeseries';
const HEATMAP = 'widget-heatmap';
const BARS = 'widget-bar';
const STAT = 'widget-stat';
const TABLE = 'widget-table';
const SIZE = { w: 12, h: 8 };
/** More lines than this are a tangle; a field of colour shows which one stands out. */
const MOST_LINES = 16;
/** More bars than this cannot be told apart; a table can be sorted. */
const MOST_BARS = 30;
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
    queries: [metric ? metricQuery(metric.name, aggregateFor(metric)) : metricQuery('')],
    place: { x: 0, y: 0, ...(widget?.size ?? SIZE) },
  };
}

function widgetFor(metric: Metric | undefined, widgets: readonly Plugin[]): Plugin | undefined {
  const wanted = (metric?.seriesCount ?? 0) > MOST_LINES ? [HEATMAP, FAVOURITE] : [FAVOURITE];
  return firstOf(wanted, widgets) ?? widgets[0];
}

/** The widget that suits what was answered: a course over time, one number, a few to compare, or else a table. */
export function widgetForAnswer(frames: readonly Frame[], plugins: readonly Plugin[]): Plugin | undefined {
  const widgets = usableWidgets(plugins);
  return firstOf(wishesFor(frames), widgets) ?? widgets[0];
}

export function tableWidget(plugins: readonly Plugin[]): Plugin | undefined {
  return firstOf([TABLE], usableWidgets(plugins));
}

function wishesFor(frames: readonly Frame[]): readonly string[] {
  const full = frames.filter(({ length }) => length > 0);
  if (full.length === 0) return [FAVOURITE];
  const numbers = full.reduce((sum, frame) => sum + columnsOf(frame, 'number'), 0);
  const texts = full.some((frame) => columnsOf(frame, 'string') > 0);
  const rows = Math.max(...full.map(({ length }) => length));
  if (numbers === 0) return [TABLE];
  if (full.every((frame) => columnsOf(frame, 'time') > 0)) {
    if (texts) return [TABLE];
    return numbers > MOST_LINES ? [HEATMAP, FAVOURITE] : [FAVOURITE];
  }
  if (rows === 1) return [STAT, TABLE];
  return texts && rows <= MOST_BARS ? [BARS, TABLE] : [TABLE];
}

const columnsOf = ({ fields }: Frame, type: string) => fields.filter((field) => field.type === type).length;

const firstOf = (ids: readonly string[], widgets: readonly Plugin[]): Plugin | undefined =>
  ids.map((id) => widgets.find((widget) => widget.id === id)).find(Boolean);

/** A share that is above its whole, as of several cores, has no end that is known. */
function scaleFor(metric: Metric | undefined): PanelDisplay | undefined {
  const scale = metric && SCALES[metric.unit];
  return scale && (metric.lastValue ?? 0) <= (scale.max ?? 0) && (metric.lastValue ?? 0) >= 0 ? scale : undefined;
}

export const metricQuery = (metric: string, aggregate: QueryAggregate = 'avg'): Query => ({
  source: METRICS_SOURCE,
  kind: 'metrics',
  input: { metric, labels: {}, aggregate },
});

/** A query that lacks what it asks for is not asked: it waits for its metric. */
export function isWhole(query: Query): boolean {
  const { source, input } = query;
  if (isFormula(query)) return isWholeFormula(input);
  return source !== METRICS_SOURCE || (typeof input.metric === 'string' && input.metric !== '');
}

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
