import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { AppError, invalid } from '../platform/errors.js';
import type { FoundStream } from './record-store.service.js';
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

export const unknownStream = (name: string) =>
  new AppError('not-found', 'stream.not-found', `There is no stream named “${name}”.`);

/** The streams of a workspace. */
@Injectable()
export class Streams {
  constructor(private readonly database: Database) {}

  async ensure(actor: Actor, { name, connectionId, fields }: NewStream): Promise<FoundStream> {
    return this.database.within(actor, async () => {
      const found = await this.find(actor, name);
      if (found) return found;
      await this.requireRoom();
      const { workspaceId } = actor;
      // Two senders may meet a new name at the same time.
      await this.database.sql(
        `insert into streams (workspace_id, name, connection_id, fields) values ($1, $2, $3, $4)
         on conflict (workspace_id, name) do nothing`,
        [workspaceId, name, connectionId ?? null, fields ?? {}],
      );
      return this.require(actor, name);
    });
  }

  async require(actor: Actor, name: string): Promise<FoundStream> {
    const found = await this.database.within(actor, () => this.find(actor, name));
    if (!found) throw unknownStream(name);
    return found;
  }

  private async find({ workspaceId }: Actor, name: string): Promise<FoundStream | undefined> {
    const found = await this.database.repository(StreamEntity).findOneBy({ workspaceId, name });
    return found ? { id: found.id, workspaceId, name } : undefined;
  }

  private async requireRoom(): Promise<void> {
    if ((await this.database.repository(StreamEntity).count()) < MOST_STREAMS) return;
    throw invalid(
      'stream.too-many',
      `No record was stored: a workspace has at most ${String(MOST_STREAMS)} streams. Send to one that is there, and keep what differs in a field.`,
    );
  }
}
