import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from './config.js';
import { Database } from './database/database.js';
import { LOGGER } from './logger-token.js';
import { currentOrigin, type Origin } from './origin.js';
import { Broadcast, defineTopic } from './realtime/broadcast.js';

/** Something that happened, past tense, with what handlers need to know. Declared in `<feature>.events.ts`. */
export interface EventType<Body> {
  readonly name: string;
  /** Only carries the type. */
  readonly body?: Body;
}

export const defineEvent = <Body>(name: string): EventType<Body> => ({ name });

/** What is known of an event besides its body. */
export interface Occurrence {
  /** Of the event, the same at every delivery: for handlers that write something down once. */
  readonly id: string;
  readonly at: Date;
  /** Who set it going, and from where. */
  readonly origin: Origin;
}

type Handler = (body: unknown, occurrence: Occurrence) => Promise<void>;
interface Pending extends Occurrence {
  readonly name: string;
  readonly body: unknown;
  readonly attempts: number;
}

/** Something was announced in a process that delivers nothing itself. */
const EventWaits = defineTopic<null>('event-waits');

const IDLE_MS = 1000;
const BATCH = 50;
const MOST_ATTEMPTS = 10;

/**
 * Events through an outbox: `announce` writes a row in the caller's transaction, and a process that runs jobs delivers it
 * to every handler afterwards, at least once, in any process. Handlers must therefore be idempotent.
 */
@Injectable()
export class Events implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly handlers = new Map<string, Handler[]>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly broadcast: Broadcast,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Not before: an event that waits from an earlier run would find no handler and be gone. */
  onApplicationBootstrap(): void {
    if (!this.config.runsJobs) return;
    this.broadcast.on(EventWaits, () => this.schedule(0));
    this.schedule(0);
  }

  /** While the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Called inside the transaction that makes the event true. */
  async announce<Body>(event: EventType<Body>, body: Body): Promise<void> {
    await this.database.sql('insert into events (name, body, origin) values ($1, $2, $3)', [
      event.name,
      JSON.stringify(body),
      JSON.stringify(currentOrigin()),
    ]);
    if (this.config.runsJobs) this.database.afterCommit(() => this.schedule(0));
    else await this.broadcast.sendWithin(EventWaits, null);
  }

  /** Called once by each interested feature when it starts. */
  on<Body>(event: EventType<Body>, handler: (body: Body, occurrence: Occurrence) => Promise<void>): void {
    const known = this.handlers.get(event.name) ?? [];
    this.handlers.set(event.name, [...known, handler as Handler]);
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.running.then(() => this.deliverAll());
    }, delayMs);
    this.timer.unref();
  }

  private async deliverAll(): Promise<void> {
    try {
      while ((await this.deliverBatch()) === BATCH && !this.stopped);
    } catch (error) {
      if (!this.stopped) this.logger.error({ err: error }, 'events could not be delivered');
    }
    this.schedule(IDLE_MS);
  }

  private async deliverBatch(): Promise<number> {
    // The database answers in no order; what happened later is told later.
    const pending = (await this.claim()).sort((a, b) => Number(a.id) - Number(b.id));
    for (const event of pending) await this.deliver(event);
    return pending.length;
  }

  /** Takes the events for a minute: a process that dies with them leaves them to the others. */
  private claim(): Promise<Pending[]> {
    return this.database.asSystem(() =>
      this.database.sql<Pending>(
        `update events set due_at = now() + interval '1 minute', attempts = attempts + 1
          where id in (select id from events where due_at <= now() order by id limit $1 for update skip locked)
          returning id, name, body, origin, announced_at as at, attempts`,
        [BATCH],
      ),
    );
  }

  private async deliver({ name, body, attempts, ...occurrence }: Pending): Promise<void> {
    try {
      for (const handler of this.handlers.get(name) ?? []) await handler(body, occurrence);
    } catch (error) {
      this.logger.error({ err: error, event: name, attempts }, 'an event handler failed');
      if (attempts < MOST_ATTEMPTS) return;
    }
    await this.database.asSystem(() => this.database.sql('delete from events where id = $1', [occurrence.id]));
  }
}
