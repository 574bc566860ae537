import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateDashboards1763600005000 implements MigrationInterface {
  readonly name = 'CreateDashboards1763600005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dashboards (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        version int not null default 1,
        document jsonb not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        updated_by uuid references users on delete set null
      );
      create index dashboards_workspace on dashboards (workspace_id);
    `);
    await protectTenantTable(runner, 'dashboards');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dashboards');
  }
}
