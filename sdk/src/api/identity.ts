import * as z from 'zod';
import { ById, Instant } from './common.js';
import { route } from './route.js';

export const Role = z.enum(['owner', 'editor', 'viewer']);
export type Role = z.output<typeof Role>;

/** Twelve characters or more; length beats rules about digits (NIST SP 800-63B). */
export const Password = z.string().min(12, 'At least 12 characters.').max(200);
export const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase());

/** What the front end needs to know before it draws anything. */
export const Session = z.object({
  /** True until the first owner exists: show the first-visit page. */
  setupNeeded: z.boolean(),
  user: z.object({ id: z.uuid(), email: z.string(), name: z.string() }).nullable(),
  workspace: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  role: Role.nullable(),
  version: z.string(),
});
export type Session = z.output<typeof Session>;

/** Names stand in the lines and subjects of mails: nothing in them begins a line or turns the way of reading around. */
const Name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u, 'A name stands in one line.');
export const PersonName = Name;
export const WorkspaceName = Name;

export const Setup = z.object({
  /** The one-time code that the server printed in its terminal. */
  code: z.string().trim().min(1).max(64),
  email: Email,
  name: PersonName,
  password: Password,
  workspace: WorkspaceName.default('My workspace'),
});
export type Setup = z.output<typeof Setup>;

export const Credentials = z.object({ email: Email, password: z.string().min(1).max(200) });
export type Credentials = z.output<typeof Credentials>;

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters, to tell keys apart. */
  hint: z.string(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
});
export type ApiKey = z.output<typeof ApiKey>;

export const NewApiKey = z.object({
  name: z.string().trim().min(1).max(100),
  expiresAt: Instant.nullable().default(null),
});
export type NewApiKey = z.output<typeof NewApiKey>;

/** The only time the secret is seen. */
export const CreatedApiKey = z.object({ key: ApiKey, secret: z.string() });
export type CreatedApiKey = z.output<typeof CreatedApiKey>;

export const identityRoutes = {
  session: route({ method: 'GET', path: 'session', access: 'public', summary: 'Who is signed in', answer: Session }),
  setup: route({
    method: 'POST',
    path: 'setup',
    access: 'public',
    summary: 'Create the first owner, with the code from the terminal',
    body: Setup,
    answer: Session,
    status: 201,
  }),
  signIn: route({
    method: 'POST',
    path: 'session',
    access: 'public',
    summary: 'Sign in',
    body: Credentials,
    answer: Session,
  }),
  signOut: route({ method: 'DELETE', path: 'session', access: 'public', summary: 'Sign out' }),
  listApiKeys: route({
    method: 'GET',
    path: 'api-keys',
    access: 'owner',
    summary: 'List API keys',
    answer: z.array(ApiKey),
  }),
  createApiKey: route({
    method: 'POST',
    path: 'api-keys',
    access: 'owner',
    summary: 'Create an API key that may send points',
    body: NewApiKey,
    answer: CreatedApiKey,
    status: 201,
  }),
  removeApiKey: route({
    method: 'DELETE',
    path: 'api-keys/:id',
    access: 'owner',
    summary: 'Revoke an API key',
    params: ById,
  }),
};
