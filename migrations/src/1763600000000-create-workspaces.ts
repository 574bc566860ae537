import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWorkspaces1763600000000 implements MigrationInterface {
  readonly name = 'CreateWorkspaces1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workspaces (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        created_at timestamptz not null default now()
      );
      alter table workspaces enable row level security;
      create policy workspaces_own on workspaces for select to quarterdeck_tenant
        using (id = nullif(current_setting('quarterdeck.workspace_id', true), '')::uuid);
      grant select on workspaces to quarterdeck_tenant;

      create table instance_settings (
        key text primary key,
        value jsonb not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table instance_settings; drop table workspaces;');
  }
}
