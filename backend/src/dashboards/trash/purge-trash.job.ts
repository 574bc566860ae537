import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import { defineJob, Jobs } from '../../platform/jobs.js';
import { LOGGER } from '../../platform/logger-token.js';
import { TrashService } from './trash.service.js';

const PurgeTrash = defineJob<Record<string, never>>('dashboards.purge-trash', { expireSeconds: 300, retries: 2 });
/** Days are counted, so hours do not matter; and several processes that each ask for it do no harm. */
const EVERY_MS = 3_600_000;

/** Deletes for good what has been in the trash for long enough. */
@Injectable()
export class PurgeTrashJob implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly jobs: Jobs,
    private readonly trash: TrashService,
    private readonly clock: Clock,
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.register(PurgeTrash, () => this.run());
  }

  onApplicationBootstrap(): void {
    if (!this.config.runsJobs) return;
    this.timer = setInterval(() => {
      this.jobs.enqueue(PurgeTrash, {}).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the trash could not be asked to empty itself; it will be again in an hour');
      });
    }, EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async run(): Promise<void> {
    const purged = await this.trash.purge(this.clock.now());
    if (purged > 0) this.logger.info({ purged }, 'dashboards that were in the trash for long enough are deleted');
  }
}
