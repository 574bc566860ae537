import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateNotifications1763840000000 implements MigrationInterface {
  readonly name = 'CreateNotifications1763840000000';

  async up(runner: QueryRunner): Promise<void> {
    // Who leaves a workspace leaves the news of it behind.
    await runner.query(`
      create table notifications (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        user_id uuid not null,
        kind text not null,
        key text not null,
        person_id uuid references users on delete set null,
        facts jsonb not null default '{}',
        link text not null,
        created_at timestamptz not null,
        read_at timestamptz,
        foreign key (workspace_id, user_id) references memberships on delete cascade,
        unique (workspace_id, user_id, key)
      );
      create index notifications_newest on notifications (workspace_id, user_id, created_at desc, id desc);
      create index notifications_unread on notifications (workspace_id, user_id) where read_at is null;
      create index notifications_key on notifications (workspace_id, key);
    `);
    await protectTenantTable(runner, 'notifications');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notifications');
  }
}
