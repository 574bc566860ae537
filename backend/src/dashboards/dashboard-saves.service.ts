import { Injectable } from '@nestjs/common';
import type { Dashboard, DashboardChange, DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { IsNull } from 'typeorm';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { DashboardEntity } from './dashboard.entity.js';
import { DashboardRemoved, DashboardSaved } from './dashboards.events.js';
import { toDashboard } from './read-document.js';
import { RevisionLog } from './revisions/revision-log.service.js';

/** How dashboards are written, each time with its revision and its news. Who may is asked before: see DashboardsService. */
@Injectable()
export class DashboardSaves {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly log: RevisionLog,
    private readonly clock: Clock,
  ) {}

  async first(actor: Actor, document: DashboardDocument, folderId: string | null): Promise<Dashboard> {
    const { workspaceId } = actor;
    return this.database.within(actor, async () => {
      const [updatedAt, updatedBy] = [this.clock.date(), authorOf(actor)];
      const made = { workspaceId, folderId, document, version: 1, updatedBy, updatedAt };
      const { id } = await this.database.repository(DashboardEntity).save(made);
      await this.log.append(actor, { ...made, dashboardId: id });
      await this.events.announce(DashboardSaved, { workspaceId, dashboardId: id, version: 1 });
      return toDashboard({ ...made, id });
    });
  }

  /** Undefined where somebody else saved that version before. */
  async next(
    actor: Actor,
    id: string,
    { version, document, note }: DashboardChange,
    restoredFrom?: number,
  ): Promise<Dashboard | undefined> {
    const { workspaceId } = actor;
    return this.database.within(actor, async () => {
      const next = { version: version + 1, document, updatedAt: this.clock.date(), updatedBy: authorOf(actor) };
      // As one statement: of two who save the same version at once, one finds no row.
      const saved = await this.database.sql(
        `update dashboards set version = $3, document = $4, updated_at = $5, updated_by = $6
          where id = $1 and version = $2 and deleted_at is null returning id`,
        [id, version, next.version, JSON.stringify(document), next.updatedAt, next.updatedBy],
      );
      if (saved.length === 0) return undefined;
      await this.log.append(actor, { ...next, dashboardId: id, note, restoredFrom });
      await this.events.announce(DashboardSaved, { workspaceId, dashboardId: id, version: next.version });
      return toDashboard({ id, ...next });
    });
  }

  async discard(actor: Actor, id: string): Promise<void> {
    const { workspaceId } = actor;
    await this.database.within(actor, async () => {
      const { affected } = await this.database
        .repository(DashboardEntity)
        .update({ id, workspaceId, deletedAt: IsNull() }, { deletedAt: this.clock.date(), deletedBy: authorOf(actor) });
      if (!affected) throw notFound('dashboard', id);
      await this.events.announce(DashboardRemoved, { workspaceId, dashboardId: id });
    });
  }
}
