import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Not } from 'typeorm';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { Secrets } from '../platform/secrets.js';
import type { Settings } from './connection-settings.js';
import { ConnectionEntity } from './connection.entity.js';
import { ConnectionChanged, ConnectionCreated, ConnectionRemoved } from './connections.events.js';

/** Connections as they lie in the database: their secrets encrypted, and bound to their row. */
@Injectable()
export class ConnectionRows {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** The oldest first. */
  list(actor: Actor): Promise<ConnectionEntity[]> {
    return this.database.within(actor, () =>
      this.database.repository(ConnectionEntity).find({ order: { createdAt: 'ASC' } }),
    );
  }

  /** Throws not-found, also for one of another workspace. */
  async require(actor: Actor, id: string): Promise<ConnectionEntity> {
    const found = await this.database.within(actor, () => this.database.repository(ConnectionEntity).findOneBy({ id }));
    if (!found) throw notFound('connection', id);
    return found;
  }

  /** Called before anybody outside is asked; the database has the last word. */
  async requireFreeName(actor: Actor, name: string, id?: string): Promise<void> {
    const others = { name, ...(id === undefined ? {} : { id: Not(id) }) };
    const taken = await this.database.within(actor, () => this.database.repository(ConnectionEntity).existsBy(others));
    if (taken) throw nameTaken(name);
  }

  /** The settings with their secrets in the clear: never log or answer them. */
  settingsOf({ id, config, secrets }: ConnectionEntity): Settings {
    try {
      const clear = this.secrets.decrypt(secrets, contextOf(id));
      return { config, secrets: JSON.parse(clear) as Record<string, string> };
    } catch (cause) {
      const message = 'The secrets of this connection cannot be read with the key of this server: create it anew.';
      throw conflict('connection.unreadable-secrets', message, { cause });
    }
  }

  async insert(actor: Actor, named: { name: string; plugin: string }, settings: Settings): Promise<ConnectionEntity> {
    const id = randomUUID();
    const [workspaceId, createdBy, createdAt] = [actor.workspaceId, authorOf(actor), this.clock.date()];
    const row: ConnectionEntity = { id, ...named, workspaceId, createdBy, createdAt, ...this.columns(id, settings) };
    const inserted = await this.database.within(actor, async () => {
      const rows = await this.database.sql(
        `insert into connections
           (id, workspace_id, name, plugin, config, secrets, secret_names, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (workspace_id, name) do nothing returning id`,
        [id, workspaceId, row.name, row.plugin, row.config, row.secrets, row.secretNames, createdBy, createdAt],
      );
      if (rows.length > 0) await this.events.announce(ConnectionCreated, newsOf(row));
      return rows;
    });
    if (inserted.length === 0) throw nameTaken(row.name);
    return row;
  }

  async update(actor: Actor, before: ConnectionEntity, name: string, settings: Settings): Promise<ConnectionEntity> {
    const { id, workspaceId, plugin, createdBy, createdAt } = before;
    const row = { id, name, plugin, workspaceId, createdBy, createdAt, ...this.columns(id, settings) };
    const updated = await this.database.within(actor, async () => {
      const rows = await this.database.sql(
        `update connections set name = $2, config = $3, secrets = $4, secret_names = $5
          where id = $1 and not exists (select from connections where name = $2 and id <> $1) returning id`,
        [id, name, row.config, row.secrets, row.secretNames],
      );
      if (rows.length > 0) await this.events.announce(ConnectionChanged, newsOf(row));
      return rows;
    });
    if (updated.length > 0) return row;
    await this.requireFreeName(actor, name, id);
    throw notFound('connection', id);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.database.within(actor, async () => {
      const connections = this.database.repository(ConnectionEntity);
      const row = await connections.findOneBy({ id });
      if (!row) throw notFound('connection', id);
      await connections.delete({ id });
      await this.events.announce(ConnectionRemoved, newsOf(row));
    });
  }

  private columns(id: string, { config, secrets }: Settings) {
    const encrypted = this.secrets.encrypt(JSON.stringify(secrets), contextOf(id));
    return { config, secrets: encrypted, secretNames: Object.keys(secrets).sort() };
  }
}

/** Binds the secrets to their row: copied to another one, they cannot be read. */
const contextOf = (id: string) => `connection:${id}`;

const newsOf = ({ workspaceId, id, name }: ConnectionEntity) => ({ workspaceId, connectionId: id, name });

const nameTaken = (name: string) =>
  conflict('connection.name-taken', `There is already a connection called "${name}".`, {
    fields: [{ path: 'name', message: 'This name is taken.' }],
  });
