import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { createApplication } from '../../application.js';
import { MetricsService } from '../../metrics/metrics.service.js';
import { systemActor, type Actor } from '../actor.js';
import { Config } from '../config.js';
import { Measurements } from '../http/measurements.js';
import { startReplicated, type Replicated } from '../testing/replica.js';
import { Database } from './database.js';
import { migrate } from './migrate.js';

const START = Date.UTC(2026, 0, 1);

describe('reads of points with a replica', () => {
  let servers: Replicated;
  let replica: Client;
  let one: Process;
  let other: Process;
  const undo: (() => Promise<unknown>)[] = [];
  let actor: Actor;
  const dataDir = mkdtempSync(join(tmpdir(), 'quarterdeck-app-'));
  let stored = 0;

  beforeAll(async () => {
    servers = await startReplicated();
    undo.push(servers.stop);
    await migrate(servers.primaryUrl);
    [one, other] = [await processOn(servers, dataDir), await processOn(servers, dataDir)];
    undo.push(
      ...[one, other].map(
        ({ app }) =>
          () =>
            app.close(),
      ),
    );
    actor = systemActor(await workspace(one));
    replica = new Client({ connectionString: servers.replicaUrl });
    replica.on('error', () => undefined);
    await replica.connect();
    undo.push(() => replica.end());
    await store(one);
    await until(one, 'replica');
  }, 60_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function store({ app }: Process): Promise<void> {
    await app.get(MetricsService).append(actor, [{ metric: 'depth', labels: {} }], {
      series: Int32Array.of(0),
      times: Float64Array.of(START + stored * 1000),
      values: Float64Array.of(stored),
    });
    stored++;
  }
  async function seen({ app }: Process): Promise<number> {
    const query = { metric: 'depth', labels: {}, aggregate: 'raw' as const };
    const range = { from: START, to: START + 10_000_000, timezone: 'UTC', maxPoints: 10_000 };
    const [frame] = await app.get(MetricsService).query(actor, query, range);
    return frame?.fields[0]?.values.length ?? 0;
  }
  /** Which servers were asked meanwhile, and what was found. */
  async function asked(process: Process): Promise<{ found: number; by: string[] }> {
    const before = await process.reads();
    const found = await seen(process);
    const after = await process.reads();
    return { found, by: Object.keys(after).filter((server) => (after[server] ?? 0) > (before[server] ?? 0)) };
  }
  /** Stores and asks until this server alone is asked: an answer that is kept asks none. */
  async function until(process: Process, server: string): Promise<void> {
    const patience = AbortSignal.timeout(15_000);
    for (;;) {
      await store(other);
      const { by } = await asked(process);
      if (by.length === 1 && by[0] === server) return;
      patience.throwIfAborted();
    }
  }

  it('are answered by it', async () => {
    await store(one);
    expect(await asked(one)).toEqual({ found: stored, by: ['replica'] });
  });

  it('see at once whatever any process has stored', async () => {
    const servers = new Set<string>();
    for (let round = 0; round < 60; round++) {
      await store(round % 2 === 0 ? one : other);
      const { found, by } = await asked(one);
      expect(found).toBe(stored);
      for (const server of by) servers.add(server);
    }
    expect(servers).toContain('replica');
  });

  it('go to the database itself while the replica is behind', async () => {
    await replica.query('select pg_wal_replay_pause()');
    try {
      await store(other);
      expect(await asked(one)).toEqual({ found: stored, by: ['primary'] });
    } finally {
      await replica.query('select pg_wal_replay_resume()');
    }
    await until(one, 'replica');
  });

  it('are answered while the replica is away', async () => {
    await servers.stopReplica();
    expect((await asked(one)).found).toBe(stored);
    await store(one);
    expect((await asked(one)).found).toBe(stored);
    const away = await processOn(servers, dataDir);
    expect(await asked(away)).toEqual({ found: stored, by: ['primary'] });
    await away.app.close();
  });
});

it('a server that is no replica of the database is never read from', async () => {
  const servers = await startReplicated();
  const dataDir = mkdtempSync(join(tmpdir(), 'quarterdeck-app-'));
  await migrate(servers.primaryUrl);
  const lines: string[] = [];
  const itself = await processOn({ ...servers, replicaUrl: servers.primaryUrl }, dataDir, (line) => lines.push(line));
  try {
    const patience = AbortSignal.timeout(10_000);
    while (lines.length === 0) {
      patience.throwIfAborted();
      await fetch(`${itself.url}/healthz`);
    }
    expect(lines.join()).toContain('names no replica');
  } finally {
    await itself.app.close();
    await servers.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 60_000);

interface Process {
  readonly app: NestExpressApplication;
  readonly url: string;
  /** How many reads each server has answered. */
  reads(): Promise<Record<string, number>>;
}

async function processOn(
  { primaryUrl, replicaUrl }: Pick<Replicated, 'primaryUrl' | 'replicaUrl'>,
  dataDir: string,
  log: (line: string) => void = () => undefined,
): Promise<Process> {
  const config = Config.read({
    QD_DATA_DIR: dataDir,
    QD_DATABASE_URL: primaryUrl,
    QD_DATABASE_READ_URL: replicaUrl,
    QD_SECRET_KEY: 'a key that only this spec ever uses',
  });
  const logger = pino({ level: 'warn' }, { write: log });
  const app = await createApplication({ config, logger, databaseUrl: primaryUrl });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`;
  const reads = async () => {
    const { values } = await app.get(Measurements).reads.get();
    return Object.fromEntries(values.map(({ labels, value }) => [labels.server, value]));
  };
  return { app, url, reads };
}

async function workspace({ app }: Process): Promise<string> {
  const database = app.get(Database);
  const [made] = await database.asSystem(() =>
    database.sql<{ id: string }>(`insert into workspaces (name) values ('Replica') returning id`),
  );
  return made?.id ?? '';
}
