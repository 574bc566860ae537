import { Injectable } from '@nestjs/common';
import type { Credentials } from '@quarterdeck/sdk/api/identity';
import { Database } from '../../platform/database/database.js';
import { AppError, forbidden, unauthenticated } from '../../platform/errors.js';
import { Events } from '../../platform/events.js';
import type { Visitor } from '../../platform/visitor.js';
import { PasswordReset, SignedIn, SignedOut, SignInFailed } from '../identity.events.js';
import { hashPassword, randomPassword, verifyPassword } from '../passwords.js';
import { SessionsService } from './sessions.service.js';
import { ThrottleService } from './throttle.service.js';
import { UserEntity } from '../user.entity.js';

interface Account {
  readonly id: string;
  readonly passwordHash: string;
  /** Where the person was last, else the oldest; null for who belongs to none. */
  readonly workspaceId: string | null;
}
type Door = Pick<Visitor, 'address' | 'userAgent'>;

/** Email and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly throttle: ThrottleService,
    private readonly sessions: SessionsService,
    private readonly events: Events,
  ) {}

  /** Answers the token of a new session. */
  async signIn(credentials: Credentials, door: Door): Promise<string> {
    const { id, workspaceId } = await this.verify(credentials, door.address);
    if (workspaceId === null) throw noWorkspace();
    return this.open(id, workspaceId, door);
  }

  /** Called once it is known who stands at the door. Answers the token of a new session. */
  async open(userId: string, workspaceId: string, door: Door): Promise<string> {
    const token = await this.sessions.start(userId, workspaceId, door);
    await this.database.asSystem(() => this.events.announce(SignedIn, { userId, workspaceId }));
    return token;
  }

  async signOut(token: string): Promise<void> {
    const ended = await this.sessions.end(token);
    if (ended) await this.database.asSystem(() => this.events.announce(SignedOut, ended));
  }

  /** Whose email and password these are. Says the same, and takes as long, for a wrong password and an unknown email. */
  async verify({ email, password }: Credentials, address: string): Promise<Account> {
    const attempt = await this.throttle.admit(email, address);
    const account = await this.find(email);
    const right = await verifyPassword(account?.passwordHash, password);
    if (!account || !right) {
      await this.database.asSystem(() => this.events.announce(SignInFailed, { email, userId: account?.id ?? null }));
      throw unauthenticated('sign-in.wrong', 'The email or the password is wrong.');
    }
    await this.throttle.forgive(attempt);
    return account;
  }

  /** For who is locked out: a new random password, and nobody stays signed in with the old one. */
  async resetPassword(email: string): Promise<string> {
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    const id = await this.database.asSystem(async () => {
      const users = this.database.repository(UserEntity);
      const user = await users.findOneBy({ email: email.toLowerCase() });
      if (!user) return undefined;
      await users.update({ id: user.id }, { passwordHash });
      await this.database.sql('delete from password_resets where user_id = $1', [user.id]);
      await this.events.announce(PasswordReset, { userId: user.id, by: 'command' });
      return user.id;
    });
    if (id === undefined)
      throw new AppError('not-found', 'user.not-found', `There is no user with the email ${email}.`);
    await this.sessions.endAllOf(id);
    await this.throttle.clear(email.toLowerCase());
    return password;
  }

  private async find(email: string): Promise<Account | undefined> {
    const [account] = await this.database.asSystem(() =>
      this.database.sql<Account>(
        `select u.id, u.password_hash as "passwordHash", m.workspace_id as "workspaceId"
           from users u left join memberships m on m.user_id = u.id
          where u.email = $1
          order by (m.workspace_id = u.last_workspace_id) desc nulls last, m.created_at limit 1`,
        [email],
      ),
    );
    return account;
  }
}

const noWorkspace = () =>
  forbidden('sign-in.no-workspace', 'You belong to no workspace any more. Ask somebody there for an invitation.');
