import { Injectable } from '@nestjs/common';
import type { Role } from '@quarterdeck/sdk/api/identity';
import type { CreatedInvitation, Invitation, NewInvitation } from '@quarterdeck/sdk/api/invitations';
import { IsNull } from 'typeorm';
import { IdentityService } from '../identity/identity.service.js';
import { authorOf, hasRole, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { createToken, hashToken } from '../platform/tokens.js';
import { requireEnd, requireNotAbove } from './invitation-rules.js';
import { InvitationMail } from './invitation-mail.service.js';
import { InvitationEntity } from './invitation.entity.js';
import { InvitationCreated, InvitationRevoked } from './members.events.js';

/** Links with which people join a workspace. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly letters: InvitationMail,
  ) {}

  /** Called by the page of people: the newest first, the ended ones too. Editors see what they have sent themselves. */
  async list(actor: Actor): Promise<Invitation[]> {
    const where = hasRole(actor, 'owner') ? {} : { createdBy: actor.id };
    const found = await this.database.within(actor, () =>
      this.database.repository(InvitationEntity).find({ where, order: { createdAt: 'DESC' } }),
    );
    const names = await this.identity.namesOf(found.map(({ createdBy }) => createdBy));
    return found.map((invitation) => toInvitation(invitation, names));
  }

  /** Called by the page of people. The token is in this answer and nowhere else. */
  async create(actor: Actor, { expiresAt, ...wanted }: NewInvitation): Promise<CreatedInvitation> {
    requireNotAbove(actor, wanted.role);
    const end = requireEnd(expiresAt, this.clock.now());
    const token = createToken('qd_invite_');
    const made = await this.database.within(actor, async () => {
      const invitation = await this.database.repository(InvitationEntity).save({
        ...wanted,
        ...{ workspaceId: actor.workspaceId, tokenHash: hashToken(token), uses: 0, revokedAt: null },
        ...{ createdBy: authorOf(actor), createdAt: this.clock.date(), expiresAt: end },
      });
      await this.events.announce(InvitationCreated, newsOf(invitation));
      return invitation;
    });
    const names = await this.identity.namesOf([made.createdBy]);
    const mailed = await this.letters.send(actor, made.email, token);
    return { invitation: toInvitation(made, names), token, mailed };
  }

  /** Called by the page of people: from now on the link opens nothing. Revoking it again changes nothing. */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.database.within(actor, async () => {
      const invitations = this.database.repository(InvitationEntity);
      const invitation = await invitations.findOneBy(hasRole(actor, 'owner') ? { id } : { id, createdBy: actor.id });
      if (!invitation) throw notFound('invitation', id);
      const { affected } = await invitations.update({ id, revokedAt: IsNull() }, { revokedAt: this.clock.date() });
      if (affected) await this.events.announce(InvitationRevoked, newsOf(invitation));
    });
  }

  /**
   * Called in the system transaction that takes a role away: open links of that person that lead to more than what is left
   * end with it. Null is left where the person goes.
   */
  async withdrawOf(workspaceId: string, userId: string, left: Role | null): Promise<void> {
    const kept = { owner: ['owner', 'editor', 'viewer'], editor: ['editor', 'viewer'], viewer: [] as string[] };
    await this.database.sql(
      `update invitations set revoked_at = $3
        where workspace_id = $1 and created_by = $2 and revoked_at is null and not (role = any($4::text[]))`,
      [workspaceId, userId, this.clock.date(), left === null ? [] : kept[left]],
    );
  }
}

const newsOf = ({ workspaceId, id, role, label }: InvitationEntity) => ({ workspaceId, invitationId: id, role, label });

function toInvitation(invitation: InvitationEntity, names: ReadonlyMap<string, string>): Invitation {
  const { id, role, label, email, uses, mostUses, createdBy } = invitation;
  return {
    ...{ id, role, label, email, uses, mostUses },
    createdAt: invitation.createdAt.toISOString(),
    createdBy: createdBy === null ? null : (names.get(createdBy) ?? null),
    expiresAt: invitation.expiresAt.toISOString(),
    revokedAt: invitation.revokedAt?.toISOString() ?? null,
  };
}
