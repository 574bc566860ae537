import type { Import } from '@quarterdeck/sdk/api/imports';

/** The word for how an import stands, and the colour beside it. */
export const STATUS_TEXT = {
  waiting: 'imports.status.waiting',
  running: 'imports.status.running',
  done: 'imports.status.done',
  failed: 'imports.status.failed',
  cancelled: 'imports.status.cancelled',
  undone: 'imports.status.undone',
} as const satisfies Record<Import['status'], string>;

export const TONES: Record<Import['status'], string> = {
  waiting: '',
  running: '',
  done: 'good',
  failed: 'bad',
  cancelled: 'warn',
  undone: '',
};
