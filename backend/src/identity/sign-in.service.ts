import { Injectable } from '@nestjs/common';
import type { Credentials } from '@quarterdeck/sdk/api/identity';
import { Database } from '../platform/database/database.js';
import { AppError, unauthenticated } from '../platform/errors.js';
import { hashPassword, randomPassword, verifyPassword } from './passwords.js';
import { SessionsService } from './sessions.service.js';
import { ThrottleService } from './throttle.service.js';
import { UserEntity } from './user.entity.js';

interface Account {
  readonly id: string;
  readonly passwordHash: string;
  readonly workspaceId: string;
}

/** Email and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly throttle: ThrottleService,
    private readonly sessions: SessionsService,
  ) {}

  /** Answers the token of a new session. Says the same, and takes as long, for a wrong password and an unknown email. */
  async signIn({ email, password }: Credentials, address: string): Promise<string> {
    const attempt = await this.throttle.admit(email, address);
    const account = await this.find(email);
    const right = await verifyPassword(account?.passwordHash, password);
    if (!account || !right) throw unauthenticated('sign-in.wrong', 'The email or the password is wrong.');
    await this.throttle.forgive(attempt);
    return this.sessions.start(account.id, account.workspaceId);
  }

  /** For who is locked out: a new random password, and nobody stays signed in with the old one. */
  async resetPassword(email: string): Promise<string> {
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    const id = await this.database.asSystem(async () => {
      const users = this.database.repository(UserEntity);
      const user = await users.findOneBy({ email: email.toLowerCase() });
      if (user) await users.update({ id: user.id }, { passwordHash });
      return user?.id;
    });
    if (id === undefined)
      throw new AppError('not-found', 'user.not-found', `There is no user with the email ${email}.`);
    await this.sessions.endAllOf(id);
    await this.throttle.clear(email.toLowerCase());
    return password;
  }

  /** With the oldest of the person's workspaces; who has none cannot sign in. */
  private async find(email: string): Promise<Account | undefined> {
    const [account] = await this.database.asSystem(() =>
      this.database.sql<Account>(
        `select u.id, u.password_hash as "passwordHash", m.workspace_id as "workspaceId"
           from users u join memberships m on m.user_id = u.id
          where u.email = $1 order by m.created_at limit 1`,
        [email],
      ),
    );
    return account;
  }
}
