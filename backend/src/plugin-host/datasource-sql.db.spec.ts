import { cellAt, PluginError, type Frame, type TimeRange } from '@quarterdeck/sdk';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { pino } from 'pino';
import { Clock } from '../platform/clock.js';
import { Config, PROJECT_ROOT } from '../platform/config.js';
import { Egress } from '../platform/egress.js';
import { createEmptyDatabase, type TestDatabase } from '../platform/testing/test-database.js';
import { PluginHostService, type PluginQuestion } from './plugin-host.service.js';

/** The plugin for PostgreSQL, packed and behind its walls, against a real server. */
const place = await mkdtemp(join(tmpdir(), 'quarterdeck-sql-'));
const never = new AbortController().signal;
const id = randomBytes(4).toString('hex');
const reader = `reader_${id}`;
const mighty = `mighty_${id}`;
const beside = `beside_${id}`;
/** Signs in and becomes the reader, as a setting of the role; what is under it comes back with one function. */
const disguised = { superuser: `king_${id}`, bypassrls: `seer_${id}`, 'member of pg_read_server_files': `clerk_${id}` };
const PASSWORD = 'häring & käse 9';
const RANGE: TimeRange = {
  ...{ from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 2), timezone: 'Europe/Berlin', maxPoints: 24 },
};

let database: TestDatabase;
let admin: Client;
let host: PluginHostService;
let settings: { host: string; port: number; database: string };

beforeAll(async () => {
  const folder = join(place, 'datasource-sql');
  const packer = resolve(PROJECT_ROOT, 'tools/build-plugin.mjs');
  const plugin = resolve(PROJECT_ROOT, 'plugins/datasource-sql');
  [database] = await Promise.all([
    createEmptyDatabase(),
    promisify(execFile)(process.execPath, [packer, plugin, join(folder, 'dist')]),
  ]);
  const { hostname, port, pathname } = new URL(database.url);
  settings = { host: hostname, port: Number(port), database: pathname.slice(1) };
  admin = new Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(`
    create table orders (id bigint, at timestamptz, shop text, total numeric(10, 2), paid boolean, day date, local timestamp, raw jsonb);
    insert into orders values
      (1, '2026-01-01 00:30:00+00', 'north', 10.50, true, '2026-01-01', '2026-01-01 00:30', '{"a": 1}'),
      (2, '2026-01-01 01:15:00+00', 'south', 4, false, '2026-01-01', '2026-01-01 01:15', null),
      (9007199254740993, '2026-01-01 01:45:00+00', 'north', null, null, '2026-01-01', '2026-01-01 01:45', '[]'),
      (4, '2026-01-02 00:00:00+00', 'north', 99, true, '2026-01-02', '2026-01-02 00:00', null);
    create table hidden (x int);
    create role ${reader} login password '${PASSWORD}' nosuperuser;
    grant usage on schema public to ${reader};
    grant select on orders to ${reader};
    create sequence numbers; grant usage on sequence numbers to ${reader};
    create role ${mighty} login password '${PASSWORD}' nosuperuser;
    grant pg_read_server_files to ${mighty};
    create role ${beside} nosuperuser bypassrls;
    create role ${disguised.superuser} login password '${PASSWORD}' superuser;
    create role ${disguised.bypassrls} login password '${PASSWORD}' bypassrls;
    create role ${disguised['member of pg_read_server_files']} login password '${PASSWORD}';
    grant pg_read_server_files to ${disguised['member of pg_read_server_files']};
  `);
  for (const role of Object.values(disguised))
    await admin.query(`grant ${reader} to ${role}; alter role ${role} set role = ${reader}`);
  const allow = [`${settings.host}:${settings.port}`, `${settings.host}:1`];
  const config = Config.read({ QD_PLUGIN_DIRS: place, QD_EGRESS_ALLOW: allow.join(',') });
  host = new PluginHostService(config, new Egress(allow), new Clock(), pino({ level: 'silent' }));
  await host.onModuleInit();
});
afterAll(async () => {
  await host.stop();
  const roles = [mighty, beside, ...Object.values(disguised), reader].join(', ');
  await admin.query(`drop owned by ${roles}; drop role ${roles}`);
  await admin.end();
  await database.drop();
  await rm(place, { recursive: true });
});

const connection = (config: object = {}, password = PASSWORD) => ({
  pin: 'datasource-sql@1',
  config: { ...settings, user: reader, tls: 'disable', ...config },
  secrets: { password },
});
const check = (config: object = {}, password = PASSWORD) => host.check(connection(config, password), never);

interface Asked {
  readonly config?: object;
  readonly range?: Partial<TimeRange>;
  readonly input?: object;
  readonly variables?: NonNullable<PluginQuestion['variables']>;
  readonly signal?: AbortSignal;
}

