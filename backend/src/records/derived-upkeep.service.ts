import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../platform/config.js';
import { LOGGER } from '../platform/logger-token.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { DerivedBuckets } from './derived-buckets.service.js';
import { RecordsChanged } from './records.events.js';

/** Where nobody tells of changed records: what a process left that died. */
const IDLE_MS = 2000;

/** Keeps derived metrics right, in processes that run jobs. */
@Injectable()
export class DerivedUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly buckets: DerivedBuckets,
    private readonly config: Config,
    private readonly broadcast: Broadcast,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsJobs) return;
    this.broadcast.on(RecordsChanged, () => this.schedule(0));
    this.schedule(0);
  }

  /** While the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.running.then(() => this.work());
    }, delayMs).unref();
  }

  private async work(): Promise<void> {
    try {
      while (!this.stopped && (await this.buckets.step()));
    } catch (error) {
      this.logger.error({ err: error }, 'derived metrics could not be made right; they stay marked');
    }
    this.schedule(IDLE_MS);
  }
}
