import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import { Database } from '../../platform/database/database.js';
import { LOGGER } from '../../platform/logger-token.js';
import { Rounds } from '../../platform/rounds.js';
import { RemovedPoints } from './removed-points.service.js';
import { SeriesStore } from '../series-store.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SERIES_AT_ONCE = 20;

/** What is kept for so many whole days of UTC begins here. */
export const keptSince = (now: number, keepDays: number): number =>
  Math.floor(now / DAY_MS) * DAY_MS - keepDays * DAY_MS;

/**
 * Removes numbers that are older than their metric keeps them, once an hour, in processes that run jobs. Whole days of UTC, so
 * that no day is left half. What it was at when it died is found again.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds(
    HOUR_MS,
    () => this.apply(),
    (error) => {
      this.logger.error({ err: error }, 'numbers that are too old could not be removed');
    },
  );

  constructor(
    private readonly database: Database,
    private readonly store: SeriesStore,
    private readonly removed: RemovedPoints,
    private readonly clock: Clock,
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

  /** Called every hour: resolves when nothing is left that is too old. */
  async apply(): Promise<void> {
    await this.removed.forget();
    for (const { ids, keepDays } of await this.kept()) {
      const before = keptSince(this.clock.now(), keepDays);
      for (let from = 0; from < ids.length && !this.rounds.isEnding; from += SERIES_AT_ONCE) {
        await this.store.removeBefore(ids.slice(from, from + SERIES_AT_ONCE), before);
      }
    }
  }

  private kept(): Promise<{ ids: number[]; keepDays: number }[]> {
    return this.database.asSystem(() =>
      this.database.sql(
        `select m.keep_days as "keepDays", array_agg(s.id order by s.id) as ids
           from metrics m join series s on s.workspace_id = m.workspace_id and s.metric = m.name
          where m.keep_days is not null group by m.workspace_id, m.name`,
      ),
    );
  }
}
