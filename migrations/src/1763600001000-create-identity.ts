import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateIdentity1763600001000 implements MigrationInterface {
  readonly name = 'CreateIdentity1763600001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table users (
        id uuid primary key default gen_random_uuid(),
        email text not null unique check (email = lower(email)),
        name text not null,
        password_hash text not null,
        created_at timestamptz not null default now()
      );
      create table memberships (
        workspace_id uuid not null references workspaces on delete cascade,
        user_id uuid not null references users on delete cascade,
        role text not null check (role in ('owner', 'editor', 'viewer')),
        created_at timestamptz not null default now(),
        primary key (workspace_id, user_id)
      );
      create table sessions (
        id uuid primary key default gen_random_uuid(),
        token_hash bytea not null unique,
        user_id uuid not null references users on delete cascade,
        workspace_id uuid not null references workspaces on delete cascade,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index sessions_user on sessions (user_id);
      create table sign_in_attempts (
        id bigint generated always as identity primary key,
        email text not null,
        address text not null,
        at timestamptz not null default now()
      );
      create index sign_in_attempts_email on sign_in_attempts (email, at);
      create index sign_in_attempts_address on sign_in_attempts (address, at);
      create table api_keys (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        name text not null,
        hint text not null,
        token_hash bytea not null unique,
        created_by uuid references users on delete set null,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        last_used_at timestamptz
      );
      create index api_keys_workspace on api_keys (workspace_id);
    `);
    await protectTenantTable(runner, 'memberships');
    await protectTenantTable(runner, 'api_keys');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table api_keys; drop table sign_in_attempts; drop table sessions; drop table memberships; drop table users;
    `);
  }
}
