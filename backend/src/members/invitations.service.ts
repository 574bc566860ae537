import { Injectable } from '@nestjs/common';
import type { Role } from '@quarterdeck/sdk/api/identity';
import type {
  CreatedInvitation,
  Invitation,
  InvitationFilter,
  InvitationPage,
  NewInvitation,
} from '@quarterdeck/sdk/api/invitations';
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

  /** Called by the page of people: a page of the open ones, then the ended ones. Editors see what they have sent themselves. */
  async list(actor: Actor, { before, limit }: InvitationFilter): Promise<InvitationPage> {
    const found = await this.database.within(actor, () => this.page(actor, before, limit + 1));
    const shown = found.slice(0, limit);
    const names = await this.identity.namesOf(shown.map(({ createdBy }) => createdBy));
    const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { invitations: shown.map((invitation) => toInvitation(invitation, names)), next };
  }

  /** Called by the page of people. The token is in this answer and nowhere else. */
  async create(actor: Actor, { expiresAt, language, ...wanted }: NewInvitation): Promise<CreatedInvitation> {
    requireNotAbove(actor, wanted.role);
    const end = requireEnd(expiresAt, this.clock.now());
    const token = createToken('qd_invite_');
    const letter = await this.letters.admit(actor, wanted.email, language);
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
    const mailed = await this.letters.send(actor, letter, token);
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

  private page(actor: Actor, before: string | undefined, limit: number): Promise<InvitationEntity[]> {
    const isOpen = (of: string) =>
      `(${of}.revoked_at is null and ${of}.uses < ${of}.most_uses and ${of}.expires_at > $3)`;
    const place = (of: string) => `(${isOpen(of)}, ${of}.created_at, ${of}.id)`;
    const author = hasRole(actor, 'owner') ? null : actor.id;
    return this.database.sql<InvitationEntity>(
      `select ${COLUMNS} from invitations one
        where one.workspace_id = $1 and ($2::uuid is null or one.created_by = $2)
          and ($4::uuid is null or ${place('one')} < (select ${place('last').slice(1, -1)} from invitations last
                where last.id = $4 and last.workspace_id = $1))
        order by ${isOpen('one')} desc, one.created_at desc, one.id desc limit $5`,
      [actor.workspaceId, author, this.clock.date(), before ?? null, limit],
    );
  }
}

const COLUMNS = `one.id, one.role, one.label, one.email, one.uses, one.most_uses as "mostUses", one.created_by as "createdBy",
  one.created_at as "createdAt", one.expires_at as "expiresAt", one.revoked_at as "revokedAt"`;
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
