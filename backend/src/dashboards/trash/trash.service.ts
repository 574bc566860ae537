import { Injectable } from '@nestjs/common';
import type { Dashboard } from '@quarterdeck/sdk/api/dashboards';
import type { TrashedDashboard } from '@quarterdeck/sdk/api/trash';
import { IsNull, LessThan, Not } from 'typeorm';
import { FoldersService } from '../../folders/folders.service.js';
import { IdentityService } from '../../identity/identity.service.js';
import type { Actor } from '../../platform/actor.js';
import { Config } from '../../platform/config.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors.js';
import { Events } from '../../platform/events.js';
import { DashboardEntity } from '../dashboard.entity.js';
import { DashboardErased, DashboardRestored, DashboardSaved } from '../dashboards.events.js';
import { DashboardsService } from '../dashboards.service.js';

const DAY_MS = 86_400_000;

/** What the list shows of a document, and nothing else of it: documents may be large. */
interface Trashed {
  readonly id: string;
  readonly folderId: string | null;
  readonly title: string;
  readonly description: string;
  readonly panelCount: number;
  readonly deletedAt: Date;
  readonly deletedBy: string | null;
}
const TRASHED = `select id, folder_id as "folderId", deleted_at as "deletedAt", deleted_by as "deletedBy",
       document->>'title' as title, coalesce(document->>'description', '') as description,
       coalesce(jsonb_array_length(document->'panels'), 0) as "panelCount"
  from dashboards where workspace_id = $1 and deleted_at is not null order by deleted_at desc`;

/** Deleted dashboards, as long as they can be brought back. */
@Injectable()
export class TrashService {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
    private readonly folders: FoldersService,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly config: Config,
  ) {}

  /** Called by the trash page: what the actor may edit, and so restore; the last deleted first. */
  async list(actor: Actor): Promise<TrashedDashboard[]> {
    const rights = await this.folders.rightsOf(actor);
    const found = await this.database.within(actor, () => this.database.sql<Trashed>(TRASHED, [actor.workspaceId]));
    const restorable = found.filter(({ folderId }) => rights.right(folderId) === 'edit');
    const names = await this.identity.namesOf(restorable.map(({ deletedBy }) => deletedBy));
    return restorable.map((dashboard) => this.toTrashed(dashboard, names));
  }

  /** Called by the trash page and by a dashboard that is opened while it lies there. Its share links work again. */
  async restore(actor: Actor, id: string): Promise<Dashboard> {
    const { workspaceId } = actor;
    return this.database.within(actor, async () => {
      await this.requireTrashed(actor, id);
      const { affected } = await this.database
        .repository(DashboardEntity)
        .update({ id, workspaceId, deletedAt: Not(IsNull()) }, { deletedAt: null, deletedBy: null });
      if (!affected) throw notFound('dashboard', id);
      const dashboard = await this.dashboards.require(actor, id);
      await this.events.announce(DashboardSaved, { workspaceId, dashboardId: id, version: dashboard.version });
      await this.events.announce(DashboardRestored, { workspaceId, dashboardId: id });
      return dashboard;
    });
  }

  /** Called by owners: the dashboard with its history, its notes and its share links is gone. */
  async remove(actor: Actor, id: string): Promise<void> {
    const { workspaceId } = actor;
    await this.database.within(actor, async () => {
      const { document } = await this.requireTrashed(actor, id);
      const { affected } = await this.database
        .repository(DashboardEntity)
        .delete({ id, workspaceId, deletedAt: Not(IsNull()) });
      if (!affected) throw notFound('dashboard', id);
      await this.events.announce(DashboardErased, { workspaceId, dashboardId: id, title: document.title });
    });
  }

  /** Called by the job, for all workspaces: what was deleted longer ago than it may lie here. Answers how many it were. */
  async purge(now: number): Promise<number> {
    const limit = new Date(now - this.config.trashDays * DAY_MS);
    const { affected } = await this.database.asSystem(() =>
      this.database.repository(DashboardEntity).delete({ deletedAt: LessThan(limit) }),
    );
    return affected ?? 0;
  }

  /** Whoever may not edit it does not find it here. */
  private async requireTrashed(actor: Actor, id: string): Promise<DashboardEntity> {
    const { workspaceId } = actor;
    const found = await this.database
      .repository(DashboardEntity)
      .findOneBy({ id, workspaceId, deletedAt: Not(IsNull()) });
    if (!found || (await this.folders.rightIn(actor, found.folderId)) !== 'edit') throw notFound('dashboard', id);
    return found;
  }

  private toTrashed(dashboard: Trashed, names: ReadonlyMap<string, string>): TrashedDashboard {
    const { id, title, description, panelCount, deletedBy } = dashboard;
    const at = dashboard.deletedAt.getTime();
    const name = deletedBy === null ? undefined : names.get(deletedBy);
    return {
      ...{ id, title, description, panelCount },
      deletedAt: new Date(at).toISOString(),
      deletedBy: deletedBy !== null && name !== undefined ? { id: deletedBy, name } : null,
      goneAt: new Date(at + this.config.trashDays * DAY_MS).toISOString(),
    };
  }
}
