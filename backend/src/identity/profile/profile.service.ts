import { Injectable } from '@nestjs/common';
import type { Session } from '@quarterdeck/sdk/api/identity';
import type { PasswordChange, ProfilePatch } from '@quarterdeck/sdk/api/profile';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { invalid } from '../../platform/errors.js';
import { Events } from '../../platform/events.js';
import type { Visitor } from '../../platform/visitor.js';
import { PasswordChanged } from '../identity.events.js';
import { IdentityService } from '../identity.service.js';
import { OwnSessionsService } from '../sessions/own-sessions.service.js';
import { hashPassword, verifyPassword } from '../passwords.js';
import { ThrottleService } from '../sessions/throttle.service.js';
import { UserEntity } from '../user.entity.js';

/** What people do with their own account. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly sessions: OwnSessionsService,
    private readonly throttle: ThrottleService,
    private readonly events: Events,
  ) {}

  /** Called by the profile page. */
  async rename(actor: Actor, { name }: ProfilePatch): Promise<Session> {
    await this.database.asSystem(() => this.database.repository(UserEntity).update({ id: actor.id }, { name }));
    return this.identity.describe(actor);
  }

  /** Called by the profile page. Guessing the old password is slowed down like a sign-in. */
  async changePassword(actor: Actor, change: PasswordChange, { address, token }: Visitor): Promise<void> {
    const attempt = await this.throttle.admit(`password:${actor.id}`, address);
    await this.requirePassword(actor.id, change.current);
    await this.throttle.forgive(attempt);
    const passwordHash = await hashPassword(change.password);
    await this.database.asSystem(async () => {
      await this.database.repository(UserEntity).update({ id: actor.id }, { passwordHash });
      // Somebody else may have asked for it, and may read the mail.
      await this.database.sql('delete from password_resets where user_id = $1', [actor.id]);
      await this.events.announce(PasswordChanged, { userId: actor.id, workspaceId: actor.workspaceId });
    });
    if (change.endOthers) await this.sessions.endOthers(actor, token);
  }

  private async requirePassword(userId: string, password: string): Promise<void> {
    const user = await this.database.asSystem(() => this.database.repository(UserEntity).findOneBy({ id: userId }));
    if (await verifyPassword(user?.passwordHash, password)) return;
    const message = 'This is not the password that holds until now.';
    throw invalid('password.wrong', message, { fields: [{ path: 'current', message }] });
  }
}
