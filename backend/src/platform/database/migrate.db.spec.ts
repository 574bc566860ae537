import { migrations } from '@quarterdeck/migrations';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { createEmptyDatabase, type TestDatabase } from '../testing/test-database.js';
import { testApp } from '../testing/test-app.js';
import { dataSourceOptions, migrate } from './migrate.js';

describe('migrations', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createEmptyDatabase();
  });
  afterEach(() => database.drop());

  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const tables = () =>
    query(`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`);

  it('go up, down to nothing, and up again', async () => {
    await migrate(database.url);
    const first = await tables();
    const source = await new DataSource(dataSourceOptions(database.url)).initialize();
    for (const _ of migrations) await source.undoLastMigration({ transaction: 'each' });
    await source.destroy();
    expect(await tables()).toEqual([{ relname: 'migrations' }]);
    await migrate(database.url);
    expect(await tables()).toHaveLength(first.length);
  });

  it('wait for each other when several processes start at once', async () => {
    await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(await query('select count(*)::int as n from migrations')).toEqual([{ n: migrations.length }]);
  });

  it('refuse a database that a newer version has migrated, and leave it as it is', async () => {
    await migrate(database.url);
    await query(`insert into migrations (timestamp, name) values (1, 'FromTheFuture1')`);
    await expect(migrate(database.url)).rejects.toThrow('newer Quarterdeck (it has the migration FromTheFuture1)');
  });

  it('say in one sentence that a database cannot be reached', async () => {
    await expect(migrate('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(
      /^The database at 127\.0\.0\.1:1\/none cannot be reached .* check QD_DATABASE_URL/,
    );
  });
});

/** Keys, indexes and defaults live in the migrations alone. */
describe('the entities', () => {
  it('describe the schema that the migrations make: no column more or less, none of another type', async () => {
    const app = await testApp();
    try {
      const source = app.app.get(DataSource);
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      const differences = upQueries
        .map(({ query }) => query)
        .filter((text) => /(ADD|DROP) "|CREATE TABLE|ALTER COLUMN/.test(text));
      expect(differences.filter((text) => !/CONSTRAINT|INDEX|DEFAULT/.test(text))).toEqual([]);
    } finally {
      await app.stop();
    }
  });
});
