import {
  Inject,
  Injectable,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { Config } from './config.js';
import { DatabaseUrl } from './database/database-url.js';
import { LOGGER } from './logger-token.js';

/** A kind of background job. Declared beside the job that runs it. */
export interface JobType<Body extends object> {
  readonly name: string;
  /** Seconds after which a run counts as dead and another process tries again. */
  readonly expireSeconds: number;
  readonly retries: number;
  /** Only carries the type. */
  readonly body?: Body;
}

export const defineJob = <Body extends object>(
  name: string,
  limits: { expireSeconds: number; retries: number },
): JobType<Body> => ({ name, ...limits });

/** `attempt` is 1 at first and rises with each run after a failure or a crash, up to `retries` + 1. */
type Work<Body> = (body: Body, signal: AbortSignal, attempt: number) => Promise<void>;
interface Registration {
  readonly type: JobType<object>;
  readonly work: Work<object>;
}

/**
 * Durable background work over PostgreSQL (pg-boss): queued by any process, run by those whose role includes jobs, tried
 * again after a crash.
 */
@Injectable()
export class Jobs implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private readonly boss: PgBoss;
  private readonly registrations: Registration[] = [];
  private readonly stopping = new AbortController();

  constructor(
    url: DatabaseUrl,
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.boss = new PgBoss({ connectionString: url.value, max: 4, schedule: false, useListenNotify: true });
    this.boss.on('error', (error) => this.logger.error({ err: error }, 'the job queue has a problem'));
  }

  async onModuleInit(): Promise<void> {
    await this.boss.start();
  }

  /** Called by main after every feature has registered its jobs. */
  async run(): Promise<void> {
    for (const { type, work } of this.registrations) {
      await this.boss.createQueue(type.name, {
        retryLimit: type.retries,
        expireInSeconds: type.expireSeconds,
        notify: true,
      });
      if (!this.config.runsJobs) continue;
      await this.boss.work<object>(type.name, { pollingIntervalSeconds: 2, includeMetadata: true }, async (batch) => {
        for (const { data, signal, retryCount } of batch) {
          await work(data, AbortSignal.any([signal, this.stopping.signal]), retryCount + 1);
        }
      });
    }
  }

  /** First of all: a job must not take for a failure that what it works with is being closed. */
  onModuleDestroy(): void {
    this.stopping.abort(new Error('The server is stopping.'));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 5000 });
  }

  /** Called by a feature's module when it starts. */
  register<Body extends object>(type: JobType<Body>, work: Work<Body>): void {
    this.registrations.push({ type, work: work as Work<object> });
  }

  /** With an `id` (a UUID) the job is queued once however often this is called: for event handlers, which may run twice. */
  async enqueue<Body extends object>(type: JobType<Body>, body: Body, id?: string): Promise<void> {
    await this.boss.send(type.name, body, id === undefined ? {} : { id });
  }
}
