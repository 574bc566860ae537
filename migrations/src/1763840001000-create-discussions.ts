import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateDiscussions1763840001000 implements MigrationInterface {
  readonly name = 'CreateDiscussions1763840001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table threads (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        dashboard_id uuid references dashboards on delete cascade,
        panel_id text,
        annotation_id uuid unique references annotations on delete cascade,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        resolved_at timestamptz,
        resolved_by uuid references users on delete set null,
        check ((dashboard_id is null) <> (annotation_id is null)),
        check (panel_id is null or dashboard_id is not null)
      );
      create index threads_dashboard on threads (dashboard_id, updated_at);
      create index threads_annotations on threads (workspace_id, updated_at) where annotation_id is not null;
      create table comments (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        thread_id uuid not null references threads on delete cascade,
        position int not null,
        author_id uuid references users on delete set null,
        text text not null,
        mentions uuid[] not null default '{}',
        version int not null default 1,
        created_at timestamptz not null,
        edited_at timestamptz,
        deleted_at timestamptz,
        unique (thread_id, position)
      );
      create table comment_edits (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        comment_id uuid not null references comments on delete cascade,
        edited_at timestamptz not null,
        before text not null
      );
      create index comment_edits_comment on comment_edits (comment_id, edited_at);
    `);
    for (const table of ['threads', 'comments', 'comment_edits']) await protectTenantTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table comment_edits; drop table comments; drop table threads;');
  }
}
