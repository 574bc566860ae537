import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

export class CreateSlowQueries1763910000000 implements MigrationInterface {
  readonly name = 'CreateSlowQueries1763910000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table slow_queries (
        id bigint generated always as identity primary key,
        workspace_id uuid not null references workspaces on delete cascade,
        at timestamptz not null,
        duration_ms int not null,
        outcome text not null,
        source text not null,
        kind text not null,
        input jsonb not null,
        range_from timestamptz not null,
        range_to timestamptz not null,
        asked_by text not null,
        dashboard text,
        panel text
      );
      create index slow_queries_workspace on slow_queries (workspace_id, id);
    `);
    await protectTenantTable(runner, 'slow_queries');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table slow_queries');
  }
}
