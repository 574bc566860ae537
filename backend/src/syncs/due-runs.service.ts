import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';

export interface DueRun {
  readonly runId: string;
  readonly connectionId: string;
}

const MOST_LOOKED_AT = 50;

/** The next time stands before the run does: who dies in between has begun nothing, and nothing is begun twice. */
const PLAN_RUNS = `
  with due as (
    update syncs set next_at = $1::timestamptz + make_interval(mins => plan.every_minutes) from sync_plans plan
     where plan.connection_id = syncs.connection_id and syncs.active and not plan.paused and syncs.next_at <= $1
    returning syncs.id, syncs.workspace_id
  )
  insert into sync_runs (workspace_id, sync_id, cause, status, due_at, created_at)
  select workspace_id, id, 'schedule', 'waiting', $1, $1 from due
  on conflict (sync_id) where finished_at is null do nothing`;

/** A service that asked us to wait is asked nothing by other streams of its connection either. */
const FIND_DUE = `
  select run.id as "runId", sync.connection_id as "connectionId"
    from sync_runs run join syncs sync on sync.id = run.sync_id
   where run.finished_at is null and (run.status = 'running' or run.due_at <= $1)
     and sync.connection_id <> all($2::uuid[])
     and not exists (
       select from sync_runs other join syncs beside on beside.id = other.sync_id
        where beside.connection_id = sync.connection_id and other.finished_at is null and other.status = 'waiting'
          and other.problem_kind = 'rate-limit' and other.due_at > $1)
   order by run.status <> 'running', run.due_at, run.id limit ${MOST_LOOKED_AT}`;

/** Which runs could go on now, in all workspaces. */
@Injectable()
export class DueRuns {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Called again and again by processes that run jobs. Those whose process has died are among them. */
  find(busyConnections: readonly string[]): Promise<DueRun[]> {
    const now = this.clock.date();
    return this.database.asSystem(async () => {
      await this.database.sql(PLAN_RUNS, [now]);
      return this.database.sql<DueRun>(FIND_DUE, [now, busyConnections]);
    });
  }
}
