import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ensureStorageTier } from './storage-tier.js';
import { protectTenantTable } from './tenant-table.js';

/**
 * Points carry no workspace and no row security (it would forbid TimescaleDB's columnstore); the tenant role has no right
 * on them. They are read by series ids that row security on `series` has already filtered.
 */
export class CreateSeries1763600003000 implements MigrationInterface {
  readonly name = 'CreateSeries1763600003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table metrics (
        workspace_id uuid not null references workspaces on delete cascade,
        name text not null,
        unit text not null default '',
        created_at timestamptz not null default now(),
        primary key (workspace_id, name)
      );
      create table series (
        id int generated always as identity primary key,
        workspace_id uuid not null,
        metric text not null,
        labels jsonb not null,
        hash bytea not null,
        created_at timestamptz not null default now(),
        unique (workspace_id, hash),
        foreign key (workspace_id, metric) references metrics (workspace_id, name) on delete cascade
      );
      create index series_metric on series (workspace_id, metric);
    `);
    await protectTenantTable(runner, 'metrics');
    await protectTenantTable(runner, 'series');
    await createPoints(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table point; drop table series; drop table metrics;');
  }
}

async function createPoints(runner: QueryRunner): Promise<void> {
  const columns = 'series_id int not null, ts timestamptz not null, value float8 not null';
  if ((await ensureStorageTier(runner)) === 'plain') {
    // The key carries the value, so that reading a range of one series touches the index alone.
    await runner.query(
      `create table point (${columns}, primary key (series_id, ts) include (value)) partition by range (ts)`,
    );
    return;
  }
  await runner.query(`create table point (${columns}, primary key (series_id, ts))`);
  await runner.query(
    `select create_hypertable('point', by_range('ts', interval '7 days'), create_default_indexes => false)`,
  );
}
