import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { WorkspacesService, type RemovalPart } from '../workspaces/workspaces.service.js';
import { SeriesStore } from './series-store.js';

const AT_ONCE = 20;

/** The points of deleted workspaces. Without their series nobody can reach them any more; they only take up room. */
@Injectable()
export class RemovedPoints implements RemovalPart, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: SeriesStore,
    private readonly workspaces: WorkspacesService,
  ) {}

  onModuleInit(): void {
    this.workspaces.registerRemoval(this);
  }

  async note(workspaceId: string, removalId: string): Promise<number> {
    const noted = await this.database.sql(
      'insert into removed_series (series_id, removal_id) select id, $2 from series where workspace_id = $1 returning series_id',
      [workspaceId, removalId],
    );
    return noted.length;
  }

  /** A step that is interrupted is done again: the note goes after the points. */
  async removeSome(removalId: string): Promise<number> {
    const noted = await this.database.asSystem(() =>
      this.database.sql<{ id: number }>(
        'select series_id as id from removed_series where removal_id = $1 order by series_id limit $2',
        [removalId, AT_ONCE],
      ),
    );
    const ids = noted.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await this.store.removeSeries(ids);
    await this.database.asSystem(() =>
      this.database.sql('delete from removed_series where series_id = any($1::int[])', [ids]),
    );
    return ids.length;
  }
}