async function ask(sql: string, { config, range, input, variables = {}, signal = never }: Asked = {}): Promise<Frame> {
  const question = { kind: 'sql', input: { sql, ...input }, range: { ...RANGE, ...range }, variables };
  const [frame] = await host.query(connection(config), question, signal);
  if (!frame) throw new Error('There was no frame.');
  return frame;
}

const rowsOf = (frame: Frame) =>
  Array.from({ length: frame.length }, (_, row) => frame.fields.map((field) => cellAt(field, row)));
const refused = async (asked: Promise<unknown>) => {
  const error = await asked.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PluginError);
  return error as PluginError;
};

describe('the check of a PostgreSQL connection', () => {
  it('says what it is connected to and what can be read', async () => {
    const { message } = await check();
    expect(message).toMatch(/^Connected to PostgreSQL \d+(\.\d+)? as "reader_\w+", which can read one table\.$/);
  });

  it.each([
    ['the password', {}, 'wrong', { kind: 'auth', field: 'password' }],
    ['the user', { user: 'nobody_at_all' }, PASSWORD, { kind: 'auth' }],
    ['the database', { database: 'not_there' }, PASSWORD, { kind: 'config', field: 'database' }],
    ['the port', { port: 1 }, PASSWORD, { kind: 'transient', field: 'host' }],
    ['the host', { host: 'not-there.invalid' }, PASSWORD, { field: 'host' }],
    ['the encryption', { tls: 'require' }, PASSWORD, { kind: 'config', field: 'tls' }],
  ])('says that %s is wrong', async (_, config, password, expected) => {
    expect(await refused(check(config, password))).toMatchObject(expected);
  });

  it('never repeats the password', async () => {
    expect((await refused(check({}, 'canary-4711'))).message).not.toContain('canary-4711');
  });

  it('refuses who may do more than read, and says how to make a reader', async () => {
    const { username, password } = new URL(database.url);
    const user = decodeURIComponent(username);
    const superuser = await refused(check({ user }, decodeURIComponent(password) || 'none'));
    expect(superuser).toMatchObject({ kind: 'config', field: 'user', message: expect.stringContaining('superuser') });
    expect(superuser.message).toContain(`grant connect on database ${settings.database} to quarterdeck_reader;`);
    const member = await refused(check({ user: mighty }));
    expect(member.message).toContain('member of pg_read_server_files');
    expect(await refused(ask('select 1', { config: { user: mighty } }))).toMatchObject({ field: 'user' });
  });

  it.each(Object.entries(disguised))('refuses a reader in whose place %s signed in', async (right, user) => {
    for (const asked of [() => check({ user }), () => ask('select 1', { config: { user } })]) {
      const { kind, message } = await refused(asked());
      expect([kind, message]).toEqual(['config', expect.stringContaining(`${right}, as "${user}"`)]);
    }
  });

  it('refuses who could become a role that sees past row level security', async () => {
    await admin.query(`grant ${beside} to ${mighty}; revoke pg_read_server_files from ${mighty}`);
    expect((await refused(check({ user: mighty }))).message).toContain(`member of ${beside}`);
  });
});

