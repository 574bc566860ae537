import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client, Pool, type PoolConfig, type QueryArrayConfig, type QueryArrayResult } from 'pg';
import type { Logger } from 'pino';
import { Config } from '../config.js';
import { Measurements } from '../http/measurements.js';
import { LOGGER } from '../logger-token.js';
import { askedQuery } from './asked-query.js';
import { DatabaseUrl } from './database-url.js';
import { primaryPosition, replicaPosition, requireReplica } from './replica-position.js';

/** Where reads are asked. */
export interface Reads {
  /** Called once by who owns a pool of the database: reads of it may go to one like it at the replica. */
  open(like: PoolConfig): void;
  /** Called after something was stored, or learnt: reads that follow see it, wherever they are asked. */
  outdated(): void;
  /** As {@link askedQuery} on `primary`, or on a replica where that is fresh enough. */
  ask<R extends unknown[]>(primary: Pool, query: QueryArrayConfig): Promise<QueryArrayResult<R>>;
}

/** Without any replica. */
export const DIRECTLY: Reads = { open: () => undefined, outdated: () => undefined, ask: askedQuery };

const LOOKS_EVERY_MS = 250;
const LOOKS_AGAIN_MS = 5;
const CONNECTS_WITHIN_MS = 2000;

/**
 * Sends reads to the replica of QD_DATABASE_READ_URL once that has all that they must see, else to the database itself. What
 * they must see is what stood in the database when {@link outdated} was called last; every question begins with that, so an
 * answer is never older than its question. Other reads are at most half a second old. It compares positions in the write-ahead
 * log, so no clock is believed and a database at rest is no late one. A replica that fails costs a second try, never an answer.
 */
@Injectable()
export class ReadReplica implements Reads, OnApplicationShutdown {
  private readonly timer: NodeJS.Timeout | undefined;
  private pool: Pool | undefined;
  /** One connection to each side, to look how far they are. */
  private probes: { readonly primary: Client; readonly replica: Client } | undefined;
  private looking: Promise<boolean> | undefined;
  private usable = false;
  private complaint: string | undefined;
  private stopped = false;

  constructor(
    private readonly config: Config,
    private readonly url: DatabaseUrl,
    private readonly measurements: Measurements,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    if (config.databaseReadUrl === undefined) return;
    this.timer = setInterval(() => void this.look(), LOOKS_EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.looking;
    await Promise.all([this.hangUp(), this.pool?.end()]);
  }

  open(like: PoolConfig): void {
    if (this.config.databaseReadUrl === undefined) return;
    this.pool = new Pool({
      ...like,
      connectionString: this.config.databaseReadUrl,
      connectionTimeoutMillis: CONNECTS_WITHIN_MS,
    });
    this.pool.on('error', () => undefined);
  }

  outdated(): void {
    if (!this.pool) return;
    this.looking = undefined;
    this.usable = false;
  }

  async ask<R extends unknown[]>(primary: Pool, query: QueryArrayConfig): Promise<QueryArrayResult<R>> {
    const replica = await this.choose();
    this.measurements.reads.inc({ server: replica ? 'replica' : 'primary' });
    if (!replica) return askedQuery<R>(primary, query);
    try {
      return await askedQuery<R>(replica, query);
    } catch {
      // It went away, or had to give way to what it replays. If the fault is the question's, it is told now.
      this.usable = false;
      this.measurements.reads.inc({ server: 'primary' });
      return askedQuery<R>(primary, query);
    }
  }

  private async choose(): Promise<Pool | undefined> {
    if (!this.pool) return undefined;
    return this.usable || (await this.look()) ? this.pool : undefined;
  }

  /** Who asks while somebody looks waits for the same look, unless something was stored since that began. */
  private look(): Promise<boolean> {
    if (this.looking) return this.looking;
    const looking = this.lookOnce()
      .catch((error: unknown) => this.complain(error))
      .then((fresh) => {
        if (this.looking !== looking) return fresh; // outdated meanwhile: true only for those who asked before
        this.looking = undefined;
        return (this.usable = fresh);
      });
    return (this.looking = looking);
  }

  private async lookOnce(): Promise<boolean> {
    if (this.stopped) return false;
    const probes = (this.probes ??= await this.call());
    const wanted = await primaryPosition(probes.primary);
    const deadline = performance.now() + this.config.databaseReadWaitMs;
    for (;;) {
      if ((await replicaPosition(probes.replica)) >= wanted) return this.praise();
      if (performance.now() > deadline) return false;
      await pause(LOOKS_AGAIN_MS);
    }
  }

  private async call() {
    const connect = (connectionString: string | undefined) => {
      const client = new Client({
        connectionString,
        connectionTimeoutMillis: CONNECTS_WITHIN_MS,
        query_timeout: CONNECTS_WITHIN_MS,
        application_name: 'quarterdeck replica watch',
      });
      client.on('error', (error) => this.complain(error));
      return client;
    };
    const probes = { primary: connect(this.url.value), replica: connect(this.config.databaseReadUrl) };
    try {
      await Promise.all([probes.primary.connect(), probes.replica.connect()]);
      await requireReplica(probes.primary, probes.replica);
      return probes;
    } catch (error) {
      await Promise.allSettled([probes.primary.end(), probes.replica.end()]);
      throw error;
    }
  }

  private async hangUp(): Promise<void> {
    const { probes } = this;
    this.probes = undefined;
    if (probes) await Promise.allSettled([probes.primary.end(), probes.replica.end()]);
  }

  /** Said once, not four times a second. */
  private complain(error: unknown): false {
    this.usable = false;
    void this.hangUp();
    const why = error instanceof Error ? error.message : String(error);
    if (why !== this.complaint && !this.stopped)
      this.logger.warn({ why }, 'the read replica cannot be used; the database itself answers');
    this.complaint = why;
    return false;
  }

  private praise(): true {
    if (this.complaint !== undefined) this.logger.info('the read replica is used again');
    this.complaint = undefined;
    return true;
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
