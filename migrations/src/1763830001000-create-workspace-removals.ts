import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is left of a workspace after it was deleted, until that is gone, too: its points, which no foreign key can take
 * along. These tables belong to the server, not to a workspace: the one they tell of exists no more.
 */
export class CreateWorkspaceRemovals1763830001000 implements MigrationInterface {
  readonly name = 'CreateWorkspaceRemovals1763830001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workspace_removals (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        requested_by uuid references users on delete set null,
        requested_at timestamptz not null,
        total int not null default 0,
        done int not null default 0,
        finished_at timestamptz
      );
      create table removed_series (
        series_id int primary key,
        removal_id uuid not null references workspace_removals on delete cascade
      );
      create index removed_series_removal on removed_series (removal_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table removed_series; drop table workspace_removals;');
  }
}
