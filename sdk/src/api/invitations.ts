import * as z from 'zod';
import { ById, Instant } from './common.js';
import { Credentials, Email, Password, PersonName, Role, Session } from './identity.js';
import { SpokenLanguage } from './languages.js';
import { route } from './route.js';

/** A link with which people join the workspace. */
export const Invitation = z.object({
  id: z.uuid(),
  role: Role,
  /** For whom, as the inviter wrote it. */
  label: z.string(),
  email: z.string().nullable(),
  uses: z.number(),
  mostUses: z.number(),
  createdAt: Instant,
  /** Null where the account of the inviter is gone. */
  createdBy: z.string().nullable(),
  expiresAt: Instant,
  revokedAt: Instant.nullable(),
});
export type Invitation = z.output<typeof Invitation>;

export const InvitationPage = z.object({
  invitations: z.array(Invitation),
  /** To be sent as `before` for the next page; null on the last one. */
  next: z.uuid().nullable(),
});
export type InvitationPage = z.output<typeof InvitationPage>;

export const InvitationFilter = z.object({
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type InvitationFilter = z.output<typeof InvitationFilter>;

export const NewInvitation = z.object({
  role: Role,
  label: z.string().trim().max(100).default(''),
  /** Mailed to this address where the server can send mail. */
  email: Email.nullable().default(null),
  /** Of the mail: that of the inviter, who has to guess it, too. */
  language: SpokenLanguage.default('en'),
  /** How many people may join with it. */
  mostUses: z.int().min(1).max(100).default(1),
  /** Between a minute and a year from now. */
  expiresAt: Instant,
});
export type NewInvitation = z.output<typeof NewInvitation>;

/** The only time the token is seen. The page is `/join#<token>`: a fragment reaches no server log. */
export const CreatedInvitation = z.object({ invitation: Invitation, token: z.string(), mailed: z.boolean() });
export type CreatedInvitation = z.output<typeof CreatedInvitation>;

const Token = z.string().min(1).max(200);
export const InvitationToken = z.object({ token: Token });
export type InvitationToken = z.output<typeof InvitationToken>;

/** What the page says before somebody joins. */
export const InvitationView = z.object({
  workspace: z.string(),
  role: Role,
  inviter: z.string().nullable(),
  expiresAt: Instant,
  /** The signed-in person belongs to the workspace already. */
  member: z.boolean(),
});
export type InvitationView = z.output<typeof InvitationView>;

export const NewAccount = z.object({ token: Token, name: PersonName, email: Email, password: Password });
export type NewAccount = z.output<typeof NewAccount>;

export const JoinCredentials = Credentials.extend({ token: Token });
export type JoinCredentials = z.output<typeof JoinCredentials>;

export const invitationRoutes = {
  list: route({
    method: 'GET',
    path: 'invitations',
    access: 'editor',
    summary: 'Invitations, the open ones first, then the newest first: all of them for owners, their own for editors',
    query: InvitationFilter,
    answer: InvitationPage,
  }),
  create: route({
    method: 'POST',
    path: 'invitations',
    access: 'editor',
    summary: 'Create a link with which people join, as at most what one is oneself',
    body: NewInvitation,
    answer: CreatedInvitation,
    status: 201,
  }),
  revoke: route({
    method: 'DELETE',
    path: 'invitations/:id',
    access: 'editor',
    summary: 'Revoke an invitation',
    params: ById,
  }),
  view: route({
    method: 'POST',
    path: 'joining',
    access: 'public',
    summary: 'What an invitation leads to',
    body: InvitationToken,
    answer: InvitationView,
  }),
  join: route({
    method: 'POST',
    path: 'joining/signed-in',
    access: 'viewer',
    summary: 'Join with the account that is signed in',
    body: InvitationToken,
    answer: Session,
  }),
  signInAndJoin: route({
    method: 'POST',
    path: 'joining/sign-in',
    access: 'public',
    summary: 'Sign in and join',
    body: JoinCredentials,
    answer: Session,
  }),
  signUpAndJoin: route({
    method: 'POST',
    path: 'joining/sign-up',
    access: 'public',
    summary: 'Create an account and join',
    body: NewAccount,
    answer: Session,
    status: 201,
  }),
};
