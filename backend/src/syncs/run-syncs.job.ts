import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../platform/config.js';
import { LOGGER } from '../platform/logger-token.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { DueRuns, type DueRun } from './due-runs.service.js';
import { SyncLocks } from './sync-locks.service.js';
import { SyncRuns } from './sync-runs.service.js';
import { SyncStopped, SyncWanted } from './syncs.events.js';

const LOOK_AGAIN_MS = 1000;
/** Of different connections; those of one take turns, for the sake of the service behind it. */
const MOST_AT_ONCE = 4;

/**
 * Reads streams that are due, in processes that run jobs. It is no job of the queue: a run may take hours, and one whose
 * process has died is to go on at once, not when its time in the queue is up (ADR 16).
 */
@Injectable()
export class RunSyncsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** By the connection. */
  private readonly running = new Map<
    string,
    { readonly runId: string; readonly stop: AbortController; ended: Promise<void> }
  >();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly due: DueRuns,
    private readonly runs: SyncRuns,
    private readonly locks: SyncLocks,
    private readonly broadcast: Broadcast,
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsJobs) return;
    this.broadcast.on(SyncWanted, () => this.lookSoon(0));
    this.broadcast.on(SyncStopped, ({ runId }) => {
      for (const one of this.running.values())
        if (one.runId === runId) one.stop.abort(new Error('The run was stopped.'));
    });
    this.locks.onLost(() => this.stopAll('The lock was lost.'));
    this.lookSoon(0);
  }

  /** While the database is still there. What is being read goes on elsewhere, or after the start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.stopAll('The server is stopping.');
    await this.looking;
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  private stopAll(why: string): void {
    for (const { stop } of this.running.values()) stop.abort(new Error(why));
  }

  private lookSoon(delayMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.looking = (this.looking ?? Promise.resolve()).then(() => this.look());
    }, delayMs).unref();
  }

  private async look(): Promise<void> {
    try {
      for (const run of await this.due.find([...this.running.keys()])) {
        if (this.stopped || this.running.size >= MOST_AT_ONCE) break;
        if (!this.running.has(run.connectionId) && (await this.locks.take(run.connectionId))) this.begin(run);
      }
    } catch (error) {
      if (!this.stopped) this.logger.error({ err: error }, 'no stream could be looked for that is due');
    }
    this.lookSoon(LOOK_AGAIN_MS);
  }

  private begin({ runId, connectionId }: DueRun): void {
    const stop = new AbortController();
    this.running.set(connectionId, { runId, stop, ended: this.read(runId, connectionId, stop.signal) });
  }

  private async read(runId: string, connectionId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.runs.read(runId, signal);
    } catch (error) {
      if (!this.stopped) this.logger.error({ err: error, syncRun: runId }, 'a run was left in the middle');
    } finally {
      await this.locks.release(connectionId);
      this.running.delete(connectionId);
      this.lookSoon(0);
    }
  }
}
