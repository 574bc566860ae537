import type { Role } from '@quarterdeck/sdk/api/identity';

/**
 * Who asks, and in which workspace. The first parameter of every service method that touches tenant data. The roles of
 * kinds that are no person say what they may do: a share link is a viewer of one dashboard, an API key has none at all.
 */
export interface Actor {
  readonly kind: 'user' | 'api-key' | 'share-link' | 'system';
  /** Of the user, the key or the link; empty for the system. */
  readonly id: string;
  readonly workspaceId: string;
  readonly role: Role | null;
}

/** Jobs and the demo act for a workspace without a person. */
export const systemActor = (workspaceId: string): Actor => ({ kind: 'system', id: '', workspaceId, role: 'owner' });

const RANK: Record<Role, number> = { viewer: 1, editor: 2, owner: 3 };

/** What a place grants instead of the role: less, more, or nothing at all. */
export type Granted = Role | 'none';

/**
 * The whole of authorization by role. What a place grants stands in for the role. Owners are never narrowed, a share link
 * has its one dashboard and nothing else, and who has no role at all (a key that sends points) gains none.
 */
export function hasRole({ kind, role }: Actor, needed: Role, granted: Granted | null = null): boolean {
  if (role === null) return false;
  const counts = granted === null || role === 'owner' || kind === 'share-link' ? role : granted;
  return counts !== 'none' && RANK[counts] >= RANK[needed];
}

/** The id for `created_by` columns: only people are referred to. */
export const authorOf = ({ kind, id }: Actor): string | null => (kind === 'user' ? id : null);
