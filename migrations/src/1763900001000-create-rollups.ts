import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the points of each hour and each day come to. Like points they carry no workspace and the tenant role has no right
 * on them. Series that have points already are noted as pending: a job rolls them up while the server runs.
 */
export class CreateRollups1763900001000 implements MigrationInterface {
  readonly name = 'CreateRollups1763900001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['rollup_1h', 'rollup_1d']) {
      // Two ints share eight bytes. Room is left in each page, so that a row that grows by a point stays where it is.
      await runner.query(`
        create table ${table} (
          series_id int not null,
          n int not null,
          ts timestamptz not null,
          sum float8 not null,
          min float8 not null,
          max float8 not null,
          first float8 not null,
          first_ts timestamptz not null,
          last float8 not null,
          last_ts timestamptz not null,
          primary key (series_id, ts)
        ) with (fillfactor = 70);
      `);
    }
    await runner.query(`
      create table rollup_dirty (series_id int not null, ts timestamptz not null, primary key (series_id, ts));
      create table rollup_pending (series_id int primary key);
      insert into rollup_pending select id from series;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table rollup_pending; drop table rollup_dirty; drop table rollup_1d; drop table rollup_1h;',
    );
  }
}
