import { Injectable } from '@nestjs/common';
import type { RecordsAccepted, RecordsStored } from '@quarterdeck/sdk/api/records';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { AppError } from '../platform/errors.js';
import { RecordStore, type FoundStream } from './record-store.service.js';
import { readRecords, requireAll, type ReadRecords, type StorableRecord } from './record-reading.js';
import { Streams, type NewStream } from './streams.service.js';

export type { FoundStream, NewStream, ReadRecords, StorableRecord };
export { readRecords, requireAll };

/** The face of records: rows of streams go in, by their keys. What asks them is the built-in datasource `records`. */
@Injectable()
export class RecordsService {
  constructor(
    private readonly database: Database,
    private readonly streams: Streams,
    private readonly store: RecordStore,
  ) {}

  /** Called before records are put: finds the stream, or makes it. Throws `stream.too-many`. */
  ensure(actor: Actor, stream: NewStream): Promise<FoundStream> {
    return this.streams.ensure(actor, stream);
  }

  /** Throws not-found where the actor's workspace has no such stream. */
  require(actor: Actor, name: string): Promise<FoundStream> {
    return this.streams.require(actor, name);
  }

  /**
   * Called inside `Database.asSystem`, in the caller's transaction: what is committed with it is committed together with
   * the records (a cursor, say). Replaces by key and is idempotent: the same batch again is all `same` and writes nothing.
   * The stream is one that {@link ensure} or {@link require} found, the records are such that {@link readRecords} let
   * through. Until the transaction ends nobody else changes records of this stream. Throws not-found where the stream has
   * gone meanwhile.
   */
  put(stream: FoundStream, records: readonly StorableRecord[]): Promise<RecordsStored> {
    return this.store.put(stream, records);
  }

  /**
   * `POST /api/records/:stream`: the rows as they came. Resolves after the commit. Where a record is at fault, none is
   * stored, or with `partial` all others.
   */
  async receive(
    actor: Actor,
    name: string,
    rows: unknown,
    { partial, create }: { readonly partial: boolean; readonly create: boolean },
  ): Promise<RecordsAccepted> {
    const read = readRecords(rows);
    if (!partial) requireAll(read);
    const stream = create ? await this.ensure(actor, { name }) : await this.require(actor, name);
    const stored = await this.database.asSystem(() => this.put(stream, read.records));
    return { ...stored, refused: read.refused, errors: [...read.errors] };
  }

  /** Called by editors: one record by its key. Throws not-found where there is none. */
  async remove(actor: Actor, name: string, key: string): Promise<void> {
    const stream = await this.require(actor, name);
    const taken = await this.database.asSystem(() => this.store.take(stream, [key]));
    if (taken > 0) return;
    throw new AppError('not-found', 'record.not-found', `The stream “${name}” has no record with the key “${key}”.`);
  }
}
