import { defineEvent } from '../platform/events.js';

/** A workspace has been made. */
export const WorkspaceCreated = defineEvent<{ workspaceId: string }>('workspace-created');
