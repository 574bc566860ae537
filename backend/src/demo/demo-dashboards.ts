import { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { METRICS_SOURCE } from '@quarterdeck/sdk/api/queries';
import { TAXI_ZONE } from './demo-data.js';

const ask = (metric: string, aggregate = 'avg', more: { labels?: Record<string, unknown>; alias?: string } = {}) => [
  { source: METRICS_SOURCE, input: { metric, aggregate, ...more } },
];
const place = (x: number, y: number, w: number, h: number) => ({ x, y, w, h });

const CITY_DEMAND = DashboardDocument.parse({
  title: 'City demand',
  description: 'Taxi passengers in New York, every half hour, from July 2014 to January 2015.',
  timezone: TAXI_ZONE,
  range: { from: '2014-07-01T04:00:00Z', to: '2015-02-01T05:00:00Z' },
  panels: [
    {
      id: 'total',
      title: 'Passengers in this range',
      widget: 'widget-stat@1',
      options: { reduce: 'sum', unit: 'passengers' },
      queries: ask('taxi.passengers', 'sum'),
      place: place(0, 0, 6, 5),
    },
    {
      id: 'busiest',
      title: 'Busiest half hour',
      widget: 'widget-stat@1',
      options: { reduce: 'max', unit: 'passengers' },
      queries: ask('taxi.passengers', 'max'),
      place: place(6, 0, 6, 5),
    },
    {
      id: 'quietest',
      title: 'Quietest half hour',
      widget: 'widget-stat@1',
      options: { reduce: 'min', unit: 'passengers' },
      queries: ask('taxi.passengers', 'min'),
      place: place(12, 0, 6, 5),
    },
    {
      id: 'about',
      title: 'What you see',
      widget: 'widget-text@1',
      options: {
        markdown:
          'Real counts. Five events are marked, from the marathon to the blizzard. The record of November 2 is the hour that came twice when the clocks went back. **Drag across a chart** to look closer.',
      },
      place: place(18, 0, 6, 5),
    },
    {
      id: 'passengers',
      title: 'Passengers per half hour',
      widget: 'widget-timeseries@1',
      options: { style: 'area', unit: 'passengers', min: 0 },
      queries: ask('taxi.passengers'),
      place: place(0, 5, 24, 12),
    },
    {
      id: 'extremes',
      title: 'Busiest and quietest half hour over time',
      widget: 'widget-timeseries@1',
      options: { unit: 'passengers', min: 0 },
      queries: [
        ...ask('taxi.passengers', 'max', { alias: 'busiest' }),
        ...ask('taxi.passengers', 'min', { alias: 'quietest' }),
      ],
      place: place(0, 17, 14, 10),
    },
    {
      id: 'table',
      title: 'The same in numbers',
      widget: 'widget-table@1',
      queries: ask('taxi.passengers', 'sum'),
      place: place(14, 17, 10, 10),
    },
  ],
});

const EXCHANGE = { labels: { exchange: { $variable: 'exchange' } } };
const COSTS = [
  { metric: 'ads.cpc', id: 'cpc', title: 'Cost per click' },
  { metric: 'ads.cpm', id: 'cpm', title: 'Cost per mille' },
];

const AD_EXCHANGE = DashboardDocument.parse({
  title: 'Ad exchange',
  description: 'What two exchanges charge for a click and for a thousand impressions, hour by hour, summer 2011.',
  timezone: 'UTC',
  range: { from: '2011-07-01T00:00:00Z', to: '2011-09-08T00:00:00Z' },
  variables: [
    {
      kind: 'labelValues',
      name: 'exchange',
      label: 'Exchange',
      metric: 'ads.cpc',
      key: 'exchange',
      multiple: true,
      all: true,
    },
  ],
  panels: COSTS.flatMap(({ metric, id, title }, at) => [
    {
      id: `${id}-mean`,
      title: `${title}, mean of the range`,
      widget: 'widget-stat@1',
      options: { reduce: 'mean', unit: 'currency:USD', direction: 'lower_is_better' },
      queries: ask(metric, 'avg', EXCHANGE),
      place: place(at * 12, 0, 12, 5),
    },
    {
      id,
      title,
      description: 'The data name no currency; dollars are assumed.',
      widget: 'widget-timeseries@1',
      options: { unit: 'currency:USD', min: 0 },
      queries: ask(metric, 'avg', EXCHANGE),
      place: place(0, 5 + at * 11, 24, 11),
    },
  ]),
});

const live = (
  id: string,
  [now, title]: readonly [now: string, overTime: string],
  metric: string,
  column: number,
  options: Record<string, unknown>,
) => [
  {
    id: `${id}-now`,
    title: now,
    widget: 'widget-stat@1',
    options: { reduce: 'last', compare: 'none', ...options },
    queries: ask(metric, 'last'),
    place: place(column * 6, 0, 6, 5),
  },
  {
    id,
    title,
    widget: 'widget-timeseries@1',
    options: { style: 'area', min: 0, ...options },
    queries: ask(metric),
    place: place((column % 2) * 12, 5 + Math.floor(column / 2) * 10, 12, 10),
  },
];

const THIS_SERVER = DashboardDocument.parse({
  title: 'This server',
  description: 'Quarterdeck watching itself. The numbers arrive as they are measured.',
  timezone: 'browser',
  range: { from: 'now-5m', to: 'now' },
  panels: [
    ...live('cpu', ['Processor now', 'Processor, percent of one core'], 'server.cpu', 0, { unit: 'percent' }),
    ...live('memory', ['Memory now', 'Memory'], 'server.memory', 1, { unit: 'bytes' }),
    ...live('ingest', ['Points stored now', 'Points stored per second'], 'server.ingest_rate', 2, { unit: 'points/s' }),
    ...live('latency', ['Query time now', 'Time to answer a query'], 'server.query_latency', 3, { unit: 'ms' }),
  ],
});

/** The dashboards that a new workspace begins with. */
export const DEMO_DASHBOARDS: readonly DashboardDocument[] = [CITY_DEMAND, AD_EXCHANGE, THIS_SERVER];
