import * as z from 'zod';
import { ById, Instant } from './common.js';
import { route } from './route.js';
import { TimeWindowParams } from './time-range.js';

/** A note about a moment (`to` is null) or a span, anchored to a metric or to one dashboard. */
export const Annotation = z.object({
  id: z.uuid(),
  dashboardId: z.uuid().nullable(),
  metric: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  from: Instant,
  to: Instant.nullable(),
  text: z.string(),
  tags: z.array(z.string()),
  source: z.enum(['person', 'api', 'plugin']),
});
export type Annotation = z.output<typeof Annotation>;

export const annotationRoutes = {
  ofDashboard: route({
    method: 'GET',
    path: 'dashboards/:id/annotations',
    access: 'viewer',
    summary: 'The annotations of a dashboard and of the metrics on it that touch a time range',
    params: ById,
    query: TimeWindowParams,
    answer: z.array(Annotation),
  }),
};
