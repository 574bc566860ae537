import { defineEvent } from '../platform/events.js';
import { defineTopic } from '../platform/realtime/broadcast.js';

/** Records of a stream came, changed or went. */
export const RecordsChanged = defineTopic<{ workspaceId: string; stream: string }>('records-changed');

/** A stream was deleted; its records are cleared away afterwards. */
export const StreamRemoved = defineEvent<{ workspaceId: string; stream: string; streamId: number; rows: number }>(
  'stream-removed',
);

/** A metric is derived from a stream, defined anew, or derived no longer. */
export const DerivedMetricDefined = defineEvent<{
  workspaceId: string;
  metric: string;
  stream: string;
  how: DefinedHow;
}>('derived-metric-defined');
export type DefinedHow = 'created' | 'changed' | 'removed';
