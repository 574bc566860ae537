import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

/** Who was removed from a workspace, and when last: invitations from before let that person in no more. */
export class CreateMemberRemovals1763861000000 implements MigrationInterface {
  readonly name = 'CreateMemberRemovals1763861000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_removals (
        workspace_id uuid not null references workspaces on delete cascade,
        user_id uuid not null references users on delete cascade,
        removed_at timestamptz not null,
        primary key (workspace_id, user_id)
      );
      create index member_removals_user on member_removals (user_id);
    `);
    await protectTenantTable(runner, 'member_removals');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table member_removals');
  }
}
