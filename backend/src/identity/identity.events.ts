import type { SpokenLanguage } from '@quarterdeck/sdk/api/languages';
import { defineEvent } from '../platform/events.js';
import { defineTopic } from '../platform/realtime/broadcast.js';

interface OfPerson {
  readonly workspaceId: string;
  readonly userId: string;
}
interface OfKey {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly name: string;
}

/** A workspace has been made. */
export const WorkspaceCreated = defineEvent<{ workspaceId: string }>('workspace-created');

export const SignedIn = defineEvent<OfPerson>('signed-in');
/** Somebody typed a wrong password; `userId` is null where nobody has that email. */
export const SignInFailed = defineEvent<{ email: string; userId: string | null }>('sign-in-failed');
export const SignedOut = defineEvent<OfPerson>('signed-out');
/** By the person; who is locked out gets a {@link PasswordReset}. */
export const PasswordChanged = defineEvent<OfPerson>('password-changed');
/** Somebody asked for a link; whether anybody has that email is looked at in the background. */
export const PasswordResetAsked = defineEvent<{ email: string; language?: SpokenLanguage }>('password-reset-asked');
/** By the link in a mail, or by the command on the server. */
export const PasswordReset = defineEvent<{ userId: string; by: 'mail' | 'command' }>('password-reset');
/** Sessions of the person were ended from another one. */
export const SessionsEnded = defineEvent<OfPerson & { count: number }>('sessions-ended');

export const ApiKeyCreated = defineEvent<OfKey>('api-key-created');
export const ApiKeyRevoked = defineEvent<OfKey>('api-key-revoked');

/** To every process: this workspace is no more, and with it its keys. */
export const WorkspaceClosed = defineTopic<{ workspaceId: string }>('workspace-closed');

/** To every process: what is remembered of this person's sessions and roles is no longer true. */
export const AccessChanged = defineTopic<{ userId: string }>('access-changed');
