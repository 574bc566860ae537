import type { Role } from '@quarterdeck/sdk/api/identity';
import { defineEvent } from '../platform/events.js';

interface OfMember {
  readonly workspaceId: string;
  readonly userId: string;
}
interface OfInvitation {
  readonly workspaceId: string;
  readonly invitationId: string;
  readonly role: Role;
  readonly label: string;
}

export const MemberJoined = defineEvent<OfMember & { role: Role; invitationId: string }>('member-joined');
export const RoleChanged = defineEvent<OfMember & { from: Role; to: Role }>('role-changed');
export const MemberRemoved = defineEvent<OfMember>('member-removed');
/** By the person. */
export const MemberLeft = defineEvent<OfMember>('member-left');

export const InvitationCreated = defineEvent<OfInvitation>('invitation-created');
export const InvitationRevoked = defineEvent<OfInvitation>('invitation-revoked');
