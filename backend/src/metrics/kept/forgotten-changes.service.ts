import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../../platform/config.js';
import { LOGGER } from '../../platform/logger-token.js';
import { SeriesStore } from '../series-store.js';
import type { Noted } from '../store/change-notes.js';
import { LONGEST_BLIND_MS } from './change-log.service.js';

const EVERY_MS = 60_000;
/** Longer than anybody relies on not having looked. */
const KEPT_MS = 2 * LONGEST_BLIND_MS;

/**
 * Forgets notes of changes that everybody has seen, in processes that run jobs. Not by their own age: a transaction may be much
 * older than its end.
 */
@Injectable()
export class ForgottenChanges implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private seen: Noted[] = [];

  constructor(
    private readonly store: SeriesStore,
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsJobs) return;
    this.timer = setInterval(() => {
      this.running = this.forget().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'notes of changes could not be forgotten');
      });
    }, EVERY_MS).unref();
  }

  /** While the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Transactions that had ended so long ago. */
  async forget(): Promise<void> {
    const now = await this.store.lookForChanges(undefined, []);
    this.seen.push(now);
    const old = this.seen.filter(({ at }) => now.at - at >= KEPT_MS);
    const newest = old.at(-1);
    if (!newest) return;
    this.seen = this.seen.slice(old.length);
    await this.store.forgetChanges(newest.horizon);
  }
}
