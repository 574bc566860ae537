import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FolderRight } from '@quarterdeck/sdk/api/folders';
import { IN_TRASH } from '@quarterdeck/sdk/api/trash';
import { FoldersService, type Member } from '../folders/folders.service.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { AppError, forbidden, notFound } from '../platform/errors.js';

export type Needed = Exclude<FolderRight, 'none'>;
interface Place {
  readonly folderId: string | null;
  readonly deletedAt: Date | null;
}
type RightPlace = Place & { readonly right: FolderRight };
type Seen = Place & { readonly right: Needed };

/** Who may do what with dashboards, however many are asked about, in as many questions to the database as for one. */
@Injectable()
export class DashboardRights implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly folders: FoldersService,
    private readonly notifications: NotificationsService,
  ) {}

  onModuleInit(): void {
    this.notifications.registerSight('dashboard', (actor, ids) => this.seen(actor, ids));
  }

  /** One that the actor may not see does not exist for her. One in the trash is not found either, and insiders are told so. */
  requireRight(actor: Actor, id: string, place: RightPlace | undefined, needed: Needed): asserts place is Seen {
    if (!place || place.right === 'none') throw notFound('dashboard', id);
    if (place.deletedAt && actor.kind === 'share-link') throw notFound('dashboard', id);
    if (place.deletedAt) throw new AppError('not-found', IN_TRASH, 'This dashboard is in the trash.');
    if (needed === 'edit' && place.right === 'view')
      throw forbidden('dashboard.read-only', 'You may look at this dashboard and not change it.');
  }

  /** What the actor may do with one that she sees; throws where she does not. */
  async rightTo(actor: Actor, id: string): Promise<Needed> {
    const [places, rights] = [await this.places(actor, [id]), await this.folders.rightsOf(actor)];
    const found = places.get(id);
    const place = found && { ...found, right: rights.right(found.folderId) };
    this.requireRight(actor, id, place, 'view');
    return place.right;
  }

  /** Throws for the first of them with which the actor may not do that. */
  async requireAll(actor: Actor, ids: readonly string[], needed: Needed): Promise<void> {
    const [places, rights] = [await this.places(actor, ids), await this.folders.rightsOf(actor)];
    for (const id of ids) {
      const place = places.get(id);
      this.requireRight(actor, id, place && { ...place, right: rights.right(place.folderId) }, needed);
    }
  }

  /** Those of them that the actor may see. */
  private async seen(actor: Actor, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const [places, rights] = [await this.places(actor, ids), await this.folders.rightsOf(actor)];
    return ids.filter((id) => {
      const place = places.get(id);
      return place?.deletedAt === null && rights.right(place.folderId) !== 'none';
    });
  }

  /** Those of these members who may see one dashboard. */
  async audience(workspaceId: string, id: string, members: readonly Member[]): Promise<string[]> {
    const place = (await this.places({ workspaceId }, [id])).get(id);
    if (place?.deletedAt !== null) return [];
    const rights = await this.folders.rightsOfMembers(workspaceId, place.folderId, members);
    return members.map((member) => member.id).filter((one) => rights.get(one) !== 'none');
  }

  private async places(
    { workspaceId }: Pick<Actor, 'workspaceId'>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Place>> {
    const rows = await this.database.within({ workspaceId }, () =>
      this.database.sql<Place & { id: string }>(
        'select id, folder_id as "folderId", deleted_at as "deletedAt" from dashboards where id = any($1)',
        [ids],
      ),
    );
    return new Map(rows.map(({ id, ...place }) => [id, place]));
  }
}
