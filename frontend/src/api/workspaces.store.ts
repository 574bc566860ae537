import { inject, Injectable, signal } from '@angular/core';
import type { Session } from '@quarterdeck/sdk/api/identity';
import {
  workspaceRoutes,
  type Whereabouts,
  type WhereaboutsParams,
  type Workspace,
  type WorkspaceRemoval,
} from '@quarterdeck/sdk/api/workspaces';
import { ApiClient } from './api-client';
import { WholePage } from './whole-page';

/** The workspaces of the person. Switching begins the page anew: nothing of the former workspace stays on it. */
@Injectable({ providedIn: 'root' })
export class WorkspacesStore {
  private readonly api = inject(ApiClient);
  private readonly page = inject(WholePage);
  private readonly known = signal<readonly Workspace[] | null>(null);
  private readonly leaving = signal<readonly WorkspaceRemoval[]>([]);
  private readonly failed = signal<unknown>(undefined);

  /** Null until they are known. */
  readonly workspaces = this.known.asReadonly();
  /** Deleted ones of the last day. */
  readonly removals = this.leaving.asReadonly();
  readonly failure = this.failed.asReadonly();

  /** Called when a list of them opens. */
  async load(): Promise<void> {
    this.failed.set(undefined);
    try {
      this.known.set(await this.api.call(workspaceRoutes.list, {}));
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called by the page of workspaces, again while one of them is not finished. */
  async loadRemovals(): Promise<void> {
    this.leaving.set(await this.api.call(workspaceRoutes.removals, {}));
  }

  /** Called by the account menu and where an address belongs to another workspace; `address` is where to go on. */
  async switch(workspaceId: string, address = '/'): Promise<void> {
    const session: Session = await this.api.call(workspaceRoutes.switch, { body: { workspaceId } });
    this.begin(session.workspace?.id, address);
  }

  /** Called by the page of workspaces. */
  async create(name: string): Promise<Workspace> {
    const made = await this.api.call(workspaceRoutes.create, { body: { name } });
    await this.load();
    return made;
  }

  /** Called by the page of workspaces, for the one that is open. */
  async rename(id: string, name: string): Promise<void> {
    await this.api.call(workspaceRoutes.rename, { params: { id }, body: { name } });
    await this.load();
  }

  /** Called after the person confirmed. */
  async leave(workspace: Workspace): Promise<void> {
    await this.api.call(workspaceRoutes.leave, { params: { id: workspace.id } });
    if (workspace.current) this.begin(undefined, '/settings/workspaces');
    else await this.load();
  }

  /** Called with the name that was typed. */
  async remove(id: string, name: string): Promise<void> {
    await this.api.call(workspaceRoutes.remove, { params: { id }, body: { name } });
    this.begin(undefined, '/settings/workspaces');
  }

  /** Called by a page that found nothing at its address. */
  async whereabouts(params: WhereaboutsParams): Promise<Whereabouts['workspace']> {
    return (await this.api.call(workspaceRoutes.whereabouts, { params })).workspace;
  }

  /** What is still asked by the page that ends is nobody's mistake: it would lead the new page astray. */
  private begin(workspaceId: string | undefined, address: string): void {
    this.api.openedIn(undefined);
    this.page.begin(workspaceId, address);
  }
}
