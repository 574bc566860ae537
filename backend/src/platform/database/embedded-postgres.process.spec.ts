import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { isRoot, type Account } from '../data-folder.js';
import { isAlive, until } from '../process-facts.js';
import { StartupError } from '../startup-error.js';
import { startOwner } from '../testing/owner-process.js';
import { attachEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

/** The system's user `daemon`, for a plain user; PostgreSQL refuses one that has no name. */
const PLAIN_USER: Account = { uid: 1, gid: 1 };

let home: string;
let dataDir: string;
const opened: EmbeddedPostgres[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quarterdeck-spec-'));
  chmodSync(home, 0o755);
  dataDir = join(home, 'data');
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.stop();
  await endLeftOver();
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir });
  opened.push(database);
  return database;
}

/** A failed test may leave a server without an owner. */
async function endLeftOver(): Promise<void> {
  const left = postmaster();
  if (left === undefined || left === process.pid || !isAlive(left)) return;
  process.kill(left, 'SIGINT');
  await until(() => !isAlive(left), 20_000);
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // these tests cut connections
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The number of the running server, from its own file. */
function postmaster(folder = 'data'): number | undefined {
  const file = join(home, folder, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

const insert = (url: string) => query(url, 'create table kept as select 1 as n');
const kept = (url: string) => query<{ n: number }>(url, 'select n from kept');

describe('the embedded database', () => {
  it('creates itself at the first start and finds its rows at the second', async () => {
    const first = await start();
    await insert(first.url);
    await opened.pop()?.stop();

    const second = await start();

    expect(await kept(second.url)).toEqual([{ n: 1 }]);
  });

  it('listens on 127.0.0.1 alone, in UTF-8, and keeps every commit through a power cut', async () => {
    const { url } = await start();
    const [settings] = await query(
      url,
      `select current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
       current_setting('server_encoding') as encoding, current_setting('fsync') as fsync, current_setting('jit') as jit`,
    );
    expect(settings).toEqual({ listens: '127.0.0.1', sockets: '', encoding: 'UTF8', fsync: 'on', jit: 'off' });
  });

  it('lets in nobody without the password, which only its owner can read', async () => {
    const { url } = await start();
    const guess = new URL(url);
    guess.password = 'guess';

    await expect(query(guess.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  });

  it('takes up a first start that was interrupted', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'half'), { recursive: true });
    const { url } = await start();
    expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('refuses a second server on the same data folder, and says which process has it', async () => {
    await start();
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      `Quarterdeck is already running with this data folder (process ${process.pid})`,
    );
  });

  it('takes over the lock of a process that is gone, also when its number lives on in another', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'server.lock'), JSON.stringify({ pid: process.ppid, start: 'before the last boot' }));
    const { url } = await start();
    expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('refuses the files of another PostgreSQL version with one sentence', async () => {
    await start();
    await opened.pop()?.stop();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '14\n');
    const refused = await startEmbeddedPostgres({ dataDir }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartupError);
    expect((refused as Error).message).toMatch(/was written by PostgreSQL 14, .* carries PostgreSQL 18/);
    expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
  });

  it('says why it does not start, and where there is more', async () => {
    await start();
    await opened.pop()?.stop();
    rmSync(join(dataDir, 'postgres', 'global', 'pg_control'));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/could not .*pg_control.*postgres\.log says more/);
  });
});

