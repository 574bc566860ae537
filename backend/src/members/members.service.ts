import { Injectable } from '@nestjs/common';
import type { Role } from '@quarterdeck/sdk/api/identity';
import type { Member } from '@quarterdeck/sdk/api/members';
import { IdentityService } from '../identity/identity.service.js';
import { hasRole, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, forbidden, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { InvitationsService } from './invitations.service.js';
import { MemberLeft, MemberRemoved, RoleChanged } from './members.events.js';

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
}
interface Membership {
  readonly userId: string;
  readonly role: Role;
}

const MEMBERS = `select u.id, u.name, u.email, m.role, m.created_at as "joinedAt"
  from memberships m join users u on u.id = m.user_id where m.workspace_id = $1`;

/**
 * Who belongs to a workspace, and as what. Memberships are read and written with the owner's rights, since accounts belong
 * to no workspace: every statement here names the workspace.
 */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly invitations: InvitationsService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Called wherever people are chosen or named: everybody, by name. Emails are for owners, and one's own for everybody. */
  async list(actor: Actor): Promise<Member[]> {
    const rows = await this.database.asSystem(() =>
      this.database.sql<MemberRow>(`${MEMBERS} order by lower(u.name), u.id`, [actor.workspaceId]),
    );
    return rows.map((row) => toMember(row, actor));
  }

  /** Called by the page of people. Holds from the person's next request on, and for their open pages at once. */
  async changeRole(actor: Actor, userId: string, role: Role): Promise<Member> {
    const row = await this.database.asSystem(async () => {
      const { role: from } = await this.lock(actor, userId);
      if (from !== role) await this.change(actor.workspaceId, userId, { from, to: role });
      const [changed] = await this.database.sql<MemberRow>(`${MEMBERS} and u.id = $2`, [actor.workspaceId, userId]);
      return changed as MemberRow;
    });
    await this.identity.accessChanged([userId]);
    return toMember(row, actor);
  }

  /** Called by the page of people: from now on the workspace does not exist for this person, nor do invitations from before. */
  async remove(actor: Actor, userId: string): Promise<void> {
    await this.database.asSystem(async () => {
      await this.lock(actor, userId);
      await this.end(actor.workspaceId, userId);
      await this.shutOut(actor.workspaceId, userId);
      await this.events.announce(MemberRemoved, { workspaceId: actor.workspaceId, userId });
    });
    await this.identity.accessChanged([userId]);
  }

  /** Called by the page of workspaces; also for one that the session is not in. */
  async leave({ id: userId }: Actor, workspaceId: string): Promise<void> {
    await this.database.asSystem(async () => {
      const members = await this.lockOwnersAnd(workspaceId, userId);
      const self = members.find((member) => member.userId === userId);
      if (!self) throw notFound('workspace', workspaceId);
      requireAnotherOwner(members, self, LAST_LEAVES);
      await this.end(workspaceId, userId);
      await this.events.announce(MemberLeft, { workspaceId, userId });
    });
    await this.identity.accessChanged([userId]);
  }

  /** The membership that is to be changed. Whoever asks must be an owner still, now that nobody else can change it. */
  private async lock(actor: Actor, userId: string): Promise<Membership> {
    const members = await this.lockOwnersAnd(actor.workspaceId, userId);
    const asker = members.find((member) => member.userId === actor.id);
    if (asker?.role !== 'owner')
      throw forbidden('access.denied', 'This needs the right "owner", which you do not have.');
    const member = members.find((one) => one.userId === userId);
    if (!member) throw notFound('member', userId);
    requireAnotherOwner(members, member, LAST_OWNER);
    return member;
  }

  /** Of two owners who send each other away at once, the second one finds itself the last. */
  private lockOwnersAnd(workspaceId: string, userId: string): Promise<Membership[]> {
    return this.database.sql<Membership>(
      `select user_id as "userId", role from memberships
        where workspace_id = $1 and (role = 'owner' or user_id = $2) order by user_id for update`,
      [workspaceId, userId],
    );
  }

  private async change(workspaceId: string, userId: string, roles: { from: Role; to: Role }): Promise<void> {
    await this.database.sql('update memberships set role = $3 where workspace_id = $1 and user_id = $2', [
      ...[workspaceId, userId],
      roles.to,
    ]);
    await this.invitations.withdrawOf(workspaceId, userId, roles.to);
    await this.events.announce(RoleChanged, { workspaceId, userId, ...roles });
  }

  /** Links that were sent before have uses left, perhaps: {@link JoiningService} looks here. Who left by own will may return. */
  private async shutOut(workspaceId: string, userId: string): Promise<void> {
    await this.database.sql(
      `insert into member_removals (workspace_id, user_id, removed_at) values ($1, $2, $3)
         on conflict (workspace_id, user_id) do update set removed_at = excluded.removed_at`,
      [workspaceId, userId, this.clock.date()],
    );
  }

  private async end(workspaceId: string, userId: string): Promise<void> {
    await this.database.sql('delete from memberships where workspace_id = $1 and user_id = $2', [workspaceId, userId]);
    await this.invitations.withdrawOf(workspaceId, userId, null);
    await this.identity.leaveWorkspace([userId], workspaceId);
  }
}

const LAST_OWNER = 'A workspace needs an owner, and this is the last one. Make somebody else an owner first.';
const LAST_LEAVES =
  'You are the last owner here. Make somebody else an owner first, or delete the workspace if nobody needs it.';

function requireAnotherOwner(members: readonly Membership[], member: Membership, sentence: string): void {
  const owners = members.filter(({ role }) => role === 'owner');
  if (member.role === 'owner' && owners.length === 1) throw conflict('member.last-owner', sentence);
}

function toMember({ id, name, email, role, joinedAt }: MemberRow, actor: Actor): Member {
  const tellsEmail = hasRole(actor, 'owner') || id === actor.id;
  return { id, name, role, joinedAt: joinedAt.toISOString(), email: tellsEmail ? email : null };
}
