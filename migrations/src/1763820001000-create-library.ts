import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateLibrary1763820001000 implements MigrationInterface {
  readonly name = 'CreateLibrary1763820001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table favourites (
        workspace_id uuid not null references workspaces on delete cascade,
        user_id uuid not null,
        dashboard_id uuid not null references dashboards on delete cascade,
        primary key (workspace_id, user_id, dashboard_id),
        foreign key (workspace_id, user_id) references memberships (workspace_id, user_id) on delete cascade
      );
      create index favourites_dashboard on favourites (dashboard_id);
      create table visits (
        workspace_id uuid not null references workspaces on delete cascade,
        user_id uuid not null,
        dashboard_id uuid not null references dashboards on delete cascade,
        opened_at timestamptz not null,
        primary key (workspace_id, user_id, dashboard_id),
        foreign key (workspace_id, user_id) references memberships (workspace_id, user_id) on delete cascade
      );
      create index visits_dashboard on visits (dashboard_id);
    `);
    await protectTenantTable(runner, 'favourites');
    await protectTenantTable(runner, 'visits');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table visits; drop table favourites;');
  }
}
