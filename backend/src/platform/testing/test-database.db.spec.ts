import { Client } from 'pg';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from './test-database.js';

const made: TestDatabase[] = [];

afterEach(async () => {
  for (const database of made.splice(0)) await database.drop();
});

async function tables(database: TestDatabase): Promise<string[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('is migrated, and shared with no other spec', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    made.push(one, other);
    expect(one.url).not.toBe(other.url);
    expect(await tables(one)).toContain('workspaces');
    expect(await tables(other)).toContain('workspaces');
  });

  it('can be had empty', async () => {
    const empty = await createEmptyDatabase();
    made.push(empty);
    expect(await tables(empty)).toEqual([]);
  });

  it('is gone once it is dropped', async () => {
    const database = await createTestDatabase();
    await database.drop();
    await expect(tables(database)).rejects.toThrow('does not exist');
  });
});
