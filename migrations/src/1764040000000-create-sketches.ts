import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How the values of each hour and each day are spread, beside what they come to: so that quantiles of long ranges need not read
 * the points. Like rollups they carry no workspace and the tenant role has no right on them. Hours that are rolled up already
 * are noted: a job sketches them while the server runs.
 */
export class CreateSketches1764040000000 implements MigrationInterface {
  readonly name = 'CreateSketches1764040000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['rollup_1h_sketch', 'rollup_1d_sketch']) {
      await runner.query(`
        create table ${table} (
          series_id int not null,
          ts timestamptz not null,
          min float8 not null,
          max float8 not null,
          bins int2[] not null,
          counts int4[] not null,
          primary key (series_id, ts)
        );
      `);
    }
    await runner.query(`
      create table rollup_unsketched (series_id int not null, ts timestamptz not null, primary key (series_id, ts));
      create index rollup_unsketched_time on rollup_unsketched (ts);
      insert into rollup_unsketched select series_id, ts from rollup_1h;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rollup_unsketched; drop table rollup_1d_sketch; drop table rollup_1h_sketch;');
  }
}
