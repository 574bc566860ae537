import { Injectable } from '@nestjs/common';
import type { DashboardMove } from '@quarterdeck/sdk/api/library';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { RightsChanged } from '../folders/folders.events.js';
import { FoldersService } from '../folders/folders.service.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { Events } from '../platform/events.js';

/** Puts dashboards into folders, several at once. */
@Injectable()
export class DashboardMoves {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
    private readonly folders: FoldersService,
    private readonly events: Events,
  ) {}

  /** Called by the list. All of them or, where one may not be moved, none. Open pages are asked again whether they may stay. */
  async move(actor: Actor, { dashboards, folderId }: DashboardMove): Promise<void> {
    const { workspaceId } = actor;
    await this.database.within(actor, async () => {
      await this.folders.requirePlace(actor, folderId);
      await this.dashboards.requireAll(actor, dashboards, 'edit');
      await this.database.sql('update dashboards set folder_id = $2 where id = any($1)', [dashboards, folderId]);
      await this.events.announce(RightsChanged, { workspaceId });
    });
  }
}
