import { Injectable } from '@nestjs/common';
import type { SeenField, Stream, StreamPage, StreamPatch, StreamQuestion } from '@quarterdeck/sdk/api/records';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { Events } from '../platform/events.js';
import { AppError, conflict, invalid } from '../platform/errors.js';
import { DerivedMetricEntity } from './derived-metric.entity.js';
import { RecordStore, type FoundStream } from './record-store.service.js';
import { StreamRemoved } from './records.events.js';
import { seenFields } from './seen-fields.js';
import { StreamEntity, type FieldHint } from './stream.entity.js';

/** A stream as whoever fills it describes it. */
export interface NewStream {
  readonly name: string;
  /** The connection that it is synchronized from. */
  readonly connectionId?: string;
  /** What is known of its fields, by their names. */
  readonly fields?: Readonly<Record<string, FieldHint>>;
}

/** More of them are made by accident: a date or an id in the name. */
const MOST_STREAMS = 500;
const PAGE = 50;
/** Fields are those of so many of the newest records. */
const LOOKED_AT = 200;

const unknownStream = (name: string) =>
  new AppError('not-found', 'stream.not-found', `There is no stream named “${name}”.`);

/** The streams of a workspace. */
@Injectable()
export class Streams {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly events: Events,
  ) {}

  /** For whoever fills a stream: finds it, or makes it. */
  async ensure(actor: Actor, { name, connectionId, fields }: NewStream): Promise<FoundStream> {
    return this.database.within(actor, async () => {
      const found = await this.find(actor, name);
      if (found) return found;
      await this.requireRoom();
      // Two senders may meet a new name at the same time.
      await this.database.sql(
        `insert into streams (workspace_id, name, connection_id, fields) values ($1, $2, $3, $4)
         on conflict (workspace_id, name) do nothing`,
        [actor.workspaceId, name, connectionId ?? null, fields ?? {}],
      );
      return this.require(actor, name);
    });
  }

  async require(actor: Actor, name: string): Promise<FoundStream> {
    const found = await this.database.within(actor, () => this.find(actor, name));
    if (!found) throw unknownStream(name);
    return found;
  }

  /** By name, a page at a time. */
  async list(actor: Actor, { cursor = '', search = '' }: StreamQuestion): Promise<StreamPage> {
    const found = await this.database.within(actor, () =>
      this.database
        .repository(StreamEntity)
        .createQueryBuilder('stream')
        .where('stream.name > :cursor and strpos(lower(stream.name), lower(:search)) > 0', { cursor, search })
        .orderBy('stream.name')
        .take(PAGE + 1)
        .getMany(),
    );
    const shown = found.slice(0, PAGE);
    return {
      streams: await this.described(shown),
      next: found.length > PAGE ? (shown.at(-1)?.name ?? null) : null,
    };
  }

  async get(actor: Actor, name: string): Promise<Stream> {
    const { workspaceId } = actor;
    const found = await this.database.within(actor, () =>
      this.database.repository(StreamEntity).findBy({ workspaceId, name }),
    );
    const [stream] = await this.described(found);
    if (!stream) throw unknownStream(name);
    return stream;
  }

  async describe(actor: Actor, name: string, { description }: StreamPatch): Promise<Stream> {
    const { id } = await this.require(actor, name);
    await this.database.within(actor, () => this.database.repository(StreamEntity).update({ id }, { description }));
    return this.get(actor, name);
  }

  /** Of the newest records. */
  async fields(actor: Actor, name: string): Promise<SeenField[]> {
    const { id } = await this.require(actor, name);
    return seenFields(await this.store.latestBodies(id, LOOKED_AT));
  }

  /** Its records go afterwards. Refused while metrics are derived from it: they would be left with nothing. */
  async remove(actor: Actor, name: string): Promise<void> {
    await this.database.within(actor, async () => {
      const { workspaceId } = actor;
      const streams = this.database.repository(StreamEntity);
      const stream = await streams.findOne({ where: { workspaceId, name }, lock: { mode: 'pessimistic_write' } });
      if (!stream) throw unknownStream(name);
      await this.requireUnused(stream);
      await streams.delete({ id: stream.id });
      const [streamId, rows] = [stream.id, Number(stream.rows)];
      await this.events.announce(StreamRemoved, { workspaceId, stream: name, streamId, rows });
    });
  }

  private async requireUnused({ id: streamId }: StreamEntity): Promise<void> {
    const derived = await this.database.repository(DerivedMetricEntity).findBy({ streamId });
    if (derived.length === 0) return;
    const staying = derived.filter(({ removed }) => !removed).map(({ metric }) => `“${metric}”`);
    throw conflict(
      'stream.in-use',
      staying.length > 0
        ? `Metrics are derived from this stream: ${staying.join(', ')}. Delete them first.`
        : 'The points of metrics that were derived from this stream are being taken away. Try again in a minute.',
    );
  }

  private async described(found: readonly StreamEntity[]): Promise<Stream[]> {
    const last = await this.store.latestTimes(found.map(({ id }) => id));
    return found.map(({ id, name, description, connectionId, rows, createdAt }) => ({
      ...{ name, description, connectionId, rows: Number(rows) },
      lastAt: last.get(id)?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
    }));
  }

  private async find({ workspaceId }: Actor, name: string): Promise<FoundStream | undefined> {
    const found = await this.database.repository(StreamEntity).findOneBy({ workspaceId, name });
    return found ? { id: found.id, workspaceId, name } : undefined;
  }

  private async requireRoom(): Promise<void> {
    if ((await this.database.repository(StreamEntity).count()) < MOST_STREAMS) return;
    const most = `a workspace has at most ${String(MOST_STREAMS)} streams`;
    throw invalid(
      'stream.too-many',
      `No record was stored: ${most}. Send to one that is there, and keep what differs in a field.`,
    );
  }
}
