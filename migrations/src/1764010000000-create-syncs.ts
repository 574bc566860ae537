import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

/** Streams that are copied from connections: how often, how far, and what each run did. */
export class CreateSyncs1764010000000 implements MigrationInterface {
  readonly name = 'CreateSyncs1764010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sync_plans (
        connection_id uuid primary key references connections on delete cascade,
        workspace_id uuid not null references workspaces on delete cascade,
        every_minutes int not null,
        paused boolean not null default false
      );
      create table syncs (
        id int generated always as identity primary key,
        workspace_id uuid not null references workspaces on delete cascade,
        connection_id uuid not null references connections on delete cascade,
        stream text not null,
        stream_id int not null references streams on delete cascade,
        active boolean not null,
        cursor jsonb,
        since timestamptz not null,
        pass_began_at timestamptz,
        newest_at timestamptz,
        next_at timestamptz,
        unique (connection_id, stream)
      );
      create index syncs_due on syncs (next_at) where active and next_at is not null;
    `);
    await this.createRuns(runner);
    for (const table of ['sync_plans', 'syncs', 'sync_runs']) await protectTenantTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sync_runs; drop table syncs; drop table sync_plans;');
  }

  private async createRuns(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sync_runs (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        sync_id int not null references syncs on delete cascade,
        cause text not null check (cause in ('schedule', 'person', 'resync')),
        status text not null check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
        due_at timestamptz not null,
        attempts int not null default 0,
        holder uuid,
        batches int not null default 0,
        added int not null default 0,
        changed int not null default 0,
        same int not null default 0,
        refused int not null default 0,
        progress float8,
        problem_kind text,
        problem text,
        from_at timestamptz,
        created_by uuid references users on delete set null,
        created_at timestamptz not null,
        started_at timestamptz,
        finished_at timestamptz
      );
      create unique index sync_runs_open on sync_runs (sync_id) where finished_at is null;
      create index sync_runs_latest on sync_runs (sync_id, created_at);
    `);
  }
}
