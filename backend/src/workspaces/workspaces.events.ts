import { defineEvent } from '../platform/events.js';

export const WorkspaceRenamed = defineEvent<{ workspaceId: string; from: string; to: string }>('workspace-renamed');
/** Its rows are gone; what no foreign key takes along is removed by a job. */
export const WorkspaceRemoved = defineEvent<{ workspaceId: string; removalId: string; name: string }>(
  'workspace-removed',
);
