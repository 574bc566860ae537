import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Folder, FolderContent, FolderRemoval, FolderRight } from '@quarterdeck/sdk/api/folders';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Events } from '../platform/events.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { FolderRights, type Member } from './folder-rights.service.js';
import { mayEditAtTop, type FolderTree } from './folder-tree.js';
import { RightsChanged, RightsNews } from './folders.events.js';
import { nameTaken, requireEdit, requireEmptying, requirePlace, requireSeen } from './folder-rules.js';

export type { Member };

/** What lies in folders, told by the feature that puts it there. Both run in the caller's transaction. */
export interface FolderContents {
  count(folderId: string): Promise<number>;
  move(from: string, to: string | null): Promise<void>;
}

/** Folders of dashboards, and the one place that knows what somebody may do in them. */
@Injectable()
export class FoldersService implements OnModuleInit {
  private contents: FolderContents = { count: () => Promise.resolve(0), move: () => Promise.resolve() };

  constructor(
    private readonly database: Database,
    private readonly rights: FolderRights,
    private readonly events: Events,
    private readonly broadcast: Broadcast,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(RightsChanged, (news) => this.broadcast.send(RightsNews, news));
  }

  /** Called once by dashboards, which lie in folders. */
  bindContents(contents: FolderContents): void {
    this.contents = contents;
  }

  /** Called by every feature that lists or finds dashboards: which folders' dashboards this actor may see or edit. */
  rightsOf(actor: Actor): Promise<FolderTree> {
    return this.rights.treeFor(actor);
  }

  /** Called before anything is done with one dashboard. At the top the role alone decides. */
  async rightIn(actor: Actor, folderId: string | null): Promise<FolderRight> {
    return (await this.rights.treeFor(actor)).right(folderId);
  }

  /** Called by features that speak to several members at once: what each may do there. */
  rightsOfMembers(
    workspaceId: string,
    folderId: string | null,
    members: readonly Member[],
  ): Promise<ReadonlyMap<string, FolderRight>> {
    return this.rights.membersIn(workspaceId, folderId, members);
  }

  /** Called by queries before a free question: of a viewer, only where some folder lets her edit; of others nothing is read. */
  async mayEditSomewhere(actor: Actor): Promise<boolean> {
    return mayEditAtTop(actor) || (await this.rights.treeFor(actor)).mayEditSomewhere();
  }

  /** Called before something is put into a folder. Throws not-found where it is hidden, forbidden where it is read-only. */
  async requirePlace(actor: Actor, folderId: string | null): Promise<void> {
    requireEdit(await this.rights.treeFor(actor), folderId);
  }

  async list(actor: Actor): Promise<Folder[]> {
    return (await this.rights.treeFor(actor)).list();
  }

  async create(actor: Actor, { name, parentId }: FolderContent): Promise<Folder> {
    return this.database.within(actor, async () => {
      requirePlace(await this.lockedTree(actor), null, parentId);
      const [made] = await this.database.sql<{ id: string }>(
        `insert into folders (workspace_id, parent_id, name, created_at, created_by) values ($1, $2, $3, $4, $5)
          on conflict (workspace_id, parent_id, lower(name)) do nothing returning id`,
        [actor.workspaceId, parentId, name, this.clock.date(), authorOf(actor)],
      );
      if (!made) throw nameTaken(name);
      return requireSeen(await this.rights.treeFor(actor), made.id);
    });
  }

  /** Renames it or puts it into another folder; what lies in it goes along. */
  async change(actor: Actor, id: string, { name, parentId }: FolderContent): Promise<Folder> {
    return this.database.within(actor, async () => {
      const tree = await this.lockedTree(actor);
      requireEdit(tree, id);
      // Whoever cannot see the folder around it was told of none, and leaves it where it is.
      const before = requireSeen(tree, id).parentId;
      const to = parentId === before ? tree.parentOf(id) : parentId;
      if (parentId !== before) {
        requireEdit(tree, tree.parentOf(id));
        requirePlace(tree, id, to);
      }
      await this.requireFreeName(id, name, to);
      await this.database.sql('update folders set name = $2, parent_id = $3 where id = $1', [id, name, to]);
      if (parentId !== before) await this.events.announce(RightsChanged, { workspaceId: actor.workspaceId });
      return requireSeen(await this.rights.treeFor(actor), id);
    });
  }

  /** With `move`, what lies in it moves into the folder around it. Only an owner does that where the folder grants rights. */
  async remove(actor: Actor, id: string, { contents }: FolderRemoval): Promise<void> {
    await this.database.within(actor, async () => {
      const tree = await this.lockedTree(actor);
      requireEdit(tree, id);
      requireEdit(tree, tree.parentOf(id));
      const children = tree.childrenOf(id);
      const held = children.length + (await this.contents.count(id));
      if (held > 0) requireEmptying(actor, requireSeen(tree, id), contents);
      const to = tree.parentOf(id);
      for (const child of children) {
        requireEdit(tree, child.id);
        await this.requireFreeName(child.id, child.name, to);
        await this.database.sql('update folders set parent_id = $2 where id = $1', [child.id, to]);
      }
      await this.contents.move(id, to);
      await this.database.sql('delete from folders where id = $1', [id]);
      await this.events.announce(RightsChanged, { workspaceId: actor.workspaceId });
    });
  }

  /** Of two who move folders into each other at once, the second sees what the first has done. */
  private async lockedTree(actor: Actor): Promise<FolderTree> {
    await this.database.sql('select id from folders order by id for update');
    return this.rights.treeFor(actor);
  }

  private async requireFreeName(id: string, name: string, parentId: string | null): Promise<void> {
    const taken = await this.database.sql(
      'select id from folders where lower(name) = lower($2) and parent_id is not distinct from $3 and id <> $1',
      [id, name, parentId],
    );
    if (taken.length > 0) throw nameTaken(name);
  }
}
