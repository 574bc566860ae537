import { Injectable } from '@nestjs/common';
import type { FolderGrants } from '@quarterdeck/sdk/api/folders';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { invalid } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { FolderGrantEntity } from './folder-grant.entity.js';
import { FolderRights } from './folder-rights.service.js';
import { requireSeen } from './folder-rules.js';
import { RightsChanged } from './folders.events.js';

/** Who may do what in a folder: the business of owners. */
@Injectable()
export class FolderGrantsService {
  constructor(
    private readonly database: Database,
    private readonly rights: FolderRights,
    private readonly events: Events,
  ) {}

  /** Called by the access dialog. */
  async read(actor: Actor, folderId: string): Promise<FolderGrants> {
    return this.database.within(actor, async () => {
      requireSeen(await this.rights.treeFor(actor), folderId);
      const grants = await this.database
        .repository(FolderGrantEntity)
        .find({ where: { folderId }, order: { id: 'ASC' } });
      return {
        everybody: grants.find(({ userId }) => userId === null)?.granted ?? null,
        members: grants.flatMap(({ userId, granted }) => (userId === null ? [] : [{ userId, right: granted }])),
      };
    });
  }

  /** Called by the access dialog with all that shall be granted from now on. Open pages are asked again at once. */
  async replace(actor: Actor, folderId: string, { everybody, members }: FolderGrants): Promise<FolderGrants> {
    await this.database.within(actor, async () => {
      // Of two who say at once who may do what, what the last one says holds, and not both together.
      await this.database.sql('select id from folders where id = $1 for update', [folderId]);
      requireSeen(await this.rights.treeFor(actor), folderId);
      await this.requireMembers(members.map(({ userId }) => userId));
      const grants = this.database.repository(FolderGrantEntity);
      await grants.delete({ folderId });
      const { workspaceId } = actor;
      const common = everybody === null ? [] : [{ workspaceId, folderId, userId: null, granted: everybody }];
      const single = members.map(({ userId, right }) => ({ workspaceId, folderId, userId, granted: right }));
      await grants.insert([...common, ...single]);
      await this.events.announce(RightsChanged, { workspaceId });
    });
    return this.read(actor, folderId);
  }

  private async requireMembers(ids: readonly string[]): Promise<void> {
    const found = await this.database.sql<{ id: string }>(
      'select user_id as id from memberships where user_id = any($1)',
      [ids],
    );
    const known = new Set(found.map(({ id }) => id));
    const fields = ids.flatMap((id, at) =>
      known.has(id) ? [] : [{ path: `members.${String(at)}.userId`, message: 'This is no member of the workspace.' }],
    );
    if (fields.length > 0)
      throw invalid('folder.no-member', 'Rights are granted to members of this workspace.', { fields });
  }
}
