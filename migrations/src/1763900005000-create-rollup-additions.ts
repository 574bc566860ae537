import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each write of points comes to by the hour, as it was written: a job adds it to the rollups, many writes at a time. The
 * columns are not worth compressing, since they live for a second.
 */
export class CreateRollupAdditions1763900005000 implements MigrationInterface {
  readonly name = 'CreateRollupAdditions1763900005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rollup_addition (
        id bigint generated always as identity primary key,
        from_ts timestamptz not null,
        to_ts timestamptz not null,
        series int[] not null,
        hours timestamptz[] not null,
        n int[] not null,
        sum float8[] not null,
        min float8[] not null,
        max float8[] not null,
        first float8[] not null,
        first_ts timestamptz[] not null,
        last float8[] not null,
        last_ts timestamptz[] not null
      );
    `);
    for (const column of ['series', 'hours', 'n', 'sum', 'min', 'max', 'first', 'first_ts', 'last', 'last_ts']) {
      await runner.query(`alter table rollup_addition alter column ${column} set storage external`);
    }
  }

  /** What waits is marked instead, so that it is made right from the points. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into rollup_dirty (series_id, ts)
      select distinct part.series_id, part.ts from rollup_addition, unnest(series, hours) as part(series_id, ts)
      on conflict do nothing;
      drop table rollup_addition;
    `);
  }
}
