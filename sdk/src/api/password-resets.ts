import * as z from 'zod';
import { Email, Password } from './identity.js';
import { SpokenLanguage } from './languages.js';
import { route } from './route.js';

export const MailAbility = z.object({
  /** Whether this server sends mail: else a new password is given by the command on the server. */
  canSend: z.boolean(),
});
export type MailAbility = z.output<typeof MailAbility>;

export const PasswordResetRequest = z.object({
  email: Email,
  /** What the page speaks to whoever asks: the mail speaks it, too. */
  language: SpokenLanguage.default('en'),
});
export type PasswordResetRequest = z.output<typeof PasswordResetRequest>;

export const NewPassword = z.object({ token: z.string().min(1).max(200), password: Password });
export type NewPassword = z.output<typeof NewPassword>;

export const passwordResetRoutes = {
  ability: route({
    method: 'GET',
    path: 'mail',
    access: 'public',
    summary: 'Whether the server sends mail',
    answer: MailAbility,
  }),
  ask: route({
    method: 'POST',
    path: 'password-resets',
    access: 'public',
    summary: 'Ask for a link to choose a new password; the answer does not tell whether anybody has that email',
    body: PasswordResetRequest,
  }),
  use: route({
    method: 'POST',
    path: 'password-resets/use',
    access: 'public',
    summary: 'Choose a new password with the link',
    body: NewPassword,
  }),
};
