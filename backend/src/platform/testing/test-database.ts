import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../database/migrate.js';

/** A migrated database that nobody else uses. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Any number; specs that start at once wait for each other on it while the first one makes the template. */
const TEMPLATE_LOCK = 7_340_118;

/** Every spec file has its own copy of this module and may share its process with others, hence the random part. */
const file = randomBytes(4).toString('hex');
let made = 0;

/**
 * Makes a fresh database for a spec file, called in its `beforeAll`; `drop` belongs into `afterAll`. It is copied from
 * a template that the first spec of the run migrates, which takes a fraction of migrating again.
 */
export const createTestDatabase = (): Promise<TestDatabase> =>
  create(async (client, server, name) => {
    const template = await requireTemplate(client, server);
    await client.query(`create database "${name}" template "${template}"`);
  });

/** An empty database, for specs about the migrations themselves. */
export const createEmptyDatabase = (): Promise<TestDatabase> =>
  create(async (client, _server, name) => {
    await client.query(`create database "${name}"`);
  });

async function create(make: (client: Client, server: string, name: string) => Promise<void>): Promise<TestDatabase> {
  const server = process.env.QD_TEST_SERVER_URL;
  if (!server) throw new Error('No test server runs: a spec that needs a database is named *.db.spec.ts.');
  made += 1;
  const name = `${prefix()}_${file}_${made}`;
  await onServer(server, (client) => make(client, server, name));
  const drop = (): Promise<void> =>
    onServer(server, async (client) => {
      await client.query(`drop database "${name}" with (force)`);
    });
  return { url: urlOf(server, name), drop };
}

/** The run is part of every name, so that two runs on one server do not meet and leftovers can be told. */
const prefix = (): string => `qd_test_${process.env.QD_TEST_RUN ?? 'alone'}`;

async function requireTemplate(client: Client, server: string): Promise<string> {
  const template = `${prefix()}_template`;
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length === 0) await makeTemplate(client, server, template);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return template;
}

/** It bears its name only when it is migrated, and lets nobody in: a database in use cannot be copied. */
async function makeTemplate(client: Client, server: string, template: string): Promise<void> {
  const unfinished = `${template}_unfinished`;
  await client.query(`drop database if exists "${unfinished}" with (force)`);
  await client.query(`create database "${unfinished}"`);
  await migrate(urlOf(server, unfinished));
  await client.query(`alter database "${unfinished}" allow_connections false`);
  // TimescaleDB's background workers may still be in.
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [unfinished]);
  await client.query(`alter database "${unfinished}" rename to "${template}"`);
}

async function onServer<T>(server: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
