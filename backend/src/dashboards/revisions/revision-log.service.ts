import { Injectable } from '@nestjs/common';
import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { changesBetween, type Change } from '@quarterdeck/sdk/api/document-changes';
import { authorOf, type Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { readDocument } from '../read-document.js';

export interface Save {
  readonly dashboardId: string;
  readonly version: number;
  readonly document: DashboardDocument;
  readonly updatedAt: Date;
  readonly note?: string;
  readonly restoredFrom?: number | undefined;
}

/** Keeps each save of a dashboard, in the transaction of the save itself: a version without its revision cannot be. */
@Injectable()
export class RevisionLog {
  constructor(private readonly database: Database) {}

  async append(actor: Actor, { dashboardId, version, document, updatedAt, note, restoredFrom }: Save): Promise<void> {
    const { workspaceId, kind } = actor;
    const changes = await this.changesOf(dashboardId, version, document);
    // A share link saves nothing.
    const author = kind === 'user' || kind === 'api-key' ? kind : 'system';
    await this.database.sql(
      `insert into dashboard_revisions
         (workspace_id, dashboard_id, version, document, note, restored_from, saved_at, author_kind, author_id, changes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[workspaceId, dashboardId, version, JSON.stringify(document), note ?? '', restoredFrom ?? null],
        ...[updatedAt, author, authorOf(actor), changes && JSON.stringify(changes)],
      ],
    );
  }

  private async changesOf(dashboardId: string, version: number, document: DashboardDocument): Promise<Change[] | null> {
    const [before] = await this.database.sql<{ document: DashboardDocument }>(
      'select document from dashboard_revisions where dashboard_id = $1 and version = $2',
      [dashboardId, version - 1],
    );
    return before ? changesBetween(readDocument(before.document), readDocument(document)) : null;
  }
}
