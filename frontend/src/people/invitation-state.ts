import type { Invitation } from '@quarterdeck/sdk/api/invitations';

export type InvitationState = 'open' | 'used' | 'expired' | 'revoked';

/** Whether an invitation still opens the door; the first reason why it does not. */
export function invitationState({ revokedAt, uses, mostUses, expiresAt }: Invitation, now: number): InvitationState {
  if (revokedAt) return 'revoked';
  if (uses >= mostUses) return 'used';
  return Date.parse(expiresAt) <= now ? 'expired' : 'open';
}
