import { Injectable } from '@nestjs/common';
import { authorOf, type Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { FolderTree, type FolderRow } from './folder-tree.js';

/** Reads the folders and what they grant. A workspace has tens of them, so they are read at once. */
@Injectable()
export class FolderRights {
  constructor(private readonly database: Database) {}

  /** Called by {@link FoldersService} for every question about rights. */
  async treeFor(actor: Actor): Promise<FolderTree> {
    const rows = await this.database.within(actor, () =>
      this.database.sql<FolderRow>(
        `select f.id, f.parent_id as "parentId", f.name,
                max(g.granted) filter (where g.user_id = $1) as mine,
                max(g.granted) filter (where g.user_id is null) as everybodys,
                count(g.id) > 0 as restricted
           from folders f left join folder_grants g on g.folder_id = f.id
          group by f.id order by lower(f.name), f.id`,
        [authorOf(actor)],
      ),
    );
    return new FolderTree(actor, rows);
  }
}
