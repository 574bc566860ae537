import { Client } from 'pg';
import { testApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

/** Tables that hold no tenant data, or are read before a workspace is known; the tenant role has no right on them. */
const WITHOUT_WORKSPACE = [
  'derived_dirty',
  'events',
  'instance_settings',
  'migrations',
  'password_resets',
  'point',
  'point_change',
  'point_restatement',
  'record',
  'removed_series',
  'removed_streams',
  'rollup_1d',
  'rollup_1d_sketch',
  'rollup_1h',
  'rollup_1h_sketch',
  'rollup_addition',
  'rollup_dirty',
  'rollup_pending',
  'rollup_unsketched',
  'sessions',
  'sign_in_attempts',
  'users',
  'workspace_removals',
];

describe('raw SQL as the tenant role', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  let client: Client;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace('Ours');
    const theirs = await app.workspace('Theirs');
    for (const { pointsKey } of [ours, theirs]) {
      await app.client(pointsKey).request('POST', '/api/points', [{ metric: 'a', time: Date.now(), value: 1 }]);
    }
    client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
    await client.query('set role quarterdeck_tenant');
    await client.query(`select set_config('quarterdeck.workspace_id', $1, false)`, [ours.id]);
  });
  afterAll(async () => {
    await client.end();
    await app.stop();
  });

  const tables = async (condition: string): Promise<string[]> => {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and ${condition} order by 1`,
    );
    return rows.map(({ name }) => name);
  };

  it('is under row security on every table of a workspace, and every other table is named here', async () => {
    expect(await tables('not c.relrowsecurity')).toEqual(WITHOUT_WORKSPACE);
    expect((await tables('c.relrowsecurity')).length).toBeGreaterThan(8);
  });

  it('sees only its own workspace, in every table that it may read', async () => {
    for (const table of await tables('c.relrowsecurity')) {
      const column = table === 'workspaces' ? 'id' : 'workspace_id';
      const { rows } = await client.query<{ found: string }>(`select distinct ${column}::text as found from ${table}`);
      for (const { found } of rows) expect([table, found]).toEqual([table, ours.id]);
    }
    expect((await client.query('select from series')).rowCount).toBe(1);
  });

  it('sees no point at all, neither through the table nor through a partition', async () => {
    await expect(client.query('select from point')).rejects.toThrow('permission denied');
    const { rows } = await client.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'point'::regclass`,
    );
    expect(rows).not.toEqual([]);
    for (const { name } of rows) await expect(client.query(`select from ${name}`)).rejects.toThrow('permission denied');
  });

  it.each([...WITHOUT_WORKSPACE, 'instance_settings'])('may not read %s', async (table) => {
    await expect(client.query(`select from ${table}`)).rejects.toThrow('permission denied');
  });

  it('cannot write into another workspace', async () => {
    const foreign = `insert into metrics (workspace_id, name) values (gen_random_uuid(), 'x')`;
    await expect(client.query(foreign)).rejects.toThrow('row-level security');
  });

  it('sees nothing where no workspace is named', async () => {
    await client.query(`select set_config('quarterdeck.workspace_id', '', false)`);
    expect((await client.query('select from dashboards')).rowCount).toBe(0);
    expect((await client.query('select from series')).rowCount).toBe(0);
    await client.query(`select set_config('quarterdeck.workspace_id', $1, false)`, [ours.id]);
  });
});
