import * as z from 'zod';
import { ById, Instant } from './common.js';
import { Role } from './identity.js';
import { route } from './route.js';

/** Somebody who belongs to the workspace. */
export const Member = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Told to owners, and of oneself; null otherwise. */
  email: z.string().nullable(),
  role: Role,
  joinedAt: Instant,
});
export type Member = z.output<typeof Member>;

export const RoleChoice = z.object({ role: Role });
export type RoleChoice = z.output<typeof RoleChoice>;

export const memberRoutes = {
  list: route({
    method: 'GET',
    path: 'members',
    access: 'viewer',
    summary: 'Who belongs to the workspace',
    answer: z.array(Member),
  }),
  changeRole: route({
    method: 'PUT',
    path: 'members/:id',
    access: 'owner',
    summary: 'Change what somebody may do',
    params: ById,
    body: RoleChoice,
    answer: Member,
  }),
  remove: route({
    method: 'DELETE',
    path: 'members/:id',
    access: 'owner',
    summary: 'Remove somebody from the workspace',
    params: ById,
  }),
};
