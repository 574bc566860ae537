import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Connection, NewConnection } from '@quarterdeck/sdk/api/connections';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, invalid, notFound } from '../platform/errors.js';
import { Secrets } from '../platform/secrets.js';
import { PluginHostService, type OpenPlugin } from '../plugin-host/plugin-host.service.js';
import { checkProblem } from './check-problem.js';
import { requireSettings, type Settings } from './connection-settings.js';
import { ConnectionEntity } from './connection.entity.js';

/** Datasource plugins with their settings and secrets. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly plugins: PluginHostService,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Called by the settings and by who chooses a source for a panel. */
  async list(actor: Actor): Promise<Connection[]> {
    const found = await this.database.within(actor, () =>
      this.database.repository(ConnectionEntity).find({ order: { createdAt: 'ASC' } }),
    );
    return found.map(toConnection);
  }

  /** Called for one connection as people see it: its secrets only by their names. */
  async get(actor: Actor, id: string): Promise<Connection> {
    return toConnection(await this.entity(actor, id));
  }

  /** Tried before it is saved: the plugin connects with the given settings, and what it says is what the person reads. */
  async create(actor: Actor, { name, plugin, ...given }: NewConnection, signal: AbortSignal): Promise<Connection> {
    if (await this.isTaken(actor, name)) throw nameTaken(name);
    const settings = await this.tried(plugin, given, signal);
    return this.insert(actor, { name, plugin, ...settings });
  }

  /** Called by the settings. Panels that ask the connection say from then on that it is gone. */
  async remove(actor: Actor, id: string): Promise<void> {
    const { affected } = await this.database.within(actor, () =>
      this.database.repository(ConnectionEntity).delete({ id }),
    );
    if (!affected) throw notFound('connection', id);
  }

  /** Called by the query service alone, to ask the plugin. The only way to the secrets: never log or answer what it gives. */
  async require(actor: Actor, id: string): Promise<OpenPlugin> {
    const { plugin, config, secrets } = await this.entity(actor, id);
    return { pin: plugin, config, secrets: this.decrypt(id, secrets) };
  }

  private async tried(pin: string, given: Settings, signal: AbortSignal): Promise<Settings> {
    const { manifest } = this.plugins.resolve(pin);
    if (manifest.kind !== 'datasource') throw notASource(pin);
    const settings = requireSettings(manifest, given);
    try {
      await this.plugins.check({ pin, ...settings }, signal);
    } catch (error) {
      throw checkProblem(error, manifest);
    }
    return settings;
  }

  private async insert(actor: Actor, { config, secrets, ...named }: Settings & { name: string; plugin: string }) {
    const id = randomUUID();
    const row: ConnectionEntity = {
      ...{ id, ...named, config },
      workspaceId: actor.workspaceId,
      secrets: this.secrets.encrypt(JSON.stringify(secrets), contextOf(id)),
      secretNames: Object.keys(secrets).sort(),
      createdBy: authorOf(actor),
      createdAt: this.clock.date(),
    };
    const inserted = await this.database.within(actor, () =>
      this.database.sql(
        `insert into connections
           (id, workspace_id, name, plugin, config, secrets, secret_names, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (workspace_id, name) do nothing returning id`,
        [id, row.workspaceId, row.name, row.plugin, config, row.secrets, row.secretNames, row.createdBy, row.createdAt],
      ),
    );
    if (inserted.length === 0) throw nameTaken(row.name);
    return toConnection(row);
  }

  private isTaken(actor: Actor, name: string): Promise<boolean> {
    return this.database.within(actor, () => this.database.repository(ConnectionEntity).existsBy({ name }));
  }

  private async entity(actor: Actor, id: string): Promise<ConnectionEntity> {
    const found = await this.database.within(actor, () => this.database.repository(ConnectionEntity).findOneBy({ id }));
    if (!found) throw notFound('connection', id);
    return found;
  }

  private decrypt(id: string, secrets: Buffer): Record<string, string> {
    try {
      return JSON.parse(this.secrets.decrypt(secrets, contextOf(id))) as Record<string, string>;
    } catch (cause) {
      const message = 'The secrets of this connection cannot be read with the key of this server: create it anew.';
      throw conflict('connection.unreadable-secrets', message, { cause });
    }
  }
}

/** Binds the secrets to their row: copied to another one, they cannot be read. */
const contextOf = (id: string) => `connection:${id}`;

const nameTaken = (name: string) =>
  conflict('connection.name-taken', `There is already a connection called "${name}".`, {
    fields: [{ path: 'name', message: 'This name is taken.' }],
  });

const notASource = (pin: string) =>
  invalid('connection.no-datasource', `${pin} is no datasource: only datasources can be connected.`, {
    fields: [{ path: 'plugin', message: 'Choose a datasource.' }],
  });

const toConnection = ({ id, name, plugin, config, secretNames, createdAt }: ConnectionEntity): Connection => ({
  ...{ id, name, plugin, config },
  secretsConfigured: secretNames,
  createdAt: createdAt.toISOString(),
});
