import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../../platform/config.js';
import { LOGGER } from '../../platform/logger-token.js';
import { SeriesStore } from '../series-store.js';

const IDLE_MS = 250;

/**
 * Adds to rollups what was written, makes right those that were marked, and rolls up points that are older than the rollups, in
 * processes that run jobs.
 * What it was at when it died stays marked.
 */
@Injectable()
export class RollupUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly store: SeriesStore,
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.runsJobs) this.schedule();
  }

  /** While the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.repair().finally(() => this.schedule());
    }, IDLE_MS).unref();
  }

  private async repair(): Promise<void> {
    try {
      while (!this.stopped && (await this.store.repairRollups()));
    } catch (error) {
      this.logger.error({ err: error }, 'rollups could not be made right; the points are read instead');
    }
  }
}
