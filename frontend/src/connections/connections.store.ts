import { inject, Injectable, signal } from '@angular/core';
import { connectionRoutes, type Connection, type ConnectionHealth } from '@quarterdeck/sdk/api/connections';
import { pluginRoutes, type Plugin } from '@quarterdeck/sdk/api/plugins';
import { ApiClient } from '../api/api-client';
import { pluginOf } from './datasources';

/** How a connection is: being asked, answered, or the question itself failed. */
export type HealthState = 'asking' | ConnectionHealth | { readonly failure: unknown };

/** The connections of the workspace with their plugins and how they are. Provided by the list, so it dies with it. */
@Injectable()
export class ConnectionsStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly Connection[] | null>(null);
  private readonly plugins = signal<readonly Plugin[]>([]);
  private readonly failed = signal<unknown>(undefined);
  private readonly states = signal<ReadonlyMap<string, HealthState>>(new Map());

  /** Null until they are known. */
  readonly list = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();
  readonly health = this.states.asReadonly();

  /** Called when the page opens and by its "Try again". `ask`: whether this person may ask how they are. */
  async load(ask: boolean): Promise<void> {
    this.failed.set(undefined);
    try {
      const [connections, plugins] = await Promise.all([
        this.api.call(connectionRoutes.list, {}),
        this.api.call(pluginRoutes.list, {}),
      ]);
      this.plugins.set(plugins);
      this.known.set(connections);
    } catch (error) {
      this.failed.set(error);
      return;
    }
    if (ask) await Promise.all((this.known() ?? []).map(({ id }) => this.check(id)));
  }

  /** Called for each connection when the list opens, and by "Check again". */
  async check(id: string): Promise<void> {
    this.learn(id, 'asking');
    try {
      this.learn(id, await this.api.call(connectionRoutes.check, { params: { id } }));
    } catch (failure) {
      this.learn(id, { failure });
    }
  }

  /** Called after the person confirmed. */
  async remove(id: string): Promise<void> {
    await this.api.call(connectionRoutes.remove, { params: { id } });
    this.known.update((list) => list?.filter((one) => one.id !== id) ?? null);
  }

  /** The title of a connection's plugin; its pin where the plugin is gone. */
  titleOf({ plugin }: Connection): string {
    return pluginOf(this.plugins(), plugin)?.title ?? plugin;
  }

  private learn(id: string, state: HealthState): void {
    this.states.update((states) => new Map([...states, [id, state]]));
  }
}
