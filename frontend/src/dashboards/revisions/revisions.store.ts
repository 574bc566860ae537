import { inject, Injectable } from '@angular/core';
import type { Dashboard } from '@quarterdeck/sdk/api/dashboards';
import { revisionRoutes, type RevisionContent, type RevisionPage } from '@quarterdeck/sdk/api/revisions';
import { ApiClient } from '../../api/api-client';
import { signedInPanels, type PanelsSource } from '../panel/panels-source';

/** The histories of dashboards. All of it throws an ApiError. */
@Injectable({ providedIn: 'root' })
export class RevisionsStore {
  private readonly api = inject(ApiClient);

  /** Called by the history page and where two people met: the newest saves, or those before a version. */
  list(id: string, before?: number): Promise<RevisionPage> {
    return this.api.call(revisionRoutes.list, { params: { id }, query: before === undefined ? {} : { before } });
  }

  /** Called for the document of one version. */
  get(id: string, version: number): Promise<RevisionContent> {
    return this.api.call(revisionRoutes.get, { params: { id, version } });
  }

  /** Called by the history page; 409 where somebody saved after the version `replaced`. */
  restore(id: string, version: number, replaced: number): Promise<Dashboard> {
    return this.api.call(revisionRoutes.restore, { params: { id, version }, body: { version: replaced } });
  }

  /** Called by the preview: where the numbers of an old version come from. */
  panels(id: string, version: number): PanelsSource {
    const params = { id, version };
    return {
      ...signedInPanels(this.api, id),
      panels: (body, signal) => this.api.frames(revisionRoutes.panels, { params, body, signal }),
      variables: (body, signal) => this.api.call(revisionRoutes.variables, { params, body, signal }),
    };
  }
}