describe('a question in SQL', () => {
  it('is answered with columns of their types, days beginning where the dashboard is', async () => {
    const frame = await ask('select at, id, total, paid, shop, day, local, raw from orders where id < 3 order by id', {
      input: { series: false },
    });
    expect(frame.fields.map(({ type }) => type)).toEqual([
      ...['time', 'number', 'number', 'boolean', 'string', 'time', 'time', 'string'],
    ]);
    const midnight = Date.UTC(2025, 11, 31, 23);
    expect(rowsOf(frame)).toEqual([
      [Date.UTC(2026, 0, 1, 0, 30), 1, 10.5, true, 'north', midnight, Date.UTC(2026, 0, 1, 0, 30), '{"a": 1}'],
      [Date.UTC(2026, 0, 1, 1, 15), 2, 4, false, 'south', midnight, Date.UTC(2026, 0, 1, 1, 15), null],
    ]);
    expect(frame).toMatchObject({ source: 'datasource-sql 1.0.0', truncated: false });
  });

  it('shows whole numbers that would be rounded as text, and says so', async () => {
    const frame = await ask('select id from orders where id > 5');
    expect(rowsOf(frame)).toEqual([['9007199254740993']]);
    expect(frame.notices?.[0]?.text).toContain('beyond 2^53');
  });

  it('gives two columns of one name a name each, and rows of nothing their columns', async () => {
    expect((await ask('select 1, 2, 3 as x, 4 as x')).fields.map(({ name }) => name)).toEqual([
      ...['column', 'column 2', 'x', 'x 2'],
    ]);
    expect(await ask('select id, shop from orders where false')).toMatchObject({ length: 0, fields: [{}, {}] });
  });

  it('knows the time range and groups by it, always by parameters', async () => {
    const sql = `select $__timeGroup(at, '1h') as time, shop, sum(total) as total from orders
      where $__timeFilter(at) group by 1, shop order by 1`;
    const frame = await ask(sql);
    expect(frame.fields.map(({ labels }) => labels?.shop)).toEqual([undefined, 'north', 'south']);
    expect(rowsOf(frame)).toEqual([
      [Date.UTC(2026, 0, 1, 0), 10.5, null],
      [Date.UTC(2026, 0, 1, 1), null, 4],
    ]);
    const grouped = await ask(
      `select $__timeGroupAlias(at, $__interval), count(*) from orders where $__timeFilter(at)
       group by $__timeGroup(at, $__interval) order by 1`,
    );
    expect(rowsOf(grouped)).toEqual([
      [Date.UTC(2026, 0, 1, 0), 1],
      [Date.UTC(2026, 0, 1, 1), 2],
    ]);
  });

  it('groups by days of the dashboard and not of the server', async () => {
    const sql = `select $__timeGroup(at, '1d') as time, count(*) from orders group by 1 order by 1`;
    expect(rowsOf(await ask(sql))).toEqual([
      [Date.UTC(2025, 11, 31, 23), 3],
      [Date.UTC(2026, 0, 1, 23), 1],
    ]);
    const newYork = await ask(sql, { range: { timezone: 'America/New_York' } });
    expect(rowsOf(newYork)).toEqual([
      [Date.UTC(2025, 11, 31, 5), 3],
      [Date.UTC(2026, 0, 1, 5), 1],
    ]);
  });

  it('filters times without a zone and seconds since 1970 as well', async () => {
    expect(rowsOf(await ask('select count(*) from orders where $__timeFilter(local)'))).toEqual([[3]]);
    const seconds = 'select extract(epoch from at) as s from orders';
    expect(rowsOf(await ask(`select count(*) from (${seconds}) o where $__unixEpochFilter(s)`))).toEqual([[3]]);
    const ends = 'select $__timeFrom(), $__timeTo(), $__from, $__to, $__interval_ms, $__unixEpochFrom() + 0';
    expect(rowsOf(await ask(ends))).toEqual([
      [RANGE.from, RANGE.to, RANGE.from, RANGE.to, 3_600_000, RANGE.from / 1000],
    ]);
  });

  it('takes the variables of the dashboard as parameters, several as an array', async () => {
    const of = (...values: (string | number)[]) => ({ values, all: false });
    const variables = { shop: of('south', "x' or true --"), least: of(3), order: of('1; drop table orders') };
    const sql = `select id from orders where shop in (\${shop}) and shop = any(\${shop}) and total > \${least} and \${order}::text is not null`;
    expect(rowsOf(await ask(sql, { variables }))).toEqual([[2]]);
    const none = { shop: of("x' or true --"), least: of(0), order: of('x') };
    expect(rowsOf(await ask(sql, { variables: none }))).toEqual([]);
  });

  it('is cut at the most rows, and says so', async () => {
    const frame = await ask('select n from generate_series(1, 5000) n', { config: { maxRows: 1500 } });
    expect(frame).toMatchObject({ length: 1500, truncated: true, notices: [{ level: 'warning' }] });
    const whole = await ask('select n from generate_series(1, 1500) n', { config: { maxRows: 1500 } });
    expect(whole).toMatchObject({ length: 1500, truncated: false });
  });

  it('that is many at once takes its turn', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => ask(`select ${n} as n`, { config: { maxParallel: 2 } })),
    );
    expect(answers.map((frame) => rowsOf(frame)[0]?.[0])).toEqual(Array.from({ length: 12 }, (_, n) => n));
  });

  it.each([
    ['select total from orders where shp = 1', 'shp', 'Column "shp" does not exist.'],
    ['select 1 +', '', 'Syntax error at end of input.'],
    ["select '🦑', $__timeFilter(wrong) from orders", 'wrong', 'Column "wrong" does not exist.'],
    ["select '🦑' where $__timeFilter(now()) and nope", 'nope', 'Column "nope" does not exist.'],
    ['select $__nothing(at)', '$__nothing', 'There is no macro $__nothing.'],
    ["select '$__interval'", '$__interval', 'stands in quotes'],
    ['select ${region}', '${region}', 'There is no variable "region"'],
    ["select $__timeGroup(at, 'often') from orders", "'often'", 'is no step of time'],
  ])('that is wrong is told where: %s', async (sql, at, message) => {
    const error = await refused(ask(sql));
    expect(error).toMatchObject({ kind: 'unsupported', field: 'sql', message: expect.stringContaining(message) });
    if (at === '') expect(error.position).toBe(sql.length);
    else
      expect(sql.slice(error.position)).toMatch(
        new RegExp(`^\\s*${at.replaceAll(/[$()]/g, '\\$&').replace(/[{}]/g, '\\$&')}`),
      );
  });
});

