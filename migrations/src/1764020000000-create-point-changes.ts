import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What names a metric in each table. */
const NAMED = { metrics: 'name', series: 'metric' };
const DEEDS = [
  ['insert', 'new'],
  ['update', 'old'],
  ['update', 'new'],
  ['delete', 'old'],
] as const;

/**
 * What changed lately, written in the transaction that changed it: points of which series and times, or what metrics are and
 * which series they have. By these rows caches learn what they may keep. They live for minutes and carry the transaction, since
 * only that tells which of them a reader has not seen yet.
 */
export class CreatePointChanges1764020000000 implements MigrationInterface {
  readonly name = 'CreatePointChanges1764020000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table point_change (
        xid xid8 not null default pg_current_xact_id(),
        series int[],
        from_ts timestamptz,
        to_ts timestamptz,
        workspace_id uuid,
        metrics text[]
      );
      create index point_change_xid on point_change (xid);
      alter table point_change alter column series set storage external;
    `);
    for (const [table, name] of Object.entries(NAMED)) {
      await runner.query(`
        create function note_change_of_${table}() returns trigger language plpgsql
          security definer set search_path from current as $$
        begin
          insert into point_change (workspace_id, metrics)
          select workspace_id, array_agg(distinct ${name}) from changed group by workspace_id;
          return null;
        end $$;
      `);
      for (const [deed, rows] of DEEDS) {
        await runner.query(`
          create trigger note_${deed}_${rows} after ${deed} on ${table} referencing ${rows} table as changed
            for each statement execute function note_change_of_${table}();
        `);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(NAMED)) await runner.query(`drop function note_change_of_${table} cascade`);
    await runner.query('drop table point_change');
  }
}
