import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSearchText1763820002000 implements MigrationInterface {
  readonly name = 'CreateSearchText1763820002000';

  /**
   * What a dashboard is found by lies beside its document, in a column that is short enough to be read for all dashboards
   * of a workspace at once. An index over words would not serve: under row level security it is not asked.
   */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table dashboards add column search_text text not null default '';
      create function describe_dashboard() returns trigger language plpgsql as $body$
      begin
        new.search_text := lower(concat_ws(' ',
          new.document->>'title',
          new.document->>'description',
          (select string_agg(panel->>'title', ' ') from jsonb_path_query(new.document, '$.panels[*]') panel),
          (select string_agg(metric #>> '{}', ' ')
             from jsonb_path_query(new.document, '$.panels[*].queries[*].input.metric ? (@.type() == "string")') metric)
        ));
        return new;
      end
      $body$;
      create trigger dashboards_described before insert or update of document on dashboards
        for each row execute function describe_dashboard();
      update dashboards set document = document;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger dashboards_described on dashboards;
      drop function describe_dashboard();
      alter table dashboards drop column search_text;
    `);
  }
}
