import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateConnections1763600004000 implements MigrationInterface {
  readonly name = 'CreateConnections1763600004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table connections (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        name text not null,
        plugin text not null,
        config jsonb not null,
        secrets bytea not null,
        secret_names text[] not null,
        created_by uuid references users on delete set null,
        created_at timestamptz not null default now(),
        unique (workspace_id, name)
      );
    `);
    await protectTenantTable(runner, 'connections');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table connections');
  }
}
