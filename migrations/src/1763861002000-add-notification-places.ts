import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the thing lies that news are about: who may not see that any more is not shown the news. */
export class AddNotificationPlaces1763861002000 implements MigrationInterface {
  readonly name = 'AddNotificationPlaces1763861002000';

  /** Until now all news were about comments on dashboards, and led there. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notifications add column place text;
      update notifications set place = 'dashboard:' || substring(link from '^/dashboards/([0-9a-f-]{36})')
        where link ~ '^/dashboards/[0-9a-f-]{36}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notifications drop column place');
  }
}
