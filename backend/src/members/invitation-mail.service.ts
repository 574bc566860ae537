import { Inject, Injectable } from '@nestjs/common';
import type { SpokenLanguage } from '@quarterdeck/sdk/api/languages';
import type { Logger } from 'pino';
import { IdentityService } from '../identity/identity.service.js';
import type { Actor } from '../platform/actor.js';
import { LOGGER } from '../platform/logger-token.js';
import { Mail } from '../platform/mail.js';
import { invitationLetter } from './invitation-letter.js';

interface AdmittedLetter {
  readonly to: string;
  readonly language: SpokenLanguage;
  readonly admission: string;
}

/** Sends invitations by mail, where the server can. */
@Injectable()
export class InvitationMail {
  constructor(
    private readonly identity: IdentityService,
    private readonly mail: Mail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Called before the invitation is made. Throws where too many were mailed; undefined where none is to be. */
  async admit(actor: Actor, to: string | null, language: SpokenLanguage): Promise<AdmittedLetter | undefined> {
    if (to === null || !this.mail.isSet) return undefined;
    return { to, language, admission: await this.identity.admitLetter(to, actor) };
  }

  /** Answers whether the mail server has taken it: the inviter has the link anyway, and can send it otherwise. */
  async send(actor: Actor, letter: AdmittedLetter | undefined, token: string): Promise<boolean> {
    if (!letter) return false;
    const { to, language, admission } = letter;
    const { user, workspace } = await this.identity.describe(actor);
    try {
      const address = this.mail.address(`/join#${token}`);
      const [inviter, name] = [user?.name ?? '', workspace?.name ?? ''];
      await this.mail.send(invitationLetter({ to, inviter, workspace: name, address, language }));
      return true;
    } catch (error) {
      this.logger.warn({ err: error }, 'an invitation could not be mailed');
      await this.identity.forgive(admission);
      return false;
    }
  }
}
