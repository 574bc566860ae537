import { defineEvent } from '../platform/events.js';
import { defineTopic } from '../platform/realtime/broadcast.js';

/** New points of these metrics; null when there are too many to name: then any may be meant. */
export const PointsStored = defineTopic<{ workspaceId: string; metrics: string[] | null }>('points-stored');

/** Somebody said what a metric is: what changed, as it is now. */
export const MetricDescribed = defineEvent<{
  workspaceId: string;
  metric: string;
  changes: Record<string, string | number | null>;
}>('metric-described');

/** A metric, or with labels one of its series, was deleted: its points follow. */
export const MetricRemoved = defineEvent<{
  workspaceId: string;
  metric: string;
  removalId: string;
  labels: Record<string, string> | null;
}>('metric-removed');
