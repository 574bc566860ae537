import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../../platform/config.js';
import { LOGGER } from '../../platform/logger-token.js';
import { Rounds } from '../../platform/rounds.js';
import { SeriesStore } from '../series-store.js';

const HOUR_MS = 3_600_000;

/** Tends months and chunks of points that are over, once an hour, in processes that run jobs. The log tells each of them. */
@Injectable()
export class ClosedPartsUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds(
    HOUR_MS,
    () => this.tend(),
    (error) => {
      this.logger.error({ err: error }, 'points that are old could not be tended');
    },
  );

  constructor(
    private readonly store: SeriesStore,
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.runsJobs) this.rounds.begin();
  }

  /** While the database is still there. */
  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.end();
  }

  private async tend(): Promise<void> {
    for (let part = await this.tendNext(); part !== undefined; part = await this.tendNext()) {
      this.logger.info({ part }, 'a closed part of the points has been tended');
    }
  }

  private async tendNext(): Promise<string | undefined> {
    return this.rounds.isEnding ? undefined : this.store.tendClosedPart();
  }
}
