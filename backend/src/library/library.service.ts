import { Injectable } from '@nestjs/common';
import { RECENTS, type DashboardPlace, type Library } from '@quarterdeck/sdk/api/library';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { FoldersService } from '../folders/folders.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors.js';

/** What a member keeps at hand: favourites, and the dashboards that she opened lately. */
@Injectable()
export class LibraryService {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
    private readonly folders: FoldersService,
    private readonly clock: Clock,
  ) {}

  /** Called by the list and by the palette. What she may no longer see is left out, and comes back with the right. */
  async read(actor: Actor): Promise<Library> {
    const hidden = await this.dashboards.hidden(actor);
    const [favourites, visits] = await this.database.within(actor, async () => [
      await this.favourites(actor),
      await this.visits(actor),
    ]);
    return {
      favourites: favourites.map(({ id }) => id).filter((id) => !hidden.has(id)),
      recents: visits
        .filter(({ id }) => !hidden.has(id))
        .map(({ id, openedAt }) => ({ id, openedAt: openedAt.toISOString() })),
    };
  }

  /** Called by the page of a dashboard when it opens. */
  async visit(actor: Actor, dashboardId: string): Promise<DashboardPlace> {
    await this.dashboards.require(actor, dashboardId);
    const favourite = await this.database.within(actor, async () => {
      await this.remember(actor, dashboardId);
      return (await this.favourites(actor)).some(({ id }) => id === dashboardId);
    });
    return { ...(await this.placeOf(actor, dashboardId)), favourite };
  }

  /** Called by the star. Twice is once. */
  async star(actor: Actor, dashboardId: string): Promise<void> {
    await this.dashboards.require(actor, dashboardId);
    await this.database.within(actor, () =>
      this.database.sql(
        'insert into favourites (workspace_id, user_id, dashboard_id) values ($1, $2, $3) on conflict do nothing',
        [actor.workspaceId, actor.id, dashboardId],
      ),
    );
  }

  async unstar(actor: Actor, dashboardId: string): Promise<void> {
    await this.dashboards.require(actor, dashboardId);
    await this.database.within(actor, () =>
      this.database.sql('delete from favourites where user_id = $1 and dashboard_id = $2', [actor.id, dashboardId]),
    );
  }

  private async placeOf(actor: Actor, dashboardId: string): Promise<Omit<DashboardPlace, 'favourite'>> {
    const rights = await this.folders.rightsOf(actor);
    const [row] = await this.database.within(actor, () =>
      this.database.sql<{ folderId: string | null }>('select folder_id as "folderId" from dashboards where id = $1', [
        dashboardId,
      ]),
    );
    if (!row) throw notFound('dashboard', dashboardId);
    const path = rights.path(row.folderId).map(({ id, name }) => ({ id, name }));
    return { right: rights.right(row.folderId), path };
  }

  private favourites({ id }: Actor): Promise<{ id: string }[]> {
    return this.database.sql(
      `select d.id from favourites f join dashboards d on d.id = f.dashboard_id
        where f.user_id = $1 order by lower(d.document->>'title'), d.id`,
      [id],
    );
  }

  private visits({ id }: Actor): Promise<{ id: string; openedAt: Date }[]> {
    return this.database.sql(
      `select dashboard_id as id, opened_at as "openedAt" from visits where user_id = $1
        order by opened_at desc limit ${String(RECENTS)}`,
      [id],
    );
  }

  private async remember({ id, workspaceId }: Actor, dashboardId: string): Promise<void> {
    await this.database.sql(
      `insert into visits (workspace_id, user_id, dashboard_id, opened_at) values ($1, $2, $3, $4)
        on conflict (workspace_id, user_id, dashboard_id) do update set opened_at = excluded.opened_at`,
      [workspaceId, id, dashboardId, this.clock.date()],
    );
    await this.database.sql(
      `delete from visits where user_id = $1 and dashboard_id not in
         (select dashboard_id from visits where user_id = $1 order by opened_at desc limit ${String(RECENTS)})`,
      [id],
    );
  }
}
