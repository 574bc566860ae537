import { Injectable } from '@nestjs/common';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { SyncStopped, SyncWanted } from './syncs.events.js';

interface Wish {
  readonly cause: 'person' | 'resync';
  readonly from: string | null;
}

/** Runs as people begin and end them. Called inside a transaction of the workspace. */
@Injectable()
export class SyncRequests {
  constructor(
    private readonly database: Database,
    private readonly broadcast: Broadcast,
    private readonly clock: Clock,
  ) {}

  /** One that is open goes on, and does not wait any longer, unless it is the service that wants it to. */
  async run(actor: Actor, syncIds: readonly number[], { cause, from }: Wish = { cause: 'person', from: null }) {
    await this.database.sql(
      `insert into sync_runs (workspace_id, sync_id, cause, status, due_at, from_at, created_by, created_at)
       select $1, id, $3, 'waiting', $4, $5, $6, $4 from unnest($2::int[]) as sync(id)
       on conflict (sync_id) where finished_at is null do update set due_at = excluded.due_at
        where sync_runs.status = 'waiting' and sync_runs.problem_kind is distinct from 'rate-limit'`,
      [actor.workspaceId, syncIds, cause, this.clock.date(), from, authorOf(actor)],
    );
    this.database.afterCommit(() => void this.broadcast.send(SyncWanted, {}).catch(() => undefined));
  }

  async stop(syncId: number): Promise<void> {
    await this.end('sync_id = $2', syncId);
  }

  async stopAll(connectionId: string): Promise<void> {
    await this.end('sync_id in (select id from syncs where connection_id = $2)', connectionId);
  }

  private async end(which: string, of: unknown): Promise<void> {
    const ended = await this.database.sql<{ id: string }>(
      `update sync_runs set status = 'cancelled', finished_at = $1 where ${which} and finished_at is null returning id`,
      [this.clock.date(), of],
    );
    this.database.afterCommit(() => {
      for (const { id: runId } of ended) void this.broadcast.send(SyncStopped, { runId }).catch(() => undefined);
    });
  }
}
