import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateAuditEntries1763830002000 implements MigrationInterface {
  readonly name = 'CreateAuditEntries1763830002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_entries (
        id bigint generated always as identity primary key,
        workspace_id uuid not null references workspaces on delete cascade,
        event_id bigint not null,
        at timestamptz not null,
        kind text not null,
        actor_kind text not null,
        actor_id text not null,
        actor_name text not null,
        address text,
        subject_kind text not null,
        subject_id text not null,
        subject_name text not null,
        details jsonb not null,
        unique (workspace_id, event_id)
      );
      create index audit_entries_at on audit_entries (at);
    `);
    await protectTenantTable(runner, 'audit_entries');
    // Written by the server alone: what has happened is changed by nobody.
    await runner.query('revoke insert, update, delete on audit_entries from quarterdeck_tenant');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_entries');
  }
}
