import type { Sync, SyncRun } from '@quarterdeck/sdk/api/syncs';

/** The word for how a run stands, and the colour beside it. */
export const RUN_TEXTS = {
  waiting: 'syncs.status.waiting',
  running: 'syncs.status.running',
  done: 'syncs.status.done',
  failed: 'syncs.status.failed',
  cancelled: 'syncs.status.cancelled',
} as const satisfies Record<SyncRun['status'], string>;

export const RUN_TONES: Record<SyncRun['status'], string> = {
  waiting: 'warn',
  running: '',
  done: 'good',
  failed: 'bad',
  cancelled: '',
};

/** What each kind of problem asks of the reader; the words of the service stand behind it. */
export const PROBLEM_TEXTS = {
  config: 'syncs.problem.config',
  auth: 'syncs.problem.auth',
  'rate-limit': 'syncs.problem.rateLimit',
  transient: 'syncs.problem.transient',
  'not-found': 'syncs.problem.config',
  unsupported: 'syncs.problem.config',
  bug: 'syncs.problem.bug',
  ours: 'syncs.problem.ours',
} as const satisfies Record<NonNullable<SyncRun['problem']>['kind'], string>;

export const isOpen = ({ run }: Pick<Sync, 'run'>): boolean => run !== null && run.finishedAt === null;
