import type { SpokenLanguage } from '@quarterdeck/sdk/api/languages';
import type { Letter } from '../../platform/mail.js';

export interface ResetNews {
  readonly to: string;
  readonly name: string;
  readonly address: string;
  readonly language: SpokenLanguage;
}

/** What somebody reads who is locked out, or whose address somebody else has typed. */
export function resetLetter({ to, name, address, language }: ResetNews): Letter {
  const { subject, hello, asked, holds } = WORDS[language];
  return { to, subject, text: [hello(name), asked, address, holds, ''].join('\n\n') };
}

const WORDS = {
  en: {
    subject: 'Your new password for Quarterdeck',
    hello: (name: string) => `Hello ${name},`,
    asked: 'somebody asked for a new password for your account. If that was you, choose one here within an hour:',
    holds: 'The link works once. If it was not you, there is nothing to do: your password holds.',
  },
  fr: {
    subject: 'Votre nouveau mot de passe pour Quarterdeck',
    hello: (name: string) => `Bonjour ${name},`,
    asked:
      'quelqu’un a demandé un nouveau mot de passe pour votre compte. Si c’était vous, choisissez-le ici dans l’heure\u00a0:',
    holds:
      'Le lien fonctionne une seule fois. Si ce n’était pas vous, il n’y a rien à faire\u00a0: votre mot de passe reste valable.',
  },
} as const;
