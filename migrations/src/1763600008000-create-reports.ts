import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateReports1763600008000 implements MigrationInterface {
  readonly name = 'CreateReports1763600008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table snapshots (
        workspace_id uuid not null references workspaces on delete cascade,
        id text not null check (id ~ '^[0-9a-f]{64}$'),
        dashboard_id uuid not null,
        content bytea not null,
        created_at timestamptz not null default now(),
        primary key (workspace_id, id)
      );
      create table reports (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        dashboard_id uuid not null,
        snapshot_id text not null,
        title text not null,
        status text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
        progress float8 not null default 0,
        problem text,
        file bytea,
        created_by uuid references users on delete set null,
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        foreign key (workspace_id, snapshot_id) references snapshots (workspace_id, id)
      );
      create index reports_workspace on reports (workspace_id, created_at);
    `);
    await protectTenantTable(runner, 'snapshots');
    await protectTenantTable(runner, 'reports');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reports; drop table snapshots;');
  }
}
