import type { Letter } from '../../platform/mail.js';

/** What somebody reads who is locked out, or whose address somebody else has typed. */
export const resetLetter = (to: string, name: string, address: string): Letter => ({
  to,
  subject: 'Your new password for Quarterdeck',
  text: [
    `Hello ${name},`,
    'somebody asked for a new password for your account. If that was you, choose one here within an hour:',
    address,
    'The link works once. If it was not you, there is nothing to do: your password holds.',
    '',
  ].join('\n\n'),
});
