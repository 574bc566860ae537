import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { Database } from '../database/database.js';
import { DatabaseUrl } from '../database/database-url.js';
import { LOGGER } from '../logger-token.js';

const CHANNEL = 'quarterdeck';
/** PostgreSQL carries less than 8,000 bytes in one notification. */
const LARGEST = 7_500;
const RETRY_MS = 1000;

/** A message to every process. Small: it says what changed, not how. */
export interface Topic<Body> {
  readonly name: string;
  /** Only carries the type. */
  readonly body?: Body;
}
export const defineTopic = <Body>(name: string): Topic<Body> => ({ name });

type Listener = (body: unknown) => void;

/**
 * Tells all processes something at once over PostgreSQL's NOTIFY. Nothing is kept: who is not connected misses it, so it
 * serves only to make open pages look again. Durable news go through `Events`.
 */
@Injectable()
export class Broadcast implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listeners = new Map<string, Listener[]>();
  private readonly reconnected: (() => void)[] = [];
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly url: DatabaseUrl,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  /** Called once by each interested feature when it starts. */
  on<Body>(topic: Topic<Body>, listener: (body: Body) => void): void {
    const known = this.listeners.get(topic.name) ?? [];
    this.listeners.set(topic.name, [...known, listener as Listener]);
  }

  /** `callback` runs after a gap in which messages may have been missed. */
  onReconnect(callback: () => void): void {
    this.reconnected.push(callback);
  }

  /** Reaches every process, this one too, after the transaction it is sent in. */
  send<Body>(topic: Topic<Body>, body: Body): Promise<void> {
    return this.database.asSystem(() => this.sendWithin(topic, body));
  }

  /** As {@link send}, in the caller's transaction: told when it is committed, and once however often it was sent in it. */
  async sendWithin<Body>(topic: Topic<Body>, body: Body): Promise<void> {
    const message = JSON.stringify({ topic: topic.name, body });
    if (Buffer.byteLength(message) > LARGEST) throw new Error(`The broadcast ${topic.name} is too large.`);
    await this.database.sql('select pg_notify($1, $2)', [CHANNEL, message]);
  }

  /** Answers whether it is connected. */
  private async connect(): Promise<boolean> {
    const client = new Client({ connectionString: this.url.value, application_name: 'quarterdeck broadcast' });
    client.on('error', (error) => {
      this.lost(client, error);
    });
    client.on('notification', ({ payload }) => {
      this.receive(payload ?? '');
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.client = client;
      return true;
    } catch (error) {
      this.lost(client, error);
      return false;
    }
  }

  private receive(payload: string): void {
    const { topic, body } = JSON.parse(payload) as { topic: string; body: unknown };
    for (const listener of this.listeners.get(topic) ?? []) listener(body);
  }

  private lost(client: Client, error: unknown): void {
    if (this.stopped) return;
    this.logger.warn({ err: error }, 'the broadcast connection was lost');
    client.removeAllListeners();
    client.on('error', () => undefined);
    void client.end().catch(() => undefined);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.connect().then((connected) => {
        if (connected) for (const callback of this.reconnected) callback();
      });
    }, RETRY_MS);
  }
}
