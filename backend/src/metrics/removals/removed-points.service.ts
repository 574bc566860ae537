import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { WorkspacesService, type RemovalPart } from '../../workspaces/workspaces.service.js';
import { SeriesStore } from '../series-store.js';

const AT_ONCE = 20;
/** Longer than a process remembers the ids of series. */
const NOTED_MS = 2 * 86_400_000;

/**
 * The points of series that were removed, by themselves or with their workspace. Without their series nobody can reach them
 * any more; they only take up room.
 */
@Injectable()
export class RemovedPoints implements RemovalPart, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: SeriesStore,
    private readonly workspaces: WorkspacesService,
    private readonly clock: Clock,
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

  /** Of a deleted workspace: answers when at least one series is gone, and how many. */
  async removeSome(removalId: string): Promise<number> {
    for (;;) {
      const step = await this.step(removalId);
      if (!step || step.series > 0) return step?.series ?? 0;
    }
  }

  /** Removes some of what was noted; undefined where nothing is left. Interrupted, it is done again. */
  async step(removalId: string): Promise<{ points: number; series: number } | undefined> {
    const noted = await this.database.asSystem(() =>
      this.database.sql<{ id: number }>(
        `select series_id as id from removed_series where removal_id = $1 and gone_at is null order by series_id limit $2`,
        [removalId, AT_ONCE],
      ),
    );
    if (noted.length === 0) return undefined;
    const { points, gone } = await this.store.removeSome(noted.map(({ id }) => id));
    await this.database.asSystem(() =>
      this.database.sql('update removed_series set gone_at = $2 where series_id = any($1::int[])', [
        gone,
        this.clock.date(),
      ]),
    );
    return { points, series: gone.length };
  }

  /** Called every hour: ids that nobody can remember any more need no note. */
  async forget(): Promise<void> {
    const before = new Date(this.clock.now() - NOTED_MS);
    await this.database.asSystem(() => this.database.sql('delete from removed_series where gone_at < $1', [before]));
  }
}
