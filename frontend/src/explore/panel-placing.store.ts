import { inject, Injectable } from '@angular/core';
import type { Dashboard, DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import { ApiError } from '../api/api-client';
import { DashboardsStore } from '../dashboards/dashboards.store';
import { emptyDocument, freePanelId, standing, withPanel } from '../dashboards/edit/draft/documents';

/** Where a panel now stands. */
export interface Placed {
  readonly dashboardId: string;
  readonly panelId: string;
  readonly title: string;
}

/** Puts a panel on a dashboard without opening its editor. */
@Injectable({ providedIn: 'root' })
export class PanelPlacing {
  private readonly store = inject(DashboardsStore);

  /** Called with a dashboard that was chosen. Throws an ApiError. */
  async onto(id: string, panel: Panel, note: string): Promise<Placed> {
    try {
      return await this.add(id, panel, note);
    } catch (error) {
      // Somebody saved in between. One more panel contradicts nothing: it goes on top of that.
      if (error instanceof ApiError && error.status === 409) return await this.add(id, panel, note);
      throw error;
    }
  }

  /** Called with the title of a new dashboard, which opens on the range that was explored. Throws an ApiError. */
  async ontoNew(title: string, panel: Panel, range: DashboardDocument['range']): Promise<Placed> {
    const document = { ...emptyDocument(title), range };
    const id = freePanelId(document);
    const dashboard = await this.store.create(withPanel(document, { ...panel, id }));
    return placed(dashboard, id);
  }

  private async add(id: string, panel: Panel, note: string): Promise<Placed> {
    const { dashboard } = await this.store.get(id);
    const { version, document } = dashboard;
    const panelId = freePanelId(document);
    const added = standing({ ...panel, id: panelId }, { tab: document.tabs[0]?.id });
    return placed(await this.store.save(id, version, withPanel(document, added), note), panelId);
  }
}

const placed = ({ id, document }: Dashboard, panelId: string): Placed => ({
  dashboardId: id,
  panelId,
  title: document.title,
});
