import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditIndexes1763850000000 implements MigrationInterface {
  readonly name = 'CreateAuditIndexes1763850000000';

  /**
   * What is asked with every event must not become slower with every event: what something was called before, and which
   * news were read so long ago that they go.
   */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index audit_entries_subject on audit_entries (workspace_id, subject_kind, subject_id, event_id);
      create index notifications_read on notifications (workspace_id, read_at) where read_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index notifications_read; drop index audit_entries_subject;');
  }
}
