import type { ShareLink } from '@quarterdeck/sdk/api/sharing';

export type LinkState = 'active' | 'expired' | 'revoked';

/** Whether a link still opens the dashboard, and if not, why. */
export function linkState({ revokedAt, expiresAt }: ShareLink, now: number): LinkState {
  if (revokedAt !== null) return 'revoked';
  return Date.parse(expiresAt) <= now ? 'expired' : 'active';
}
