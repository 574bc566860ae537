import { Injectable } from '@nestjs/common';
import type { Session } from '@quarterdeck/sdk/api/identity';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { AppError } from '../platform/errors.js';
import { INVITATION_LETTERS } from './sessions/throttle-limits.js';
import { ThrottleService } from './sessions/throttle.service.js';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}
type Signed = Pick<Session, 'user' | 'workspace' | 'role'>;
const NOBODY: Signed = { user: null, workspace: null, role: null };
const TAKEN = 'There is an account with this email already. Sign in with it instead.';

/** The accounts of people. They belong to no workspace. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: ThrottleService,
  ) {}

  /** Inside the caller's system transaction. Answers the id; throws where somebody has that email. */
  async create({ email, name, passwordHash }: NewAccount): Promise<string> {
    const [made] = await this.database.sql<{ id: string }>(
      `insert into users (email, name, password_hash, created_at) values ($1, $2, $3, $4)
         on conflict (email) do nothing returning id`,
      [email, name, passwordHash, this.clock.date()],
    );
    if (made) return made.id;
    throw new AppError('conflict', 'email.taken', TAKEN, { fields: [{ path: 'email', message: TAKEN }] });
  }

  /** A letter to somebody who is to have one; see IdentityService. */
  admitLetter(to: string, workspaceId: string): Promise<string> {
    return this.throttle.admit(`letter:${to}`, `workspace:${workspaceId}`, INVITATION_LETTERS);
  }

  /** Somebody who wants an account; see IdentityService. */
  admitNewcomer(email: string, address: string): Promise<string> {
    return this.throttle.admit(`new:${email}`, address);
  }

  forgive(admission: string): Promise<void> {
    return this.throttle.forgive(admission);
  }

  /** Where the next sign-in leads; undefined for who belongs to no workspace. */
  async workspaceOf(userId: string): Promise<string | undefined> {
    const [found] = await this.database.asSystem(() =>
      this.database.sql<{ id: string }>(
        `select m.workspace_id as id from memberships m join users u on u.id = m.user_id where u.id = $1
          order by (m.workspace_id = u.last_workspace_id) desc nulls last, m.created_at limit 1`,
        [userId],
      ),
    );
    return found?.id;
  }

  /** Who this is, for the front end; nobody for keys and links. */
  async describe(actor: Actor | undefined): Promise<Signed> {
    if (actor?.kind !== 'user') return NOBODY;
    const { id, workspaceId, role } = actor;
    const [found] = await this.database.asSystem(() =>
      this.database.sql<{ email: string; name: string; workspace: string }>(
        'select u.email, u.name, w.name as workspace from users u, workspaces w where u.id = $1 and w.id = $2',
        [id, workspaceId],
      ),
    );
    if (!found) return NOBODY;
    const { email, name, workspace } = found;
    return { user: { id, email, name }, workspace: { id: workspaceId, name: workspace }, role };
  }
}
