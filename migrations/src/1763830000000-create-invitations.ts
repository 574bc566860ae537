import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateInvitations1763830000000 implements MigrationInterface {
  readonly name = 'CreateInvitations1763830000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table invitations (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        role text not null check (role in ('owner', 'editor', 'viewer')),
        label text not null default '',
        email text,
        token_hash bytea not null unique,
        most_uses int not null default 1 check (most_uses between 1 and 100),
        uses int not null default 0 check (uses <= most_uses),
        created_by uuid references users on delete set null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        revoked_at timestamptz
      );
      create index invitations_workspace on invitations (workspace_id, created_at);
      alter table users add column last_workspace_id uuid references workspaces on delete set null;
      alter table sessions
        add column user_agent text not null default '',
        add column address text not null default '',
        add column last_seen_at timestamptz not null default now();
      alter table events add column origin jsonb not null default '{}';
    `);
    await protectTenantTable(runner, 'invitations');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table events drop column origin;
      alter table sessions drop column user_agent, drop column address, drop column last_seen_at;
      alter table users drop column last_workspace_id;
      drop table invitations;
    `);
  }
}