describe('hostile SQL', () => {
  it.each([
    ['a second statement', 'select 1; drop table orders'],
    ['a second statement behind a comment', 'select 1 --\n; insert into orders (id) values (7)'],
    ['an end of the transaction', 'commit; create table x ()'],
    ['a write', `insert into orders (id) values (7) returning id`],
    ['a write in a with', 'with gone as (delete from orders returning *) select * from gone'],
    ['a new table', 'select * into stolen from orders'],
    ['a program of the server', `copy (select 1) to program 'id'`],
    ['a copy', 'copy orders to stdout'],
    ['a file of the server', `select pg_read_file('/etc/passwd')`],
    ['a file of the server, by size', `select size from pg_stat_file('/etc/passwd')`],
    ['a large object', `select lo_import('/etc/passwd')`],
    ['another role', 'set role postgres'],
    ['another role, as a function', `select set_config('role', 'postgres', false)`],
    ['writing again', `select set_config('transaction_read_only', 'off', false)`],
    ['writing again, and a write', `select set_config('transaction_read_only', 'off', true), nextval('numbers')`],
    ['a number of a sequence', `select nextval('numbers')`],
    ['a block of code', `do $$ begin perform 1; end $$`],
    ['another database', `select * from dblink('dbname=postgres', 'select 1') as t (x int)`],
    ['what it was not given', 'select * from hidden'],
    ['passwords', 'select rolpassword from pg_authid'],
    ['a lock', 'select * from orders for update'],
    ['a cursor of ours', 'select 1) with hold; close quarterdeck'],
    ['an explanation', 'explain analyze select 1'],
    ['a listener', 'listen news'],
  ])('gets no %s', async (_, sql) => {
    expect(await refused(ask(sql))).toMatchObject({ kind: 'unsupported' });
    const { rows } = await admin.query<{ count: string }>('select count(*) from orders');
    expect(rows).toEqual([{ count: '4' }]);
  });

  it('leaves nothing behind for the next question', async () => {
    await ask(`select set_config('search_path', 'nowhere', false), pg_advisory_lock(42)::text`);
    expect(await ask('select count(*) from orders')).toMatchObject({ length: 1 });
    const { rows } = await admin.query('select 1 from pg_locks where locktype = $1 and objid = 42', ['advisory']);
    expect(rows).toEqual([]);
  });

  it('that takes too long is ended by the database', async () => {
    const error = await refused(ask('select pg_sleep(20)::text', { config: { timeoutSeconds: 1 } }));
    expect(error).toMatchObject({ kind: 'transient', message: expect.stringContaining('gave up after 1 seconds') });
  });

  it('that nobody waits for any more is ended in the database too', async () => {
    const controller = new AbortController();
    const asked = ask(`select pg_sleep(19)::text as slowly`, { signal: controller.signal });
    const running = async () => {
      const { rows } = await admin.query(
        `select 1 from pg_stat_activity where usename = $1 and state = 'active' and query like 'fetch%'`,
        [reader],
      );
      return rows.length;
    };
    await until(async () => (await running()) === 1);
    controller.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    await until(async () => (await running()) === 0);
    expect(await ask('select 1')).toMatchObject({ length: 1 });
  });

  it('with giant rows costs neither the host nor the plugin its memory', async () => {
    const giant = await refused(ask(`select repeat('x', 60000000) as x`));
    expect(giant.message).toMatch(/sent more than 50 MiB/);
    const large = await ask(`select repeat('y', 20000) as x, n from generate_series(1, 100) n`);
    expect(large).toMatchObject({ length: 100 });
    expect(String(rowsOf(large)[0]?.[0]).length).toBe(5001);
    expect(large.notices?.[0]?.text).toContain('cut off');
  });
});

describe('what the editor completes', () => {
  it('are the macros, and the tables and columns that can be read', async () => {
    const options = await host.options(connection(), 'schema', never);
    expect(options).toContainEqual({ value: '$__timeFilter(column)', detail: 'Only rows within the time range' });
    expect(options).toContainEqual({ value: 'orders', detail: 'public' });
    expect(options).toContainEqual({ value: 'total', of: 'orders', detail: 'numeric(10,2)' });
    expect(options.map(({ value }) => value)).not.toContain('hidden');
  });

  it('is offered by its name alone', async () => {
    await expect(host.options(connection(), 'constructor', never)).rejects.toMatchObject({ code: 'plugin.no-options' });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const late = Date.now() + 10_000;
  while (!(await holds())) if (Date.now() > late) throw new Error('It did not come to that.');
}
