import { Injectable } from '@nestjs/common';
import type { Role } from '@quarterdeck/sdk/api/identity';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { createToken, hashToken } from '../platform/tokens.js';
import { ActorCache } from './actor-cache.js';
import { SessionEntity } from './session.entity.js';
import { renewedUntil, SESSION_MS } from './session-life.js';

interface Found {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly expiresAt: Date;
}

/** Sessions of people: a random token in a cookie, its hash in the database, thirty days after the last visit. */
@Injectable()
export class SessionsService {
  private readonly cache = new ActorCache();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Called after a password was right. Always a new token: one that was planted beforehand is worth nothing. */
  start(userId: string, workspaceId: string): Promise<string> {
    const token = createToken('qd_session_');
    const now = this.clock.now();
    return this.database.asSystem(async () => {
      await this.database.sql('delete from sessions where user_id = $1 and expires_at <= $2', [userId, new Date(now)]);
      await this.database.repository(SessionEntity).insert({
        tokenHash: hashToken(token),
        userId,
        workspaceId,
        createdAt: new Date(now),
        expiresAt: new Date(now + SESSION_MS),
      });
      return token;
    });
  }

  /** Called for every request that carries the cookie: one query, and none for {@link ActorCache} seconds. */
  async resolve(token: string): Promise<Actor | undefined> {
    const tokenHash = hashToken(token);
    const now = this.clock.now();
    return this.cache.find(tokenHash, now) ?? this.database.asSystem(() => this.look(tokenHash, now));
  }

  /** Called on sign-out and when a session is replaced by a new one. */
  async end(token: string): Promise<void> {
    const [ended] = await this.database.asSystem(() =>
      this.database.sql<{ userId: string }>(
        'delete from sessions where token_hash = $1 returning user_id as "userId"',
        [hashToken(token)],
      ),
    );
    if (ended) this.cache.forget(ended.userId);
  }

  /** Called when the password was replaced. */
  async endAllOf(userId: string): Promise<void> {
    await this.database.asSystem(() => this.database.repository(SessionEntity).delete({ userId }));
    this.cache.forget(userId);
  }

  private async look(tokenHash: Buffer, now: number): Promise<Actor | undefined> {
    const [found] = await this.database.sql<Found>(
      `select s.id, s.user_id as "userId", s.workspace_id as "workspaceId", s.expires_at as "expiresAt", m.role
         from sessions s join memberships m on m.user_id = s.user_id and m.workspace_id = s.workspace_id
        where s.token_hash = $1 and s.expires_at > $2`,
      [tokenHash, new Date(now)],
    );
    if (!found) return undefined;
    const { id, userId, workspaceId, role } = found;
    const expiresAt = renewedUntil(found.expiresAt, now);
    if (expiresAt !== found.expiresAt) await this.database.repository(SessionEntity).update({ id }, { expiresAt });
    return this.cache.keep(tokenHash, { kind: 'user', id: userId, workspaceId, role }, now, expiresAt);
  }
}
