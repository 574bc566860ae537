import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { IdentityService } from '../identity/identity.service.js';
import type { Actor } from '../platform/actor.js';
import { LOGGER } from '../platform/logger-token.js';
import { Mail } from '../platform/mail.js';
import { invitationLetter } from './invitation-letter.js';

/** Sends invitations by mail, where the server can. */
@Injectable()
export class InvitationMail {
  constructor(
    private readonly identity: IdentityService,
    private readonly mail: Mail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Answers whether the mail server has taken it: the inviter has the link anyway, and can send it otherwise. */
  async send(actor: Actor, to: string | null, token: string): Promise<boolean> {
    if (to === null || !this.mail.isSet) return false;
    const { user, workspace } = await this.identity.describe(actor);
    try {
      await this.mail.send(
        invitationLetter(to, user?.name ?? '', workspace?.name ?? '', this.mail.address(`/join#${token}`)),
      );
      return true;
    } catch (error) {
      this.logger.warn({ err: error }, 'an invitation could not be mailed');
      return false;
    }
  }
}
