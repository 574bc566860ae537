import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEvents1763600002000 implements MigrationInterface {
  readonly name = 'CreateEvents1763600002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table events (
        id bigint generated always as identity primary key,
        name text not null,
        body jsonb not null,
        announced_at timestamptz not null default now(),
        attempts int not null default 0,
        due_at timestamptz not null default now()
      );
      create index events_due on events (due_at);
      grant insert on events to quarterdeck_tenant;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table events');
  }
}
