import { defineTopic } from '../platform/realtime/broadcast.js';

/** New points of these metrics; null when there are too many to name: then any may be meant. */
export const PointsStored = defineTopic<{ workspaceId: string; metrics: string[] | null }>('points-stored');
