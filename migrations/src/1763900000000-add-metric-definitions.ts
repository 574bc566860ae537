import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddMetricDefinitions1763900000000 implements MigrationInterface {
  readonly name = 'AddMetricDefinitions1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table metrics
        add column kind text not null default 'gauge' check (kind in ('gauge', 'counter', 'delta')),
        add column additivity text not null default 'additive' check (additivity in ('additive', 'averaged', 'unique')),
        add column default_aggregate text not null default 'avg'
          check (default_aggregate in ('avg', 'min', 'max', 'sum', 'count', 'last')),
        add column description text not null default '',
        add column described_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table metrics
        drop column kind, drop column additivity, drop column default_aggregate,
        drop column description, drop column described_at;
    `);
  }
}
