import { Injectable } from '@nestjs/common';
import type { Role, Session } from '@quarterdeck/sdk/api/identity';
import type { InvitationView, JoinCredentials, NewAccount } from '@quarterdeck/sdk/api/invitations';
import { IdentityService } from '../identity/identity.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { AppError } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import type { Admission, Visitor } from '../platform/visitor.js';
import { hashToken } from '../platform/tokens.js';
import { fromBeforeRemoval, requireOpen, unknownInvitation, type InvitationState } from './invitation-rules.js';
import { MemberJoined } from './members.events.js';

interface Found extends InvitationState {
  readonly id: string;
  readonly workspaceId: string;
  readonly workspace: string;
  readonly role: Role;
  readonly inviter: string | null;
}

/**
 * A link is worth what its sender may hand on today: one that was written in the moment in which the sender lost the right
 * was not there yet to be withdrawn.
 */
const REVOKED = `case when i.created_by is null or exists (
    select from memberships m where m.workspace_id = i.workspace_id and m.user_id = i.created_by
       and (m.role = 'owner' or (m.role = 'editor' and i.role <> 'owner')))
  then i.revoked_at else coalesce(i.revoked_at, i.created_at) end`;

/** That there is an account with an email is all that a guess could tell. */
const isTaken = (error: unknown) => error instanceof AppError && error.code === 'email.taken';

/** What happens at the page that an invitation opens. Nobody there is known yet: the token is all that counts. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Called by the page before it asks for anything. Throws for a link that opens nothing, and says why. */
  async view(token: string, { actor }: Visitor): Promise<InvitationView> {
    return this.database.asSystem(async () => {
      const invitation = await this.require(token);
      const member = actor?.kind === 'user' && (await this.belongs(actor.id, invitation.workspaceId));
      if (!member) await this.requireOpen(invitation, actor?.kind === 'user' ? actor.id : undefined);
      const { workspace, role, inviter, expiresAt } = invitation;
      return { workspace, role, inviter, expiresAt: expiresAt.toISOString(), member };
    });
  }

  /** With the account that is signed in; the session goes on in the workspace. */
  async join(token: string, visitor: Visitor): Promise<Session> {
    const userId = visitor.actor?.id ?? '';
    const workspaceId = await this.database.asSystem(() => this.enter(token, userId));
    return this.identity.switchWorkspace(visitor, workspaceId);
  }

  /** With an account that exists, also one that belongs to no workspace any more. */
  async signInAndJoin({ token, ...credentials }: JoinCredentials, visitor: Visitor): Promise<Admission> {
    const userId = await this.identity.verify(credentials, visitor);
    const workspaceId = await this.database.asSystem(() => this.enter(token, userId));
    return this.identity.admit(userId, workspaceId, visitor);
  }

  /** Without an account: makes one. The link is looked at first, so that nobody without one learns which emails are known. */
  async signUpAndJoin({ token, ...account }: NewAccount, visitor: Visitor): Promise<Admission> {
    await this.view(token, { ...visitor, actor: undefined });
    const admission = await this.identity.admitNewcomer(account, visitor);
    const { userId, workspaceId } = await this.signUp(token, account).catch(async (error: unknown) => {
      if (!isTaken(error)) await this.identity.forgive(admission);
      throw error;
    });
    await this.identity.forgive(admission);
    return this.identity.admit(userId, workspaceId, visitor);
  }

  private async signUp(
    token: string,
    account: Omit<NewAccount, 'token'>,
  ): Promise<{ userId: string; workspaceId: string }> {
    const prepared = await this.identity.prepare(account);
    return this.database.asSystem(async () => {
      const userId = await this.identity.register(prepared);
      return { userId, workspaceId: await this.enter(token, userId) };
    });
  }

  /** Uses the link up by one, unless the person belongs to the workspace already. Answers the workspace. */
  private async enter(token: string, userId: string): Promise<string> {
    const invitation = await this.require(token, 'for update of i');
    const { id, workspaceId, role } = invitation;
    if (await this.belongs(userId, workspaceId)) return workspaceId;
    await this.requireOpen(invitation, userId);
    await this.database.sql('update invitations set uses = uses + 1 where id = $1', [id]);
    await this.database.sql(
      'insert into memberships (workspace_id, user_id, role, created_at) values ($1, $2, $3, $4)',
      [workspaceId, userId, role, this.clock.date()],
    );
    await this.events.announce(MemberJoined, { workspaceId, userId, role, invitationId: id });
    return workspaceId;
  }

  /** For this person; somebody who is not known yet was not removed either. */
  private async requireOpen(invitation: Found, userId?: string): Promise<void> {
    requireOpen(invitation, this.clock.now());
    if (userId === undefined) return;
    const removed = await this.database.sql(
      `select from member_removals r join invitations i on i.workspace_id = r.workspace_id
        where i.id = $1 and r.user_id = $2 and i.created_at <= r.removed_at`,
      [invitation.id, userId],
    );
    if (removed.length > 0) throw fromBeforeRemoval();
  }

  private async require(token: string, lock = ''): Promise<Found> {
    const [found] = await this.database.sql<Found>(
      `select i.id, i.workspace_id as "workspaceId", w.name as workspace, i.role, i.uses, i.most_uses as "mostUses",
              i.expires_at as "expiresAt", ${REVOKED} as "revokedAt",
              (select name from users where id = i.created_by) as inviter
         from invitations i join workspaces w on w.id = i.workspace_id where i.token_hash = $1 ${lock}`,
      [hashToken(token)],
    );
    if (!found) throw unknownInvitation();
    return found;
  }

  private async belongs(userId: string, workspaceId: string): Promise<boolean> {
    const rows = await this.database.sql('select from memberships where user_id = $1 and workspace_id = $2', [
      userId,
      workspaceId,
    ]);
    return rows.length > 0;
  }
}
