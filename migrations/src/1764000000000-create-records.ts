import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-table.js';

/**
 * Streams of records, and metrics that are derived from them. Like points, records carry no workspace and the tenant role
 * has no right on them: whoever reads them first finds the stream, under row level security.
 */
export class CreateRecords1764000000000 implements MigrationInterface {
  readonly name = 'CreateRecords1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createRecords(runner);
    await this.createDerivedMetrics(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table derived_dirty; drop table derived_metrics; drop table removed_streams; drop table record; drop table streams;',
    );
  }

  private async createRecords(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table streams (
        id int generated always as identity primary key,
        workspace_id uuid not null references workspaces on delete cascade,
        name text not null,
        description text not null default '',
        connection_id uuid references connections on delete set null,
        fields jsonb not null default '{}',
        rows bigint not null default 0,
        created_at timestamptz not null default now(),
        unique (workspace_id, name)
      );
      create index streams_connection on streams (connection_id) where connection_id is not null;
    `);
    await protectTenantTable(runner, 'streams');
    // No reference to the stream: a look-up for every record would make storing them three times slower.
    await runner.query(`
      create table record (
        stream_id int not null,
        key text not null,
        ts timestamptz not null,
        body jsonb not null,
        primary key (stream_id, key)
      );
      create index record_time on record (stream_id, ts);
      create table removed_streams (stream_id int primary key, removal_id uuid);
    `);
  }

  private async createDerivedMetrics(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table derived_metrics (
        id uuid primary key default gen_random_uuid(),
        workspace_id uuid not null references workspaces on delete cascade,
        stream_id int not null references streams on delete cascade,
        metric text not null,
        aggregate text not null,
        field text,
        labels jsonb not null default '[]',
        conditions jsonb not null default '[]',
        every text not null,
        timezone text not null,
        unit text not null default '',
        removed boolean not null default false,
        rebuild uuid,
        problem text,
        created_at timestamptz not null default now(),
        unique (workspace_id, metric)
      );
      create index derived_metrics_stream on derived_metrics (stream_id);
    `);
    await protectTenantTable(runner, 'derived_metrics');
    await runner.query(`
      create table derived_dirty (
        derived_id uuid not null references derived_metrics on delete cascade,
        ts timestamptz not null,
        claim uuid,
        claimed_until timestamptz,
        primary key (derived_id, ts)
      );
    `);
  }
}
