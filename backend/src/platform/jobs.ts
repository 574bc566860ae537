import {
  Inject,
  Injectable,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { PgBoss, type JobWithMetadata } from 'pg-boss';
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
type Claimed = Pick<JobWithMetadata, 'name' | 'id' | 'data' | 'signal' | 'retryCount'>;

/** A process that died is noticed after so long without a sign of life, and its jobs go to the others. */
const ALIVE_SECONDS = 20;
const LOOKED_AFTER_SECONDS = 5;
const LOOKS_EVERY_SECONDS = 2;

/**
 * Durable background work over PostgreSQL (pg-boss): queued by any process, run by those whose role includes jobs. A process
 * that is killed leaves its jobs to the others, which counts as an attempt; one that stops hands them back, which does not.
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
    const often = { superviseIntervalSeconds: LOOKED_AFTER_SECONDS, monitorIntervalSeconds: LOOKED_AFTER_SECONDS };
    const asked = { schedule: false, useListenNotify: true, ...often };
    this.boss = new PgBoss({ connectionString: url.value, max: 4, ...asked });
    this.boss.on('error', (error) => this.logger.error({ err: error }, 'the job queue has a problem'));
  }

  async onModuleInit(): Promise<void> {
    await this.boss.start();
  }

  /** Called by main after every feature has registered its jobs. */
  async run(): Promise<void> {
    for (const { type, work } of this.registrations) {
      const limits = {
        retryLimit: type.retries,
        expireInSeconds: type.expireSeconds,
        heartbeatSeconds: ALIVE_SECONDS,
        notify: true,
      };
      await this.boss.createQueue(type.name, limits);
      await this.boss.updateQueue(type.name, limits); // it may be there from an earlier version
      if (!this.config.runsJobs) continue;
      await this.begin(type, work);
    }
  }

  /** First of all: a job must not take for a failure that what it works with is being closed. Nothing new is begun. */
  async onModuleDestroy(): Promise<void> {
    for (const { type } of this.registrations) await this.boss.offWork(type.name, { wait: false });
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

  /** New jobs are told of; what comes back later (a retry, a job handed back) is found by looking. */
  private async begin({ name }: JobType<object>, work: Work<object>): Promise<void> {
    const looking = { pollingIntervalSeconds: LOOKS_EVERY_SECONDS, notifyPollingIntervalSeconds: LOOKS_EVERY_SECONDS };
    const worker = await this.boss.work<object>(name, { ...looking, includeMetadata: true }, async (batch) => {
      for (const job of batch) await this.runOne(job, work);
      // Several may have been told of while this one ran: whoever is done looks again at once.
      this.boss.notifyWorker(worker);
    });
  }

  private async runOne(job: Claimed, work: Work<object>): Promise<void> {
    try {
      await work(job.data, AbortSignal.any([job.signal, this.stopping.signal]), job.retryCount + 1);
    } catch (error) {
      if (!this.stopping.signal.aborted) throw error;
      await this.handBack(job);
    }
  }

  /** As if it had not been begun. Nobody takes it within the second in which pg-boss still believes that it was done here. */
  private async handBack({ name, id, retryCount }: Claimed): Promise<void> {
    await this.boss.getDb().executeSql(HAND_BACK_SQL, [name, id, retryCount]);
  }
}

const HAND_BACK_SQL = `
  update pgboss.job set state = 'retry', started_on = null, heartbeat_on = null, start_after = now() + interval '1 second'
   where name = $1 and id = $2 and retry_count = $3 and state = 'active'`;
