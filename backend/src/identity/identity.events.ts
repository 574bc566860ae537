import { defineEvent } from '../platform/events.js';

/** A workspace has been made together with its first owner. The demo moves in. */
export const WorkspaceCreated = defineEvent<{ workspaceId: string }>('workspace-created');
