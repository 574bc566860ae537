import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePasswordResets1763830003000 implements MigrationInterface {
  readonly name = 'CreatePasswordResets1763830003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table password_resets (
        user_id uuid primary key references users on delete cascade,
        token_hash bytea not null unique,
        expires_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table password_resets');
  }
}
