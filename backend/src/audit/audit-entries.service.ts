import { Injectable } from '@nestjs/common';
import type { AuditActor, AuditFilter } from '@quarterdeck/sdk/api/audit';
import { IdentityService } from '../identity/identity.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import type { Occurrence } from '../platform/events.js';
import type { Origin } from '../platform/origin.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import type { Told } from './told.js';

const DAY_MS = 86_400_000;
/** Old entries go with new ones: a few at a time, so that nothing has to run at night. */
const SWEEP = 200;

/** The rows of the audit. */
@Injectable()
export class AuditEntries {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** An event that is delivered twice is written once; one of a workspace that is no more is not written. */
  async write(kind: string, { workspaceId, subject, details = {}, by }: Told, occurrence: Occurrence): Promise<void> {
    const { id: eventId, at, origin } = occurrence;
    const actor = await this.nameOf(by === undefined ? origin.actor : (by ?? undefined), origin.address);
    const name = subject.name ?? (await this.formerName(workspaceId, subject.kind, subject.id));
    await this.database.asSystem(async () => {
      await this.database.sql(
        `insert into audit_entries (workspace_id, event_id, at, kind, actor_kind, actor_id, actor_name, address,
                                    subject_kind, subject_id, subject_name, details)
         select w.id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from workspaces w where w.id = $1
             on conflict (workspace_id, event_id) do nothing`,
        [
          ...[workspaceId, eventId, at, kind, actor.kind, actor.id, actor.name, origin.address ?? null],
          ...[subject.kind, subject.id, name, JSON.stringify(details)],
        ],
      );
      await this.sweep();
    });
  }

  /** Inside a transaction of the workspace: the newest first, before `cursor`. */
  read({ actor, kind, from, to }: AuditFilter, limit: number, cursor?: string): Promise<AuditEntryEntity[]> {
    const query = this.database.repository(AuditEntryEntity).createQueryBuilder('entry');
    if (actor !== undefined) query.andWhere('entry.actorId = :actor', { actor });
    if (kind !== undefined) query.andWhere('entry.kind = :kind', { kind });
    if (from !== undefined) query.andWhere('entry.at >= :from', { from });
    if (to !== undefined) query.andWhere('entry.at < :to', { to });
    if (cursor !== undefined) query.andWhere('entry.eventId < :cursor', { cursor });
    return query.orderBy('entry.eventId', 'DESC').limit(limit).getMany();
  }

  /** A request without a name for who sent it came from somebody at the door. */
  private async nameOf(actor: Origin['actor'], address: string | undefined): Promise<AuditActor> {
    if (!actor || actor.kind === 'system') return { kind: address ? 'unknown' : 'system', id: '', name: '' };
    const { kind, id } = actor;
    if (kind === 'user') return { kind, id, name: (await this.identity.namesOf([id])).get(id) ?? '' };
    const table = kind === 'api-key' ? 'api_keys' : 'share_links';
    const [found] = await this.database.asSystem(() =>
      this.database.sql<{ name: string }>(`select name from ${table} where id = $1`, [id]),
    );
    return { kind, id, name: found?.name ?? '' };
  }

  private async formerName(workspaceId: string, kind: string, id: string): Promise<string> {
    const [former] = await this.database.asSystem(() =>
      this.database.sql<{ name: string }>(
        `select subject_name as name from audit_entries
          where workspace_id = $1 and subject_kind = $2 and subject_id = $3 order by event_id desc limit 1`,
        [workspaceId, kind, id],
      ),
    );
    return former?.name ?? '';
  }

  private async sweep(): Promise<void> {
    const before = new Date(this.clock.now() - this.config.auditDays * DAY_MS);
    await this.database.sql(
      `delete from audit_entries where id in (select id from audit_entries where at < $1 order by at limit ${SWEEP})`,
      [before],
    );
  }
}
