import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateFolders1763820000000 implements MigrationInterface {
  readonly name = 'CreateFolders1763820000000';

  /** The keys name the workspace, so that nothing can lie in the folder of another one. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table folders (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        parent_id uuid check (parent_id <> id),
        name text not null check (name <> ''),
        created_at timestamptz not null default now(),
        created_by uuid references users on delete set null,
        unique (workspace_id, id),
        foreign key (workspace_id, parent_id) references folders (workspace_id, id)
      );
      create unique index folders_name on folders (workspace_id, parent_id, lower(name)) nulls not distinct;
      create table folder_grants (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        folder_id uuid not null,
        user_id uuid,
        granted text not null check (granted in ('none', 'view', 'edit')),
        foreign key (workspace_id, folder_id) references folders (workspace_id, id) on delete cascade,
        foreign key (workspace_id, user_id) references memberships (workspace_id, user_id) on delete cascade
      );
      create unique index folder_grants_once on folder_grants (workspace_id, folder_id, user_id) nulls not distinct;
      alter table dashboards add column folder_id uuid,
        add constraint dashboards_folder foreign key (workspace_id, folder_id)
          references folders (workspace_id, id) on delete set null (folder_id);
      create index dashboards_in_folder on dashboards (workspace_id, folder_id);
    `);
    await protectTenantTable(runner, 'folders');
    await protectTenantTable(runner, 'folder_grants');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table dashboards drop column folder_id;
      drop table folder_grants; drop table folders;
    `);
  }
}
