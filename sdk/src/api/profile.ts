import * as z from 'zod';
import { ById, Instant } from './common.js';
import { Password, PersonName, Session } from './identity.js';
import { route } from './route.js';

export const ProfilePatch = z.object({ name: PersonName });
export type ProfilePatch = z.output<typeof ProfilePatch>;

export const PasswordChange = z.object({
  /** The one that holds until now. */
  current: z.string().min(1).max(200),
  password: Password,
  /** Sign out everywhere else. */
  endOthers: z.boolean().default(true),
});
export type PasswordChange = z.output<typeof PasswordChange>;

/** A browser in which somebody is signed in. */
export const OpenSession = z.object({
  id: z.uuid(),
  /** The one that asks. */
  current: z.boolean(),
  /** What the browser says it is, in names: "Firefox", "Windows"; null where it says nothing that is known. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  /** The network address it was last seen from. */
  address: z.string(),
  workspace: z.string(),
  createdAt: Instant,
  /** At most a minute behind. */
  lastSeenAt: Instant,
});
export type OpenSession = z.output<typeof OpenSession>;

/** What people do with their own account. Other people's cannot even be named. */
export const profileRoutes = {
  rename: route({
    method: 'PUT',
    path: 'profile',
    access: 'viewer',
    summary: 'Change how one is called',
    body: ProfilePatch,
    answer: Session,
  }),
  changePassword: route({
    method: 'POST',
    path: 'profile/password',
    access: 'viewer',
    summary: 'Change the password, with the one that holds until now',
    body: PasswordChange,
  }),
  sessions: route({
    method: 'GET',
    path: 'profile/sessions',
    access: 'viewer',
    summary: 'Where one is signed in',
    answer: z.array(OpenSession),
  }),
  endSession: route({
    method: 'DELETE',
    path: 'profile/sessions/:id',
    access: 'viewer',
    summary: 'Sign out one browser',
    params: ById,
  }),
  endOtherSessions: route({
    method: 'DELETE',
    path: 'profile/sessions',
    access: 'viewer',
    summary: 'Sign out everywhere else',
  }),
};
