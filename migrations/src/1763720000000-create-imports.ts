import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateImports1763720000000 implements MigrationInterface {
  readonly name = 'CreateImports1763720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table imports (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        file_name text not null,
        file_bytes float8 not null,
        mapping jsonb not null,
        status text not null default 'waiting'
          check (status in ('waiting', 'running', 'done', 'failed', 'cancelled', 'undone')),
        read_bytes float8 not null default 0,
        rows float8 not null default 0,
        refused float8 not null default 0,
        added float8 not null default 0,
        replaced float8 not null default 0,
        unchanged float8 not null default 0,
        series int not null default 0,
        from_at timestamptz,
        to_at timestamptz,
        problem text,
        undoable boolean not null default false,
        created_by uuid references users on delete set null,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        progress_at timestamptz,
        finished_at timestamptz
      );
      create index imports_workspace on imports (workspace_id, created_at);
      create table import_refusals (
        workspace_id uuid not null references workspaces on delete cascade,
        import_id uuid not null references imports on delete cascade,
        line int not null,
        reason text not null,
        content text not null,
        primary key (import_id, line)
      );
      create table import_parts (
        workspace_id uuid not null references workspaces on delete cascade,
        import_id uuid not null references imports on delete cascade,
        number int not null,
        points bytea not null,
        primary key (import_id, number)
      );
    `);
    await protectTenantTable(runner, 'imports');
    await protectTenantTable(runner, 'import_refusals');
    await protectTenantTable(runner, 'import_parts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table import_parts; drop table import_refusals; drop table imports;');
  }
}
