import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

/**
 * Metrics and series can be deleted. A removed series stays noted after its points are gone, for as long as a process may
 * still remember its id: what is sent to it then is refused by the store, and stored under a new one.
 */
export class CreateMetricRemovals1764060000000 implements MigrationInterface {
  readonly name = 'CreateMetricRemovals1764060000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table metric_removals (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        metric text not null,
        labels jsonb,
        requested_at timestamptz not null,
        total double precision not null default 0,
        done double precision not null default 0,
        finished_at timestamptz
      );
      create index metric_removals_workspace on metric_removals (workspace_id, requested_at);
      alter table removed_series drop constraint removed_series_removal_id_fkey;
      alter table removed_series add column gone_at timestamptz;
    `);
    await protectTenantTable(runner, 'metric_removals');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from removed_series where removal_id not in (select id from workspace_removals);
      alter table removed_series drop column gone_at;
      alter table removed_series add foreign key (removal_id) references workspace_removals on delete cascade;
      drop table metric_removals;
    `);
  }
}
