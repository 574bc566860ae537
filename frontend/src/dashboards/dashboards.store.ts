import { inject, Injectable, signal } from '@angular/core';
import {
  dashboardRoutes,
  type Dashboard,
  type DashboardDocument,
  type DashboardSummary,
} from '@quarterdeck/sdk/api/dashboards';
import { pluginRoutes, type Plugin } from '@quarterdeck/sdk/api/plugins';
import { sharingRoutes, type SharedDashboard } from '@quarterdeck/sdk/api/sharing';
import { ApiClient } from '../api/api-client';

/** The dashboards of the workspace, and the plugins that draw them. */
@Injectable({ providedIn: 'root' })
export class DashboardsStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly DashboardSummary[] | null>(null);
  private readonly problem = signal<unknown>(undefined);

  /** null until they are known. */
  readonly list = this.known.asReadonly();
  readonly failure = this.problem.asReadonly();

  /** Called by the list page each time it opens. */
  async load(): Promise<void> {
    this.problem.set(undefined);
    try {
      this.known.set(await this.api.call(dashboardRoutes.list, {}));
    } catch (error) {
      this.problem.set(error);
    }
  }

  /** Called by the form for a new dashboard. Throws an ApiError. */
  create(document: DashboardDocument, folderId: string | null = null): Promise<Dashboard> {
    const query = folderId === null ? {} : { folder: folderId };
    return this.api.call(dashboardRoutes.create, { body: document, query });
  }

  /** Called by the editor. Throws an ApiError: 409 where somebody saved in between. */
  save(id: string, version: number, document: DashboardDocument, note = ''): Promise<Dashboard> {
    return this.api.call(dashboardRoutes.save, { params: { id }, body: { version, document, note } });
  }

  /** Called by the list page after the person confirmed. Throws an ApiError. */
  async remove(id: string): Promise<void> {
    await this.api.call(dashboardRoutes.remove, { params: { id } });
    this.known.update((list) => list?.filter((one) => one.id !== id) ?? null);
  }

  /** Called by the dashboard page: the dashboard, and all plugins that it may use. Throws an ApiError. */
  async get(id: string): Promise<{ dashboard: Dashboard; plugins: Plugin[] }> {
    const [dashboard, plugins] = await Promise.all([
      this.api.call(dashboardRoutes.get, { params: { id } }),
      this.api.call(pluginRoutes.list, {}),
    ]);
    return { dashboard, plugins };
  }

  /** Called by the shared page. Throws an ApiError: 401 where the link has ended or never was one. */
  shared(token: string): Promise<SharedDashboard> {
    return this.api.call(sharingRoutes.shared, {}, token);
  }
}
