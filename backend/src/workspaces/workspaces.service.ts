import { Injectable } from '@nestjs/common';
import type { Session } from '@quarterdeck/sdk/api/identity';
import type { Workspace } from '@quarterdeck/sdk/api/workspaces';
import { IdentityService } from '../identity/identity.service.js';
import { MembersService } from '../members/members.service.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import type { Visitor } from '../platform/visitor.js';
import { RemovalParts, type RemovalPart } from './removal-parts.service.js';
import { WorkspaceRenamed } from './workspaces.events.js';

export type { RemovalPart };

/** The workspaces of a person. */
@Injectable()
export class WorkspacesService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly members: MembersService,
    private readonly parts: RemovalParts,
    private readonly events: Events,
  ) {}

  /** Called by the account menu and the page of workspaces: those the person belongs to, by name. */
  list(actor: Actor): Promise<Workspace[]> {
    return this.database.asSystem(() => this.rows(actor));
  }

  /** Called by owners: one more, with them as its owner. The session stays where it is. */
  async create(actor: Actor, name: string): Promise<Workspace> {
    const { id } = await this.database.asSystem(() => this.identity.createWorkspace(actor.id, name));
    return { id, name, role: 'owner', members: 1, current: false };
  }

  /** Only the workspace that the session is in: what somebody may do in others is not looked at here. */
  async rename(actor: Actor, id: string, name: string): Promise<Workspace> {
    if (id !== actor.workspaceId) throw notFound('workspace', id);
    return this.database.asSystem(async () => {
      const former = (await this.rows(actor)).find((workspace) => workspace.id === id);
      if (!former) throw notFound('workspace', id);
      await this.database.sql('update workspaces set name = $2 where id = $1', [id, name]);
      if (former.name !== name)
        await this.events.announce(WorkspaceRenamed, { workspaceId: id, from: former.name, to: name });
      return { ...former, name };
    });
  }

  /** Called by the account menu: the session goes on there. */
  switch(visitor: Visitor, workspaceId: string): Promise<Session> {
    return this.identity.switchWorkspace(visitor, workspaceId);
  }

  /** Called by the page of workspaces. The last owner cannot. */
  leave(actor: Actor, id: string): Promise<void> {
    return this.members.leave(actor, id);
  }

  /** Called once by a feature that keeps something of workspaces which no foreign key takes along. */
  registerRemoval(part: RemovalPart): void {
    this.parts.register(part);
  }

  private rows({ id, workspaceId }: Actor): Promise<Workspace[]> {
    return this.database.sql<Workspace>(
      `select w.id, w.name, m.role, w.id = $2 as current,
              (select count(*)::int from memberships all_of where all_of.workspace_id = w.id) as members
         from memberships m join workspaces w on w.id = m.workspace_id
        where m.user_id = $1 order by lower(w.name), w.created_at`,
      [id, workspaceId],
    );
  }
}
