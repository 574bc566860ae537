import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateShareLinks1763600007000 implements MigrationInterface {
  readonly name = 'CreateShareLinks1763600007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table share_links (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        dashboard_id uuid not null references dashboards on delete cascade,
        name text not null,
        token_hash bytea not null unique,
        created_by uuid references users on delete set null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      create index share_links_dashboard on share_links (dashboard_id);
    `);
    await protectTenantTable(runner, 'share_links');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table share_links');
  }
}
