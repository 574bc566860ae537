import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddAnnotationVersions1763840002000 implements MigrationInterface {
  readonly name = 'AddAnnotationVersions1763840002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table annotations add column version int not null default 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table annotations drop column version');
  }
}
