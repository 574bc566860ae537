import { Injectable } from '@nestjs/common';
import type {
  Connection,
  ConnectionChange,
  ConnectionHealth,
  ConnectionOption,
  ConnectionTrial,
  ConnectionUse,
  NewConnection,
} from '@quarterdeck/sdk/api/connections';
import { hasRole, type Actor } from '../platform/actor.js';
import { conflict } from '../platform/errors.js';
import type { OpenPlugin } from '../plugin-host/plugin-host.service.js';
import { ConnectionRows } from './connection-rows.service.js';
import type { ConnectionEntity } from './connection.entity.js';
import { changedSecrets, requireSameHosts } from './kept-secrets.js';
import { SettingsTrial } from './settings-trial.service.js';

/** Who uses which connection: found by a feature on a later deck. */
export type FindUses = (actor: Actor) => Promise<ReadonlyMap<string, readonly ConnectionUse[]>>;

/** Datasource plugins with their settings and secrets. */
@Injectable()
export class ConnectionsService {
  private findUses: FindUses = () => Promise.resolve(new Map());

  constructor(
    private readonly rows: ConnectionRows,
    private readonly trial: SettingsTrial,
  ) {}

  /** Called once, by the feature whose documents ask connections. */
  bindUses(find: FindUses): void {
    this.findUses = find;
  }

  /** Called by the settings and by who chooses a source for a panel. */
  async list(actor: Actor): Promise<Connection[]> {
    const [rows, uses] = await Promise.all([this.rows.list(actor), this.findUses(actor)]);
    return rows.map((row) => toldTo(actor, toConnection(row, uses.get(row.id))));
  }

  /** Called for one connection as people see it: its secrets only by their names. */
  async get(actor: Actor, id: string): Promise<Connection> {
    return toldTo(actor, toConnection(await this.rows.require(actor, id), await this.usesOf(actor, id)));
  }

  /** Tried before it is saved: the plugin connects with the given settings, and what it says is what the person reads. */
  async create(actor: Actor, { name, plugin, ...given }: NewConnection, signal: AbortSignal): Promise<Connection> {
    await this.rows.requireFreeName(actor, name);
    const { settings } = await this.trial.require(plugin, given, signal);
    return toConnection(await this.rows.insert(actor, { name, plugin }, settings));
  }

  /** Called by the settings; tried before it is saved, as a new one. */
  async change(actor: Actor, id: string, change: ConnectionChange, signal: AbortSignal): Promise<Connection> {
    const row = await this.rows.require(actor, id);
    await this.rows.requireFreeName(actor, change.name, id);
    const { settings } = await this.trial.require(row.plugin, this.changed(row, change), signal);
    const saved = await this.rows.update(actor, row, change.name, settings);
    return toConnection(saved, await this.usesOf(actor, id));
  }

  /** Called by the form before anything is saved. Throws what a creation with these settings would throw. */
  async tryOut(
    actor: Actor,
    { id, plugin, ...given }: ConnectionTrial,
    signal: AbortSignal,
  ): Promise<ConnectionHealth> {
    const row = id === undefined ? undefined : await this.rows.require(actor, id);
    const settings = row
      ? this.changed(row, given)
      : { config: given.config, secrets: changedSecrets({}, given.secrets) };
    return (await this.trial.require(row?.plugin ?? plugin, settings, signal)).health;
  }

  /** Called by the list of connections: how a saved one is. */
  async check(actor: Actor, id: string, signal: AbortSignal): Promise<ConnectionHealth> {
    return this.trial.health(await this.require(actor, id), signal);
  }

  /** Called by the form of a question: what there is to choose from. Throws what the plugin says is wrong. */
  async options(actor: Actor, id: string, name: string, signal: AbortSignal): Promise<readonly ConnectionOption[]> {
    return this.trial.options(await this.require(actor, id), name, signal);
  }

  /** Called by the settings. Refused while a dashboard asks it. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.rows.require(actor, id);
    const uses = await this.usesOf(actor, id);
    if (uses.length > 0) throw inUse(uses);
    await this.rows.remove(actor, id);
  }

  /** Called by the query service alone, to ask the plugin. The only way to the secrets: never log or answer what it gives. */
  async require(actor: Actor, id: string): Promise<OpenPlugin> {
    const row = await this.rows.require(actor, id);
    return { pin: row.plugin, ...this.rows.settingsOf(row) };
  }

  private changed(row: ConnectionEntity, change: Pick<ConnectionChange, 'config' | 'secrets'>) {
    const known = this.rows.settingsOf(row);
    requireSameHosts(this.trial.manifest(row.plugin), known, change);
    return { config: change.config, secrets: changedSecrets(known.secrets, change.secrets) };
  }

  private async usesOf(actor: Actor, id: string): Promise<readonly ConnectionUse[]> {
    return (await this.findUses(actor)).get(id) ?? [];
  }
}

function inUse(uses: readonly ConnectionUse[]) {
  const titles = uses.map(({ title }) => `"${title}"`).join(', ');
  const dashboards = uses.length === 1 ? 'A dashboard asks' : 'Dashboards ask';
  const message = `${dashboards} this connection: ${titles}. Remove the panels that ask it first.`;
  return conflict('connection.in-use', message);
}

/** Where a connection leads (hosts, users, paths) is for those who work with it. */
const toldTo = (actor: Actor, connection: Connection): Connection =>
  hasRole(actor, 'editor') ? connection : { ...connection, config: {}, secretsConfigured: [] };

const toConnection = (row: ConnectionEntity, uses: readonly ConnectionUse[] = []): Connection => ({
  ...{ id: row.id, name: row.name, plugin: row.plugin, config: row.config },
  secretsConfigured: row.secretNames,
  usedBy: [...uses],
  createdAt: row.createdAt.toISOString(),
});
