import { Injectable } from '@nestjs/common';
import type { Connection } from '@quarterdeck/sdk/api/connections';
import type { SyncPlan } from '@quarterdeck/sdk/api/syncs';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors.js';
import { PluginHostService } from '../plugin-host/plugin-host.service.js';
import { RecordsService } from '../records/records.service.js';
import { USUAL_PLAN } from './sync-answers.service.js';
import { recordStreamName } from './stream-names.js';

/** Which streams are kept up to date, and how often. Called inside a transaction of the workspace. */
@Injectable()
export class SyncSwitches {
  constructor(
    private readonly database: Database,
    private readonly plugins: PluginHostService,
    private readonly records: RecordsService,
    private readonly clock: Clock,
  ) {}

  async find(connectionId: string, stream: string): Promise<{ id: number; active: boolean } | undefined> {
    const [sync] = await this.database.sql<{ id: number; active: boolean }>(
      'select id, active from syncs where connection_id = $1 and stream = $2',
      [connectionId, stream],
    );
    return sync;
  }

  /** As {@link find}, for who changes its runs afterwards: in this order by everybody, so that nobody waits in a circle. */
  async hold(connectionId: string, stream: string): Promise<{ id: number; active: boolean } | undefined> {
    const [sync] = await this.database.sql<{ id: number; active: boolean }>(
      'select id, active from syncs where connection_id = $1 and stream = $2 for no key update',
      [connectionId, stream],
    );
    return sync;
  }

  async active(connectionId: string): Promise<number[]> {
    const rows = await this.database.sql<{ id: number }>(
      'select id from syncs where connection_id = $1 and active order by id',
      [connectionId],
    );
    return rows.map(({ id }) => id);
  }

  /** Everything is due at once when a pause ends, and at the latest after the new interval. */
  async plan({ workspaceId }: Actor, connectionId: string, { everyMinutes, paused }: SyncPlan): Promise<void> {
    const now = this.clock.date();
    await this.database.sql(
      `insert into sync_plans (connection_id, workspace_id, every_minutes, paused) values ($1, $2, $3, $4)
       on conflict (connection_id) do update set every_minutes = excluded.every_minutes, paused = excluded.paused`,
      [connectionId, workspaceId, everyMinutes, paused],
    );
    await this.database.sql(
      `update syncs set next_at = least(next_at, $2::timestamptz + make_interval(mins => $3))
        where connection_id = $1 and active`,
      [connectionId, now, everyMinutes],
    );
  }

  async on(actor: Actor, connection: Connection, stream: string): Promise<number> {
    const { workspaceId } = actor;
    const known = await this.find(connection.id, stream);
    const next = [this.clock.date(), await this.everyMinutes(actor, connection.id)];
    if (known) {
      await this.database.sql(
        `update syncs set active = true, next_at = $2::timestamptz + make_interval(mins => $3::int) where id = $1`,
        [known.id, ...next],
      );
      return known.id;
    }
    const { id } = await this.recordsFor(actor, connection, stream);
    const [made] = await this.database.sql<{ id: number }>(
      `insert into syncs (workspace_id, connection_id, stream, stream_id, active, since, next_at)
       values ($1, $2, $3, $4, true, to_timestamp(0), $5::timestamptz + make_interval(mins => $6::int))
       on conflict (connection_id, stream) do update set active = true returning id`,
      [workspaceId, connection.id, stream, id, ...next],
    );
    if (!made) throw new Error('The stream was not switched on.');
    return made.id;
  }

  /** Answers its number, undefined where it never was on. */
  async off(connectionId: string, stream: string): Promise<number | undefined> {
    const [sync] = await this.database.sql<{ id: number }>(
      'update syncs set active = false, next_at = null where connection_id = $1 and stream = $2 returning id',
      [connectionId, stream],
    );
    return sync?.id;
  }

  /** The next run begins a new pass there. */
  async rewind(syncId: number, since: Date, now: Date): Promise<void> {
    await this.database.sql('update syncs set cursor = null, since = $2, pass_began_at = $3 where id = $1', [
      syncId,
      since,
      now,
    ]);
  }

  private async everyMinutes({ workspaceId }: Actor, connectionId: string): Promise<number> {
    const [plan] = await this.database.sql<{ minutes: number }>(
      `insert into sync_plans (connection_id, workspace_id, every_minutes) values ($1, $2, $3)
       on conflict (connection_id) do update set every_minutes = sync_plans.every_minutes
       returning every_minutes as minutes`,
      [connectionId, workspaceId, USUAL_PLAN.everyMinutes],
    );
    return plan?.minutes ?? USUAL_PLAN.everyMinutes;
  }

  /** A stream of its own: two shops that are both copied must not meet in one. */
  private async recordsFor(actor: Actor, { id, name, plugin }: Connection, stream: string): Promise<{ id: number }> {
    const about = this.plugins.streams(plugin)[stream];
    if (!about) throw notFound('stream', stream);
    for (let twin = 1; ; twin++) {
      const wanted = recordStreamName(name, stream, twin);
      const [taken] = await this.database.sql<{ mine: boolean }>(
        `select connection_id is not distinct from $2
                and not exists (select from syncs where stream_id = streams.id) as mine from streams where name = $1`,
        [wanted, id],
      );
      if (!taken || taken.mine) return this.records.ensure(actor, { name: wanted, connectionId: id });
    }
  }
}
