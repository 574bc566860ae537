import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateAnnotationEdits1763710000000 implements MigrationInterface {
  readonly name = 'CreateAnnotationEdits1763710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table annotations
        add column colour text not null default 'info'
          check (colour in ('accent', 'good', 'warn', 'bad', 'info')),
        add column edited_at timestamptz;
      create table annotation_edits (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        annotation_id uuid not null references annotations on delete cascade,
        editor_id uuid references users on delete set null,
        edited_at timestamptz not null,
        before jsonb not null
      );
      create index annotation_edits_annotation on annotation_edits (annotation_id, edited_at);
    `);
    await protectTenantTable(runner, 'annotation_edits');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table annotation_edits;
      alter table annotations drop column colour, drop column edited_at;
    `);
  }
}
