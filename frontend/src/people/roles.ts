import type { Role } from '@quarterdeck/sdk/api/identity';
import type { MessageKey } from '../messages/messages';

/** The words for roles. */
export const ROLE_NAMES: Record<Role, MessageKey> = {
  owner: 'people.roles.owner',
  editor: 'people.roles.editor',
  viewer: 'people.roles.viewer',
};

/** What each may do, beyond the next lower one. */
export const ROLE_RIGHTS: Record<Role, MessageKey> = {
  owner: 'people.may.owner',
  editor: 'people.may.editor',
  viewer: 'people.may.viewer',
};

/** The highest first. */
export const ROLES: readonly Role[] = ['owner', 'editor', 'viewer'];

/** What somebody may make others: at most what they are themselves. */
export const rolesUpTo = (role: Role | null): readonly Role[] =>
  role === null ? [] : ROLES.slice(ROLES.indexOf(role));
