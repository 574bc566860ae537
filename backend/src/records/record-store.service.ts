import { Injectable } from '@nestjs/common';
import type { RecordsStored } from '@quarterdeck/sdk/api/records';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors.js';
import type { StorableRecord } from './record-reading.js';
import { RecordsNews } from './records-news.service.js';
import { COUNT_SQL, HOLD_SQL, MARK_SQL, PUT_SQL, TAKE_SQL } from './store/putting.js';
import { CLEAR_SQL, LATEST_BODIES_SQL, LATEST_TIMES_SQL } from './store/stream-sql.js';

/** A stream that row level security has let through. */
export interface FoundStream {
  readonly id: number;
  readonly workspaceId: string;
  readonly name: string;
}

interface Met extends RecordsStored {
  readonly times: Date[];
}

/** Writes records with the owner's rights, in a transaction of the caller. Whatever it is given is of a stream that was found. */
@Injectable()
export class RecordStore {
  constructor(
    private readonly database: Database,
    private readonly news: RecordsNews,
  ) {}

  /** See `RecordsService.put`. */
  async put(stream: FoundStream, records: readonly StorableRecord[]): Promise<RecordsStored> {
    await this.hold(stream);
    const [met] = await this.database.sql<Met>(PUT_SQL, [stream.id, sentText(records)]);
    if (!met) throw new Error('The database did not say what records met.');
    const { times, ...stored } = met;
    await this.note(stream, stored.added, times);
    return stored;
  }

  /** Of the records with these keys; says how many there were. */
  async take(stream: FoundStream, keys: readonly string[]): Promise<number> {
    await this.hold(stream);
    const taken = await this.database.sql<{ ts: Date }>(TAKE_SQL, [stream.id, keys]);
    const times = taken.map(({ ts }) => ts);
    await this.note(stream, -taken.length, times);
    return taken.length;
  }

  /** Until the end of the transaction nobody else changes records of the stream, or what is derived from them. */
  private async hold({ id, workspaceId, name }: FoundStream): Promise<void> {
    const held = await this.database.sql(HOLD_SQL, [id, workspaceId]);
    if (held.length === 0) throw notFound('stream', name);
  }

  /** When the latest record of each of these streams was. */
  async latestTimes(ids: readonly number[]): Promise<Map<number, Date | null>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.asSystem(() =>
      this.database.sql<{ id: number; last: Date | null }>(LATEST_TIMES_SQL, [ids]),
    );
    return new Map(rows.map(({ id, last }) => [id, last]));
  }

  async latestBodies(streamId: number, limit: number): Promise<Readonly<Record<string, unknown>>[]> {
    const rows = await this.database.asSystem(() =>
      this.database.sql<{ body: Record<string, unknown> }>(LATEST_BODIES_SQL, [streamId, limit]),
    );
    return rows.map(({ body }) => body);
  }

  /** Some records of a stream that is gone; says how many. */
  async clear(streamId: number, limit: number): Promise<number> {
    const gone = await this.database.asSystem(() => this.database.sql(CLEAR_SQL, [streamId, limit]));
    return gone.length;
  }

  private async note({ id, workspaceId, name }: FoundStream, more: number, times: readonly Date[]): Promise<void> {
    if (more !== 0) await this.database.sql(COUNT_SQL, [id, more]);
    if (times.length === 0) return;
    await this.database.sql(MARK_SQL, [id, times]);
    this.database.afterCommit(() => this.news.add(workspaceId, name));
  }
}

/** Of several with one key the last one counts. */
function sentText(records: readonly StorableRecord[]): string {
  const byKey = new Map(records.map((record) => [record.key, record]));
  const rows = [...byKey.values()].map(
    ({ key, time, body }) => `{"key":${JSON.stringify(key)},"ts":${String(time)},"body":${body}}`,
  );
  return `[${rows.join(',')}]`;
}
