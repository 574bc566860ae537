import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../../platform/config.js';
import { LOGGER } from '../../platform/logger-token.js';
import { SeriesStore } from '../series-store.js';

const HOUR_MS = 3_600_000;

/** Tends months and chunks of points that are over, once an hour, in processes that run jobs. The log tells each of them. */
@Injectable()
export class ClosedPartsUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
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
      this.running = this.tend()
        .catch((error: unknown) => this.logger.error({ err: error }, 'points that are old could not be tended'))
        .finally(() => this.schedule());
    }, HOUR_MS).unref();
  }

  private async tend(): Promise<void> {
    for (let part = await this.tendNext(); part !== undefined; part = await this.tendNext()) {
      this.logger.info({ part }, 'a closed part of the points has been tended');
    }
  }

  private async tendNext(): Promise<string | undefined> {
    return this.stopped ? undefined : this.store.tendClosedPart();
  }
}
