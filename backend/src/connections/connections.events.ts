import { defineEvent } from '../platform/events.js';

interface OfConnection {
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly name: string;
}

export const ConnectionCreated = defineEvent<OfConnection>('connection-created');
export const ConnectionChanged = defineEvent<OfConnection>('connection-changed');
export const ConnectionRemoved = defineEvent<OfConnection>('connection-removed');
