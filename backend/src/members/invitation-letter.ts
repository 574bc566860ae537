import type { SpokenLanguage } from '@quarterdeck/sdk/api/languages';
import type { Letter } from '../platform/mail.js';

export interface InvitationNews {
  readonly to: string;
  readonly inviter: string;
  readonly workspace: string;
  readonly address: string;
  readonly language: SpokenLanguage;
}

/** What somebody reads who is invited by mail. */
export function invitationLetter({ to, inviter, workspace, address, language }: InvitationNews): Letter {
  const { subject, invites, keep } = WORDS[language];
  return {
    to,
    subject: subject(inviter, workspace).replace(/[\r\n]+/g, ' '),
    text: [invites(inviter, workspace), address, keep, ''].join('\n\n'),
  };
}

const WORDS = {
  en: {
    subject: (inviter: string, workspace: string) => `${inviter} invites you to ${workspace}`,
    invites: (inviter: string, workspace: string) =>
      `${inviter} invites you to the workspace “${workspace}” on Quarterdeck. Join here:`,
    keep: 'Whoever has this link can join with it until it is used or ends, so keep it to yourself.',
  },
  fr: {
    subject: (inviter: string, workspace: string) => `${inviter} vous invite dans ${workspace}`,
    invites: (inviter: string, workspace: string) =>
      `${inviter} vous invite dans l’espace de travail «\u00a0${workspace}\u00a0» sur Quarterdeck. Pour le rejoindre\u00a0:`,
    keep: 'Ce lien permet de rejoindre l’espace de travail jusqu’à ce qu’il ait servi ou expiré\u00a0: gardez-le pour vous.',
  },
} as const;
