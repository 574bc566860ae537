import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateAnnotations1763600006000 implements MigrationInterface {
  readonly name = 'CreateAnnotations1763600006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table annotations (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        dashboard_id uuid references dashboards on delete cascade,
        metric text,
        labels jsonb not null default '{}',
        from_at timestamptz not null,
        to_at timestamptz,
        text text not null,
        tags text[] not null default '{}',
        source text not null check (source in ('person', 'api', 'plugin')),
        author_id uuid references users on delete set null,
        created_at timestamptz not null default now(),
        check (to_at is null or to_at >= from_at),
        check (dashboard_id is not null or metric is not null)
      );
      create index annotations_metric on annotations (workspace_id, metric, from_at);
      create index annotations_dashboard on annotations (dashboard_id, from_at);
    `);
    await protectTenantTable(runner, 'annotations');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table annotations');
  }
}
