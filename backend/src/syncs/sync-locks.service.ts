import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { ADVISORY_LOCKS } from '../platform/database/advisory-locks.js';
import { DatabaseUrl } from '../platform/database/database-url.js';
import { LOGGER } from '../platform/logger-token.js';

/**
 * Who reads from a connection, among all processes: a lock of the database that is held over one connection to it. When the
 * process dies the database lets go at once, and another process takes over.
 */
@Injectable()
export class SyncLocks implements OnApplicationShutdown {
  private client: Promise<Client> | undefined;
  private lost: () => void = () => undefined;

  constructor(
    private readonly url: DatabaseUrl,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** `callback` runs when all locks were lost, because the database went away. */
  onLost(callback: () => void): void {
    this.lost = callback;
  }

  /** False where somebody else has it. Who has it must not take it a second time. */
  async take(connectionId: string): Promise<boolean> {
    const client = await this.connected();
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as taken', [
      ADVISORY_LOCKS.syncs,
      connectionId,
    ]);
    return rows[0]?.taken ?? false;
  }

  async release(connectionId: string): Promise<void> {
    // Without the client the lock has gone with it.
    const client = await this.client?.catch(() => undefined);
    const text = 'select pg_advisory_unlock($1, hashtext($2))';
    await client?.query(text, [ADVISORY_LOCKS.syncs, connectionId]).catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    client?.removeAllListeners('end');
    await client?.end();
  }

  private connected(): Promise<Client> {
    this.client ??= this.connect();
    return this.client;
  }

  private async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.url.value, application_name: 'quarterdeck syncs' });
    client.on('error', (error) => this.logger.warn({ err: error }, 'the connection of the syncs was lost'));
    client.once('end', () => {
      this.client = undefined;
      this.lost();
    });
    try {
      await client.connect();
      return client;
    } catch (error) {
      this.client = undefined;
      throw error;
    }
  }
}
