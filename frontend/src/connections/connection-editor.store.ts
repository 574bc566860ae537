import { computed, inject, Injectable, signal } from '@angular/core';
import { connectionRoutes, type Connection, type ConnectionHealth } from '@quarterdeck/sdk/api/connections';
import { pluginRoutes, type Plugin } from '@quarterdeck/sdk/api/plugins';
import { ApiClient } from '../api/api-client';
import { injectMessages } from '../messages/messages';
import { connectionProblems, NO_PROBLEMS } from './connection-problems';
import { connectable, pinOf, pluginOf } from './datasources';

type Values = Readonly<Record<string, unknown>>;

/** A connection while it is made or changed. Provided by its page, so it dies with it. */
@Injectable()
export class ConnectionEditor {
  private readonly api = inject(ApiClient);
  private readonly messages = injectMessages();
  private readonly all = signal<readonly Plugin[]>([]);
  private readonly pin = signal<string | undefined>(undefined);

  /** The saved one; undefined while a new one is made. */
  readonly connection = signal<Connection | undefined>(undefined);
  readonly loaded = signal(false);
  readonly failure = signal<unknown>(undefined);
  readonly name = signal('');
  readonly config = signal<Values>({});
  readonly secrets = signal<Values>({});
  readonly problems = signal(NO_PROBLEMS);
  readonly busy = signal<'trying' | 'saving' | undefined>(undefined);
  /** What the plugin said about the settings as they stand. */
  readonly tried = signal<ConnectionHealth | undefined>(undefined);

  readonly plugins = computed(() => connectable(this.all()));
  readonly plugin = computed(() => pluginOf(this.all(), this.pin() ?? ''));
  /** `datasource-json@1` where that plugin is not installed any more. */
  readonly missingPlugin = computed(() => (this.plugin() ? undefined : this.connection()?.plugin));

  /** Called when the page opens, without an id for a new connection. */
  async load(id: string | undefined): Promise<void> {
    this.failure.set(undefined);
    try {
      const [plugins, connection] = await Promise.all([
        this.api.call(pluginRoutes.list, {}),
        id === undefined ? undefined : this.api.call(connectionRoutes.get, { params: { id } }),
      ]);
      this.all.set(plugins);
      this.begin(connection);
    } catch (error) {
      this.failure.set(error);
    }
  }

  /** Called when another plugin is chosen for a new connection: its settings are others. */
  choose(plugin: Plugin): void {
    this.pin.set(pinOf(plugin));
    this.config.set({});
    this.secrets.set({});
    this.touch();
  }

  /** Called on every change: what was said about other settings counts no more. */
  touch(): void {
    this.tried.set(undefined);
    this.problems.update((problems) => ({ ...problems, rest: undefined }));
  }

  /** Called by "Try". */
  async tryOut(): Promise<void> {
    const id = this.connection()?.id;
    const body = { ...(id === undefined ? {} : { id }), plugin: this.pin() ?? '', ...this.settings() };
    await this.sent('trying', async () => {
      this.tried.set(await this.api.call(connectionRoutes.tryOut, { body }));
    });
  }

  /** Called by "Save": true when it was tried and saved. */
  save(): Promise<boolean> {
    const id = this.connection()?.id;
    const body = { name: this.name().trim(), ...this.settings() };
    return this.sent('saving', async () => {
      if (id === undefined) await this.create({ ...body, plugin: this.pin() ?? '' });
      else await this.api.call(connectionRoutes.change, { params: { id }, body });
    });
  }

  /** Nothing that stands in a new connection can be removed from it. */
  private create({ secrets, ...rest }: ReturnType<ConnectionEditor['settings']> & { name: string; plugin: string }) {
    const given = Object.entries(secrets).filter((entry): entry is [string, string] => entry[1] !== null);
    return this.api.call(connectionRoutes.create, { body: { ...rest, secrets: Object.fromEntries(given) } });
  }

  private begin(connection: Connection | undefined): void {
    this.connection.set(connection);
    const [only, ...others] = this.plugins();
    this.pin.set(connection?.plugin ?? (only && others.length === 0 ? pinOf(only) : undefined));
    this.name.set(connection?.name ?? '');
    this.config.set(connection?.config ?? {});
    this.loaded.set(true);
  }

  private settings() {
    return { config: this.config(), secrets: this.secrets() as Readonly<Record<string, string | null>> };
  }

  private async sent(busy: 'trying' | 'saving', send: () => Promise<void>): Promise<boolean> {
    this.busy.set(busy);
    this.tried.set(undefined);
    this.problems.set(NO_PROBLEMS);
    try {
      await send();
      return true;
    } catch (error) {
      this.problems.set(connectionProblems(error, this.messages));
      return false;
    } finally {
      this.busy.set(undefined);
    }
  }
}
