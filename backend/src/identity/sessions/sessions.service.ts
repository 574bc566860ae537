import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Role } from '@quarterdeck/sdk/api/identity';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { renewedUntil, SESSION_MS } from '../../platform/session-life.js';
import type { Visitor } from '../../platform/visitor.js';
import { currentOrigin } from '../../platform/origin.js';
import { Broadcast } from '../../platform/realtime/broadcast.js';
import { createToken, hashToken } from '../../platform/tokens.js';
import { ActorCache } from '../actor-cache.js';
import { AccessChanged } from '../identity.events.js';
import { SessionEntity } from './session.entity.js';

interface Found {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
}
type Door = Pick<Visitor, 'address' | 'userAgent'>;

/** How far behind `lastSeenAt` may be: reading must not write a row with every request. */
const SEEN_STEP_MS = 60_000;

/** Sessions of people: a random token in a cookie, its hash in the database, thirty days after the last visit. */
@Injectable()
export class SessionsService implements OnModuleInit {
  private readonly cache = new ActorCache();

  constructor(
    private readonly database: Database,
    private readonly broadcast: Broadcast,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.broadcast.on(AccessChanged, ({ userId }) => {
      this.cache.forget(userId);
    });
  }

  /** Called after a password was right. Always a new token: one that was planted beforehand is worth nothing. */
  start(userId: string, workspaceId: string, { address, userAgent }: Door): Promise<string> {
    const token = createToken('qd_session_');
    const now = this.clock.now();
    return this.database.asSystem(async () => {
      await this.database.sql('delete from sessions where user_id = $1 and expires_at <= $2', [userId, new Date(now)]);
      await this.remember(userId, workspaceId);
      await this.database.repository(SessionEntity).insert({
        ...{ tokenHash: hashToken(token), userId, workspaceId, userAgent, address },
        ...{ createdAt: new Date(now), lastSeenAt: new Date(now), expiresAt: new Date(now + SESSION_MS) },
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

  /** Called on sign-out and when a session is replaced by a new one. Answers whose it was. */
  async end(token: string): Promise<{ userId: string; workspaceId: string } | undefined> {
    const [ended] = await this.database.asSystem(() =>
      this.database.sql<{ userId: string; workspaceId: string }>(
        'delete from sessions where token_hash = $1 returning user_id as "userId", workspace_id as "workspaceId"',
        [hashToken(token)],
      ),
    );
    if (ended) await this.forget(ended.userId);
    return ended;
  }

  /** Called when the password was replaced. */
  async endAllOf(userId: string): Promise<void> {
    await this.database.asSystem(() => this.database.repository(SessionEntity).delete({ userId }));
    await this.forget(userId);
  }

  /** Called when somebody goes on in another workspace. Answers false where the person does not belong to it. */
  async switch(token: string, userId: string, workspaceId: string): Promise<boolean> {
    const switched = await this.database.asSystem(async () => {
      const rows = await this.database.sql(
        `update sessions s set workspace_id = $3 where s.token_hash = $1 and s.user_id = $2
            and exists (select from memberships m where m.user_id = $2 and m.workspace_id = $3) returning s.id`,
        [hashToken(token), userId, workspaceId],
      );
      if (rows.length > 0) await this.remember(userId, workspaceId);
      return rows.length > 0;
    });
    await this.forget(userId);
    return switched;
  }

  /**
   * Called in the transaction that ends memberships: sessions of these people that were in this workspace go on in
   * another one of theirs, or end. Afterwards {@link forget} makes it true in every process.
   */
  async leave(userIds: readonly string[], workspaceId: string): Promise<void> {
    await this.database.sql(
      `update sessions s set workspace_id = other.workspace_id
         from (select distinct on (user_id) user_id, workspace_id from memberships
                where user_id = any($1::uuid[]) and workspace_id <> $2 order by user_id, created_at) other
        where s.user_id = other.user_id and s.workspace_id = $2`,
      [userIds, workspaceId],
    );
    await this.database.sql('delete from sessions where user_id = any($1::uuid[]) and workspace_id = $2', [
      userIds,
      workspaceId,
    ]);
  }

  /** Called after what somebody may do has changed: every process asks again. Here at once, elsewhere in a moment. */
  async forget(userId: string): Promise<void> {
    this.cache.forget(userId);
    await this.broadcast.send(AccessChanged, { userId });
  }

  private async remember(userId: string, workspaceId: string): Promise<void> {
    await this.database.sql('update users set last_workspace_id = $2 where id = $1', [userId, workspaceId]);
  }

  private async look(tokenHash: Buffer, now: number): Promise<Actor | undefined> {
    const [found] = await this.database.sql<Found>(
      `select s.id, s.user_id as "userId", s.workspace_id as "workspaceId", s.expires_at as "expiresAt",
              s.last_seen_at as "lastSeenAt", m.role
         from sessions s join memberships m on m.user_id = s.user_id and m.workspace_id = s.workspace_id
        where s.token_hash = $1 and s.expires_at > $2`,
      [tokenHash, new Date(now)],
    );
    if (!found) return undefined;
    const { userId, workspaceId, role } = found;
    const expiresAt = await this.renew(found, now);
    return this.cache.keep(tokenHash, { kind: 'user', id: userId, workspaceId, role }, now, expiresAt);
  }

  private async renew({ id, expiresAt: end, lastSeenAt }: Found, now: number): Promise<Date> {
    const expiresAt = renewedUntil(end, now);
    if (expiresAt === end && now - lastSeenAt.getTime() < SEEN_STEP_MS) return end;
    const { address } = currentOrigin();
    const seen = { expiresAt, lastSeenAt: new Date(now), ...(address ? { address } : {}) };
    await this.database.repository(SessionEntity).update({ id }, seen);
    return expiresAt;
  }
}
