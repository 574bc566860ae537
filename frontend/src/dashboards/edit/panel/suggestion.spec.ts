import { frameOf, type Field } from '@quarterdeck/sdk';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { foundMetrics } from '../metrics/metric-search';
import {
  isWhole,
  metricQuery,
  needsQueries,
  panelFor,
  tableWidget,
  titleOf,
  usableWidgets,
  widgetForAnswer,
} from './suggestion';

const widget = (id: string, version: string, more: Partial<Plugin> = {}): Plugin => ({
  id,
  version,
  kind: 'widget',
  title: id,
  description: '',
  state: { ready: true },
  ...more,
});
const metric = (name: string, unit = ''): Metric => ({
  name,
  unit,
  kind: 'gauge',
  additivity: 'additive',
  defaultAggregate: 'avg',
  description: '',
  keepDays: null,
  seriesCount: 1,
  lastAt: null,
  lastValue: null,
});

describe('a metric that was picked', () => {
  it('becomes a titled course over time, in the size of its widget', () => {
    const plugins = [widget('widget-stat', '1.0.0'), widget('widget-timeseries', '1.2.0', { size: { w: 10, h: 7 } })];
    expect(panelFor(metric('shop.orders_total'), plugins)).toMatchObject({
      title: 'Shop orders total',
      widget: 'widget-timeseries@1',
      queries: [{ source: 'metrics', input: { metric: 'shop.orders_total' } }],
      place: { w: 10, h: 7 },
    });
  });

  it('takes whatever widget there is where its own is missing', () => {
    expect(panelFor(metric('a'), [widget('widget-stat', '3.0.0')]).widget).toBe('widget-stat@3');
  });

  it('becomes a heatmap where it has more series than lines could show', () => {
    const plugins = [widget('widget-timeseries', '1.0.0'), widget('widget-heatmap', '1.0.0')];
    expect(panelFor({ ...metric('a'), seriesCount: 40 }, plugins).widget).toBe('widget-heatmap@1');
    expect(panelFor({ ...metric('a'), seriesCount: 40 }, plugins.slice(0, 1)).widget).toBe('widget-timeseries@1');
  });

  it('has the whole scale of a share, unless it lies beyond it', () => {
    const plugins = [widget('widget-timeseries', '1.0.0')];
    const of = (lastValue: number) => panelFor({ ...metric('load', 'percent'), lastValue }, plugins).display;
    expect([of(40), of(250)]).toEqual([{ min: 0, max: 100 }, undefined]);
  });

  it('reads as words whatever stands between them', () => {
    expect(['taxi/nyc:rides', 'größe', '_x'].map(titleOf)).toEqual(['Taxi nyc rides', 'Größe', 'X']);
  });
});

describe('an answer', () => {
  const plugins = ['timeseries', 'heatmap', 'stat', 'bar', 'table'].map((id) => widget(`widget-${id}`, '1.0.0'));
  const time = (rows: number): Field => ({ name: 't', type: 'time', values: new Float64Array(rows) });
  const value = (rows: number, name = 'v'): Field => ({ name, type: 'number', values: new Float64Array(rows) });
  const text = (rows: number): Field => ({
    name: 's',
    type: 'string',
    dictionary: ['a'],
    values: new Uint32Array(rows),
  });
  const shownAs = (...fields: Field[]) => widgetForAnswer([frameOf('f', fields)], plugins)?.id;

  it('over time is a course, and of very many series a heatmap', () => {
    expect(shownAs(time(3), value(3))).toBe('widget-timeseries');
    const many = Array.from({ length: 17 }, (_, at) => value(3, `v${String(at)}`));
    expect(shownAs(time(3), ...many)).toBe('widget-heatmap');
    expect(widgetForAnswer([], plugins)?.id).toBe('widget-timeseries');
  });

  it('of one row is a number, and of some named ones bars', () => {
    expect(shownAs(value(1))).toBe('widget-stat');
    expect(shownAs(text(5), value(5))).toBe('widget-bar');
  });

  it('of anything else is a table', () => {
    expect(shownAs(text(5))).toBe('widget-table');
    expect(shownAs(text(31), value(31))).toBe('widget-table');
    expect(shownAs(time(5), text(5), value(5))).toBe('widget-table');
    expect(shownAs(value(5))).toBe('widget-table');
    expect(tableWidget(plugins)?.id).toBe('widget-table');
  });

  it('is shown by whatever there is where its own widget is missing', () => {
    expect(widgetForAnswer([frameOf('f', [value(1)])], [widget('widget-map', '1.0.0')])?.id).toBe('widget-map');
  });
});

describe('the widgets on offer', () => {
  it('are those that can be loaded, once per major version', () => {
    const plugins = [
      widget('widget-stat', '1.2.0'),
      widget('widget-stat', '1.1.0'),
      widget('widget-stat', '2.0.0'),
      widget('widget-map', '1.0.0', { state: { ready: false, reason: 'broken' } }),
      { ...widget('datasource-json', '1.0.0'), kind: 'datasource' as const },
    ];
    expect(usableWidgets(plugins).map(({ version }) => version)).toEqual(['1.2.0', '2.0.0']);
  });

  it('need numbers, unless they say that they draw without', () => {
    expect(needsQueries(widget('widget-text', '1.0.0', { accepts: { shapes: [], minFrames: 0 } }))).toBe(false);
    expect(needsQueries(widget('widget-stat', '1.0.0', { accepts: { shapes: ['table'] } }))).toBe(true);
  });
});

describe('a query', () => {
  it('waits until its metric is picked', () => {
    expect([isWhole(metricQuery('')), isWhole(metricQuery('a'))]).toEqual([false, true]);
    expect(isWhole({ source: '0199d1a4-0000-7000-8000-000000000001', kind: 'rows', input: {} })).toBe(true);
  });
});

describe('the search for a metric', () => {
  const all = [metric('shop.orders'), metric('orders.late', 'ms'), metric('shop.visits')];

  it('finds every word wherever it stands, and first what begins so', () => {
    expect(foundMetrics(all, 'orders').map(({ name }) => name)).toEqual(['orders.late', 'shop.orders']);
    expect(foundMetrics(all, 'ORD shop').map(({ name }) => name)).toEqual(['shop.orders']);
    expect(foundMetrics(all, 'late ms').map(({ name }) => name)).toEqual(['orders.late']);
    expect(foundMetrics(all, '')).toHaveLength(3);
  });
});
