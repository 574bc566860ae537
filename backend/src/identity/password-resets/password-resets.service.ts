import { Injectable } from '@nestjs/common';
import type { SpokenLanguage } from '@quarterdeck/sdk/api/languages';
import type { MailAbility, NewPassword, PasswordResetRequest } from '@quarterdeck/sdk/api/password-resets';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { conflict } from '../../platform/errors.js';
import { Events } from '../../platform/events.js';
import { Mail } from '../../platform/mail.js';
import { createToken, hashToken } from '../../platform/tokens.js';
import { PasswordReset, PasswordResetAsked } from '../identity.events.js';
import { hashPassword } from '../passwords.js';
import { resetLetter } from './reset-letter.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { RESET_LETTERS } from '../sessions/throttle-limits.js';
import { ThrottleService } from '../sessions/throttle.service.js';

const LIFE_MS = 60 * 60_000;

/** A new password for who is locked out, by a link in a mail. Where no mail is set, the command on the server does it. */
@Injectable()
export class PasswordResetsService {
  constructor(
    private readonly database: Database,
    private readonly mail: Mail,
    private readonly sessions: SessionsService,
    private readonly throttle: ThrottleService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Called by the sign-in page, which says what applies here. */
  ability(): MailAbility {
    return { canSend: this.mail.isSet };
  }

  /** Answers the same, as fast, whether anybody has that email or not: looking for it is left to the background. */
  async ask({ email, language }: PasswordResetRequest, address: string): Promise<void> {
    if (!this.mail.isSet) throw conflict('mail.not-set', 'This server sends no mail. Whoever runs it can help you.');
    await this.throttle.admit(`reset:${email}`, `reset:${address}`, RESET_LETTERS);
    await this.database.asSystem(() => this.events.announce(PasswordResetAsked, { email, language }));
  }

  /** Called by the page of the link. It works once, and ends every session of the person. */
  async use({ token, password }: NewPassword): Promise<void> {
    await this.database.asSystem(() => this.require(token));
    const passwordHash = await hashPassword(password);
    const { userId, email } = await this.database.asSystem(async () => {
      const found = await this.require(token);
      await this.database.sql('delete from password_resets where user_id = $1', [found.userId]);
      await this.database.sql('update users set password_hash = $2 where id = $1', [found.userId, passwordHash]);
      await this.events.announce(PasswordReset, { userId: found.userId, by: 'mail' });
      return found;
    });
    await this.sessions.endAllOf(userId);
    await this.throttle.clear(email);
  }

  /** Called by the job. A later link ends the earlier one: the person has one at a time. */
  async write(email: string, language: SpokenLanguage = 'en'): Promise<void> {
    const token = createToken('qd_reset_');
    const expiresAt = new Date(this.clock.now() + LIFE_MS);
    const [person] = await this.database.asSystem(() =>
      this.database.sql<{ name: string }>(
        `with person as (select id, name from users where email = $1),
              noted as (insert into password_resets (user_id, token_hash, expires_at) select id, $2, $3 from person
                          on conflict (user_id) do update
                             set token_hash = excluded.token_hash, expires_at = excluded.expires_at)
         select name from person`,
        [email, hashToken(token), expiresAt],
      ),
    );
    if (person) {
      const address = this.mail.address(`/reset#${token}`);
      await this.mail.send(resetLetter({ to: email, name: person.name, address, language }));
    }
  }

  private async require(token: string): Promise<{ userId: string; email: string }> {
    const [found] = await this.database.sql<{ userId: string; email: string }>(
      `select r.user_id as "userId", u.email from password_resets r join users u on u.id = r.user_id
        where r.token_hash = $1 and r.expires_at > $2 for update of r`,
      [hashToken(token), this.clock.date()],
    );
    if (!found) throw conflict('password-reset.ended', 'This link has been used, or is too old. Ask for a new one.');
    return found;
  }
}
