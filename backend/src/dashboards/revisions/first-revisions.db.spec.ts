import { migrations } from '@quarterdeck/migrations';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrate } from '../../platform/database/migrate.js';
import { createEmptyDatabase, type TestDatabase } from '../../platform/testing/test-database.js';

describe('dashboards that were there before the history', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    client = new Client({ connectionString: database.url });
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('begin it with what they are now, under the version they have reached', async () => {
    await migrate(database.url);
    const at = migrations.findIndex(({ name }) => name.startsWith('CreateDashboardRevisions'));
    const source = await new DataSource(dataSourceOptions(database.url)).initialize();
    for (const _ of migrations.slice(at)) await source.undoLastMigration({ transaction: 'each' });
    await source.destroy();
    await client.connect();
    await client.query(`
      with home as (insert into workspaces (name) values ('Home') returning id),
           anna as (insert into users (email, name, password_hash) values ('a@example.com', 'Anna', '-') returning id)
      insert into dashboards (workspace_id, version, document, updated_by)
        select home.id, made.version, jsonb_build_object('title', made.title), case when made.version = 7 then anna.id end
          from home, anna, (values (7, 'Hers'), (1, 'Demo')) as made (version, title)`);
    await migrate(database.url);
    const { rows } = await client.query(`
      select r.version, r.author_kind, u.name, r.document = d.document and r.saved_at = d.updated_at as same
        from dashboard_revisions r join dashboards d on d.id = r.dashboard_id left join users u on u.id = r.author_id
        order by r.version`);
    expect(rows).toEqual([
      { version: 1, author_kind: 'system', name: null, same: true },
      { version: 7, author_kind: 'user', name: 'Anna', same: true },
    ]);
  });
});
