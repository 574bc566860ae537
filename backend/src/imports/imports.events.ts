import { defineEvent } from '../platform/events.js';

interface OfImport {
  readonly workspaceId: string;
  readonly importId: string;
  readonly fileName: string;
}

/** The content of a file has begun to come in. */
export const ImportStarted = defineEvent<OfImport>('import-started');
export const ImportUndone = defineEvent<OfImport>('import-undone');
