import { Injectable } from '@nestjs/common';
import type { RecordsStored } from '@quarterdeck/sdk/api/records';
import type { Actor } from '../platform/actor.js';
import { RecordStore, type FoundStream } from './record-store.service.js';
import { readRecords, requireAll, type ReadRecords, type StorableRecord } from './record-reading.js';
import { Streams, type NewStream } from './streams.service.js';

export type { FoundStream, NewStream, ReadRecords, StorableRecord };
export { readRecords, requireAll };

/** The face of records: rows of streams go in, by their keys. What asks them is the built-in datasource `records`. */
@Injectable()
export class RecordsService {
  constructor(
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
}