describe('after a crash', () => {
  it('closes the server that a killed Quarterdeck left running, and nothing committed is lost', async () => {
    const owner = startOwner(dataDir);
    const { url = '' } = await owner.outcome;
    await insert(url);
    const orphan = postmaster();
    owner.child.kill('SIGKILL');
    await owner.exited;
    expect(isAlive(orphan!)).toBe(true);

    const recovered = await start();

    expect(isAlive(orphan!)).toBe(false);
    expect(await kept(recovered.url)).toEqual([{ n: 1 }]);
  });

  it('recovers when Quarterdeck and its database were both killed', async () => {
    const owner = startOwner(dataDir);
    const { url = '' } = await owner.outcome;
    await insert(url);
    owner.child.kill('SIGKILL');
    process.kill(postmaster()!, 'SIGKILL');
    await owner.exited;

    expect(await kept((await start()).url)).toEqual([{ n: 1 }]);
  });

  it('does not outlive a Quarterdeck that leaves in a hurry', async () => {
    const owner = startOwner(dataDir);
    await owner.outcome;
    const server = postmaster()!;
    owner.child.kill('SIGHUP');
    await owner.exited;
    expect(await until(() => !isAlive(server), 20_000)).toBe(true);
  });

  it('is not misled by a postmaster.pid whose number now belongs to another database', async () => {
    await start();
    await opened.pop()?.stop();
    const stranger = await startEmbeddedPostgres({ dataDir: join(home, 'other') });
    opened.push(stranger);
    const pid = postmaster('other')!;
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${pid}\n${join(dataDir, 'postgres')}\n`);

    const { url } = await start();

    expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(postmaster('other')).toBe(pid);
  });

  it('brings a killed database back on the same port while Quarterdeck runs', async () => {
    const { url } = await start();
    await insert(url);
    const killed = postmaster()!;
    process.kill(killed, 'SIGKILL');

    await until(() => postmaster() !== killed && readyAgain(), 30_000);

    expect(await kept(url)).toEqual([{ n: 1 }]);
  });
});

const readyAgain = (): boolean =>
  postmaster() !== undefined &&
  readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
    .split('\n')[7]
    ?.trim() === 'ready';

describe('the command line', () => {
  it('joins the database of the running server and leaves it running', async () => {
    const server = await start();
    const joined = await attachEmbeddedPostgres({ dataDir });
    expect(joined.url).toBe(server.url);
    await joined.stop();
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('starts the database for as long as it needs it when no server runs', async () => {
    await start();
    await opened.pop()?.stop();
    const joined = await attachEmbeddedPostgres({ dataDir });
    expect(await query(joined.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await joined.stop();
    expect(postmaster()).toBeUndefined();
  });

  it('does not create a database where there is none', async () => {
    await expect(attachEmbeddedPostgres({ dataDir })).rejects.toThrow(/There is no database in .* yet/);
    expect(existsSync(dataDir)).toBe(false);
  });
});

/** Root may become anybody; a plain user can only test being a plain user. */
const asRoot = isRoot() ? describe : describe.skip; // eslint-disable-line no-restricted-syntax -- needs the right to change users

asRoot('started by root', () => {
  it('says which folder keeps the database out, and what to choose instead', async () => {
    chmodSync(home, 0o700);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      new RegExp(`cannot pass through ${home} .*QD_DATA_DIR=/var/lib/quarterdeck`),
    );
  });

  it('runs the database as a user without rights, who owns its files', async () => {
    await start();
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(65_534);
    expect(statSync(`/proc/${postmaster()}`).uid).toBe(65_534);
  });

  it('serves a plain user just as well, and continues as that user when root starts it next', async () => {
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o777);
    const owner = startOwner(dataDir, PLAIN_USER);
    expect(await owner.outcome).toEqual({ url: expect.stringContaining('127.0.0.1') });
    owner.child.kill('SIGTERM');
    expect(await owner.exited).toBe(0);

    await start();

    expect(statSync(`/proc/${postmaster()}`).uid).toBe(PLAIN_USER.uid);
  });

  it('tells a plain user that the database is root’s', async () => {
    await start();
    await opened.pop()?.stop();
    chmodSync(dataDir, 0o777);
    const owner = startOwner(dataDir, PLAIN_USER);
    expect(await owner.outcome).toEqual({
      name: 'StartupError',
      error: expect.stringMatching(/belongs to another user \(number 65534\).*QD_DATA_DIR/),
    });
  });
});
