import type { Letter } from '../platform/mail.js';

/** What somebody reads who is invited by mail. */
export const invitationLetter = (to: string, inviter: string, workspace: string, address: string): Letter => ({
  to,
  subject: `${inviter} invites you to ${workspace}`.replace(/[\r\n]+/g, ' '),
  text: [
    `${inviter} invites you to the workspace “${workspace}” on Quarterdeck. Join here:`,
    address,
    'Whoever has this link can join with it until it is used or ends, so keep it to yourself.',
    '',
  ].join('\n\n'),
});
