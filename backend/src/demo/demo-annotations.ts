import type { NewAnnotation } from '../annotations/annotations.service.js';

const event = (from: string, to: string, text: string): NewAnnotation => ({
  dashboardId: null,
  metric: 'taxi.passengers',
  labels: {},
  from,
  to,
  text,
  tags: ['event'],
  colour: 'info',
  source: 'api',
});

/** The five events that the taxi series is known for; days in New York. */
export const DEMO_ANNOTATIONS: readonly NewAnnotation[] = [
  event('2014-11-02T04:00:00.000Z', '2014-11-03T05:00:00.000Z', 'New York City Marathon, and clocks go back'),
  event('2014-11-27T05:00:00.000Z', '2014-11-28T05:00:00.000Z', 'Thanksgiving'),
  event('2014-12-25T05:00:00.000Z', '2014-12-26T05:00:00.000Z', 'Christmas Day'),
  event('2015-01-01T05:00:00.000Z', '2015-01-02T05:00:00.000Z', 'New Year’s Day'),
  event('2015-01-26T17:00:00.000Z', '2015-01-28T05:00:00.000Z', 'Blizzard: streets closed, subway stopped'),
];
