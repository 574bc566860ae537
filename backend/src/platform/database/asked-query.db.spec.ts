import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { askedQuery, whileAsked } from './asked-query.js';

const LONG = { text: 'select pg_sleep(60)', rowMode: 'array' } as const;

describe('a statement that somebody waits for', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new Pool({ connectionString: database.url, max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const sleeping = async () => {
    const watch = new Pool({ connectionString: database.url, max: 1 });
    const text = `select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid()`;
    try {
      return (await watch.query<{ n: number }>(text)).rows[0]?.n;
    } finally {
      await watch.end();
    }
  };
  const until = async (count: number) => {
    while ((await sleeping()) !== count) await new Promise((resolve) => setImmediate(resolve));
  };

  it('ends in the database when nobody waits any more, although no other connection is free', async () => {
    const leaving = new AbortController();
    const asked = whileAsked(leaving.signal, () => askedQuery(pool, LONG));
    await until(1);
    leaving.abort(new Error('nobody waits'));
    await expect(asked).rejects.toThrow('nobody waits');
    await until(0);
    const { rows } = await whileAsked(new AbortController().signal, () =>
      askedQuery<[number]>(pool, { text: 'select 1', rowMode: 'array' }),
    );
    expect(rows).toEqual([[1]]);
  });

  it('is not sent where everybody had gone before', async () => {
    const gone = AbortSignal.abort(new Error('gone before'));
    await expect(whileAsked(gone, () => askedQuery(pool, LONG))).rejects.toThrow('gone before');
  });
});
