import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddRetention1763900004000 implements MigrationInterface {
  readonly name = 'AddRetention1763900004000';

  /** For how many days the numbers of a metric are kept; null for ever. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table metrics add column keep_days int check (keep_days > 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table metrics drop column keep_days');
  }
}
