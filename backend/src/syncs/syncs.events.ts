import { defineTopic } from '../platform/realtime/broadcast.js';

/** A run is due now: whoever runs jobs need not wait for the next look. */
export const SyncWanted = defineTopic<Record<string, never>>('SyncWanted');

/** Tells the process that has this run to end it. Who misses it is refused at the next batch. */
export const SyncStopped = defineTopic<{ runId: string }>('SyncStopped');
