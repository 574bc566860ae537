import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../../platform/config.js';
import { LOGGER } from '../../platform/logger-token.js';
import { Rounds } from '../../platform/rounds.js';
import { SeriesStore } from '../series-store.js';

const IDLE_MS = 250;

/**
 * Adds to rollups what was written, makes right those that were marked, and rolls up points that are older than the rollups, in
 * processes that run jobs.
 * What it was at when it died stays marked.
 */
@Injectable()
export class RollupUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds(
    IDLE_MS,
    () => this.repair(),
    (error) => {
      this.logger.error({ err: error }, 'rollups could not be made right; the points are read instead');
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

  private async repair(): Promise<void> {
    while (!this.rounds.isEnding && (await this.store.repairRollups()));
  }
}
