import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexNewSeries1763900003000 implements MigrationInterface {
  readonly name = 'IndexNewSeries1763900003000';

  /** Who makes new series is asked how many there were within a day. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index series_created on series (workspace_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index series_created');
  }
}
