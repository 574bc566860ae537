import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findStorageTier } from './storage-tier.js';

/**
 * A point tells since when it is known, in seconds since 2000 (null where it is older than this), and what it was before
 * stays as a restatement. Neither carries a workspace; the tenant role has no right on them.
 */
export class CreateRestatements1763900002000 implements MigrationInterface {
  readonly name = 'CreateRestatements1763900002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table point_restatement (
        id bigint generated always as identity primary key,
        series_id int not null,
        ts timestamptz not null,
        value float8 not null,
        since int,
        replaced_at timestamptz not null,
        removed boolean not null,
        by_kind text not null,
        by_id text not null,
        import_id uuid
      );
      create index point_restatement_key on point_restatement (series_id, ts, replaced_at);
      create index point_restatement_time on point_restatement (series_id, replaced_at);
    `);
    if ((await findStorageTier(runner)) === 'plain') await makeRoomBesideSeries(runner);
    else await runner.query('alter table point add column stored int');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table point drop column stored; drop table point_restatement;');
  }
}

/**
 * Behind the series id four bytes of every row are empty, since times begin at multiples of eight: there the new column costs
 * nothing. So the table is made anew around its partitions; months that are there already get the column at their end.
 */
async function makeRoomBesideSeries(runner: QueryRunner): Promise<void> {
  const parts = (await runner.query(`
    select inhrelid::regclass::text as name, pg_get_expr(relpartbound, inhrelid) as bound
      from pg_inherits join pg_class on oid = inhrelid where inhparent = 'point'::regclass
  `)) as { name: string; bound: string }[];
  for (const { name } of parts) {
    await runner.query(`alter table point detach partition ${name}; alter table ${name} add column stored int`);
  }
  await runner.query(`
    drop table point;
    create table point (
      series_id int not null,
      stored int,
      ts timestamptz not null,
      value float8 not null,
      primary key (series_id, ts) include (value)
    ) partition by range (ts);
  `);
  for (const { name, bound } of parts) await runner.query(`alter table point attach partition ${name} ${bound}`);
}
