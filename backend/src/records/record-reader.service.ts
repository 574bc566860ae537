import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { askedQuery } from '../platform/database/asked-query.js';
import { DatabaseUrl } from '../platform/database/database-url.js';
import { upstream } from '../platform/errors.js';
import type { RecordStatement } from './store/question-sql.js';

const STATEMENT_TIMEOUT = '57014';
/** As for points: one question must not keep the connections from all others. */
const LONGEST_STATEMENT_MS = 30_000;

/** Reads records with the owner's rights: whoever asks hands in a stream that row level security has let through. */
@Injectable()
export class RecordReader implements OnApplicationShutdown {
  private readonly pool: Pool;

  constructor(url: DatabaseUrl) {
    this.pool = new Pool({
      connectionString: url.value,
      max: 4,
      options: `-c timezone=UTC -c jit=off -c statement_timeout=${String(LONGEST_STATEMENT_MS)}`,
      application_name: 'quarterdeck records',
    });
    this.pool.on('error', () => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  /** Ends when nobody waits for the answer any more. */
  async read<Row extends unknown[]>({ text, values }: RecordStatement): Promise<Row[]> {
    try {
      return (await askedQuery<Row>(this.pool, { text, values, rowMode: 'array' })).rows;
    } catch (cause) {
      if ((cause as { code?: string }).code !== STATEMENT_TIMEOUT) throw cause;
      const sentence = 'Reading these records takes too long: ask for a shorter range.';
      throw upstream('record.too-slow', sentence, { cause });
    }
  }
}
