import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateDashboardRevisions1763810000000 implements MigrationInterface {
  readonly name = 'CreateDashboardRevisions1763810000000';

  /** Dashboards that are there begin their history with what they are now, under the version they have reached. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dashboard_revisions (
        dashboard_id uuid not null references dashboards on delete cascade,
        version int not null,
        workspace_id uuid not null references workspaces on delete cascade,
        document jsonb not null,
        note text not null default '',
        author_kind text not null check (author_kind in ('user', 'api-key', 'system')),
        author_id uuid references users on delete set null,
        restored_from int,
        saved_at timestamptz not null,
        primary key (dashboard_id, version)
      );
      insert into dashboard_revisions
        (dashboard_id, version, workspace_id, document, author_kind, author_id, saved_at)
        select id, version, workspace_id, document,
               case when updated_by is null then 'system' else 'user' end, updated_by, updated_at
          from dashboards;
      alter table dashboards
        add column deleted_at timestamptz,
        add column deleted_by uuid references users on delete set null;
      create index dashboards_trash on dashboards (deleted_at) where deleted_at is not null;
    `);
    await protectTenantTable(runner, 'dashboard_revisions');
  }

  /** What lies in the trash would be back otherwise. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table dashboard_revisions;
      delete from dashboards where deleted_at is not null;
      alter table dashboards drop column deleted_at, drop column deleted_by;
    `);
  }
}
