import { Injectable } from '@nestjs/common';
import type { OpenSession } from '@quarterdeck/sdk/api/profile';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors.js';
import { Events } from '../../platform/events.js';
import { hashToken } from '../../platform/tokens.js';
import { deviceOf } from './device.js';
import { SessionsEnded } from '../identity.events.js';
import { SessionsService } from './sessions.service.js';

interface SessionRow {
  readonly id: string;
  readonly current: boolean;
  readonly userAgent: string;
  readonly address: string;
  readonly workspace: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** Where somebody is signed in. Every statement names the person: nobody reaches a session of somebody else. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Called by the profile page: living sessions, the one that asks first, then the last seen. */
  async list({ id }: Actor, token: string | undefined): Promise<OpenSession[]> {
    const rows = await this.database.asSystem(() =>
      this.database.sql<SessionRow>(
        `select s.id, s.token_hash = $2 as current, s.user_agent as "userAgent", s.address, w.name as workspace,
                s.created_at as "createdAt", s.last_seen_at as "lastSeenAt"
           from sessions s join workspaces w on w.id = s.workspace_id
          where s.user_id = $1 and s.expires_at > $3 order by current desc, s.last_seen_at desc`,
        [id, hashToken(token ?? ''), this.clock.date()],
      ),
    );
    return rows.map(({ userAgent, createdAt, lastSeenAt, ...row }) => ({
      ...row,
      ...deviceOf(userAgent),
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    }));
  }

  /** Called by the profile page. */
  async end(actor: Actor, id: string): Promise<void> {
    const ended = await this.remove(actor, 'id = $2', id);
    if (ended === 0) throw notFound('session', id);
  }

  /** Called by the profile page, and after the password was changed. */
  async endOthers(actor: Actor, token: string | undefined): Promise<void> {
    await this.remove(actor, 'token_hash <> $2', hashToken(token ?? ''));
  }

  private async remove({ id: userId, workspaceId }: Actor, which: string, value: unknown): Promise<number> {
    const count = await this.database.asSystem(async () => {
      const rows = await this.database.sql(`delete from sessions where user_id = $1 and ${which} returning id`, [
        userId,
        value,
      ]);
      if (rows.length > 0) await this.events.announce(SessionsEnded, { userId, workspaceId, count: rows.length });
      return rows.length;
    });
    if (count > 0) await this.sessions.forget(userId);
    return count;
  }
}
