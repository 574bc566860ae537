import { Injectable } from '@nestjs/common';
import type { FolderRight } from '@quarterdeck/sdk/api/folders';
import type { Role } from '@quarterdeck/sdk/api/identity';
import { authorOf, type Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { FolderTree, type FolderRow } from './folder-tree.js';

/** Somebody who belongs to the workspace. */
export interface Member {
  readonly id: string;
  readonly role: Role;
}
type GrantedRow = Omit<FolderRow, 'mine'> & { readonly theirs: Readonly<Record<string, FolderRight>> };

/** Reads the folders and what they grant. A workspace has tens of them, so they are read at once. */
@Injectable()
export class FolderRights {
  constructor(private readonly database: Database) {}

  /** Called by {@link FoldersService} where many are asked about: what each of them may do in one folder. */
  async membersIn(
    workspaceId: string,
    folderId: string | null,
    members: readonly Member[],
  ): Promise<ReadonlyMap<string, FolderRight>> {
    const rows = await this.database.within({ workspaceId }, () =>
      this.database.sql<GrantedRow>(
        `select f.id, f.parent_id as "parentId", f.name,
                max(g.granted) filter (where g.user_id is null) as everybodys,
                coalesce(jsonb_object_agg(g.user_id, g.granted) filter (where g.user_id = any($1)), '{}') as theirs,
                count(g.id) > 0 as restricted
           from folders f left join folder_grants g on g.folder_id = f.id group by f.id`,
        [members.map(({ id }) => id)],
      ),
    );
    const right = ({ id, role }: Member) => {
      const own = rows.map(({ theirs, ...row }) => ({ ...row, mine: theirs[id] ?? null }));
      return new FolderTree({ kind: 'user', id, workspaceId, role }, own).right(folderId);
    };
    return new Map(members.map((member) => [member.id, right(member)]));
  }

  /** Called by {@link FoldersService} for every question about rights. */
  async treeFor(actor: Actor): Promise<FolderTree> {
    const rows = await this.database.read<FolderRow>(
      actor,
      `select f.id, f.parent_id as "parentId", f.name,
                max(g.granted) filter (where g.user_id = $1) as mine,
                max(g.granted) filter (where g.user_id is null) as everybodys,
                count(g.id) > 0 as restricted
           from folders f left join folder_grants g on g.folder_id = f.id
          group by f.id order by lower(f.name), f.id`,
      [authorOf(actor)],
    );
    return new FolderTree(actor, rows);
  }
}
