import { Injectable } from '@nestjs/common';
import type { Role } from '@quarterdeck/sdk/api/identity';
import type { Member } from '@quarterdeck/sdk/api/members';
import { hasRole, type Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
}

/** Who belongs to a workspace, and as what. */
@Injectable()
export class MembersService {
  constructor(private readonly database: Database) {}

  /** Called wherever people are chosen or named: everybody, by name. Emails are for owners, and one's own for everybody. */
  async list(actor: Actor): Promise<Member[]> {
    const rows = await this.rows(actor.workspaceId);
    const seesAll = hasRole(actor, 'owner');
    return rows.map(({ id, name, email, role, joinedAt }) => ({
      ...{ id, name, role, joinedAt: joinedAt.toISOString() },
      email: seesAll || id === actor.id ? email : null,
    }));
  }

  /** With the owner's rights, because accounts belong to no workspace: the condition on the workspace is all there is. */
  private rows(workspaceId: string): Promise<MemberRow[]> {
    return this.database.asSystem(() =>
      this.database.sql<MemberRow>(
        `select u.id, u.name, u.email, m.role, m.created_at as "joinedAt"
           from memberships m join users u on u.id = m.user_id
          where m.workspace_id = $1 order by lower(u.name), u.id`,
        [workspaceId],
      ),
    );
  }
}
