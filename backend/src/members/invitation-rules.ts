import type { Role } from '@quarterdeck/sdk/api/identity';
import { AppError, conflict, forbidden, invalid } from '../platform/errors.js';
import { hasRole, type Actor } from '../platform/actor.js';

const SHORTEST_MS = 60_000;
const LONGEST_MS = 366 * 86_400_000;

/** What decides whether a link still opens a door. */
export interface InvitationState {
  readonly uses: number;
  readonly mostUses: number;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** Who holds a link may know why it opens nothing: the page says so. */
export function requireOpen({ uses, mostUses, expiresAt, revokedAt }: InvitationState, now: number): void {
  if (revokedAt) throw conflict('invitation.revoked', 'This invitation was withdrawn. Ask for a new one.');
  if (uses >= mostUses) throw conflict('invitation.used', 'This invitation has been used already. Ask for a new one.');
  if (expiresAt.getTime() <= now)
    throw conflict('invitation.expired', 'This invitation has expired. Ask for a new one.');
}

/** Somebody who was removed needs an invitation that was made since: those from before were not meant to undo it. */
export const fromBeforeRemoval = () =>
  conflict(
    'invitation.ended',
    'You were removed from this workspace after this invitation was made. Ask an owner there for a new one.',
  );

export const unknownInvitation = () =>
  new AppError('not-found', 'invitation.unknown', 'There is no such invitation. Check that the link is whole.');

/** Nobody hands on more than they have. */
export function requireNotAbove(actor: Actor, role: Role): void {
  if (hasRole(actor, role)) return;
  const message = 'You can invite people as at most what you are yourself.';
  throw forbidden('invitation.above-inviter', message, { fields: [{ path: 'role', message }] });
}

/** The end of a new invitation: between a minute and a year from now. */
export function requireEnd(expiresAt: string, now: number): Date {
  const end = new Date(expiresAt);
  const span = end.getTime() - now;
  if (span >= SHORTEST_MS && span <= LONGEST_MS) return end;
  const message = 'An invitation ends between a minute and a year from now.';
  throw invalid('invitation.bad-end', message, { fields: [{ path: 'expiresAt', message }] });
}
