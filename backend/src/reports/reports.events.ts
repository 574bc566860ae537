import { defineEvent } from '../platform/events.js';
import { defineTopic } from '../platform/realtime/broadcast.js';

/** A report was asked for and its snapshot is stored; it can be printed. */
export const ReportRequested = defineEvent<{ workspaceId: string; reportId: string }>('ReportRequested');

/** Tells the process that may be printing it to stop. Who misses it finds the row cancelled at the next step. */
export const ReportCancelled = defineTopic<{ reportId: string }>('ReportCancelled');
