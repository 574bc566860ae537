import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a save changed is kept beside it, so that the history is listed without reading documents. Null: not kept yet. */
export class AddRevisionChanges1763861001000 implements MigrationInterface {
  readonly name = 'AddRevisionChanges1763861001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table dashboard_revisions add column changes jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table dashboard_revisions drop column changes');
  }
}
