import { spawn, type ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { PROJECT_ROOT } from '../platform/config.js';
import type { TestWorkspace } from '../platform/testing/test-app.js';
import { SyncStage, until, type Connected, type Shop, type StoredRecord } from './testing/sync-stage.js';

/*
 * A sync is killed at each of its steps, and what lies in the database afterwards is compared with what an undisturbed one
 * has left there. The orders come in three pages, the refunds in one.
 */
const PAGES = 3;
const REQUESTS = PAGES + 1;
/** What the triggers below wait for. No lock of ours has such a number. */
const GATE = 990_001;

type Step = { readonly asked: number } | { readonly before: 'commit' | 'end'; readonly n: number };
const STEPS: readonly (readonly [string, Step])[] = [
  ['before the first batch', { asked: 1 }],
  ['after the first batch, before its commit', { before: 'commit', n: 1 }],
  ['after its commit, before the second batch', { asked: 2 }],
  ['after the second batch, before its commit', { before: 'commit', n: 2 }],
  ['before the last batch', { asked: PAGES }],
  ['after the last batch, before its commit', { before: 'commit', n: PAGES }],
  ['after the last commit, before the end', { before: 'end', n: 1 }],
  ['between the streams', { asked: PAGES + 1 }],
  ['in the second stream, before its commit', { before: 'commit', n: PAGES + 1 }],
  ['before the end of the second stream', { before: 'end', n: 2 }],
];

let workspace: TestWorkspace;
let shop: Shop;

/** Both streams, in turn. */
async function begin(connection: Connected): Promise<void> {
  await connection.plan(60, true);
  await connection.switch('orders', true);
  await connection.switch('refunds', true);
}

async function whole(connection: Connected): Promise<Record<'orders' | 'refunds', StoredRecord[]>> {
  await connection.runOnce('orders', 'done');
  await connection.runOnce('refunds', 'done');
  return { orders: await connection.stored('orders'), refunds: await connection.stored('refunds') };
}

/** New ones are counted in the transaction that adds them: as many as there are, or some were counted or stored twice. */
async function addedBy(connection: Connected): Promise<number[]> {
  const runs = [...(await connection.runs('orders')), ...(await connection.runs('refunds'))];
  return runs.map(({ added }) => added);
}

/** Stops a sync at a step until it is let go. */
class Gate {
  private readonly client: Client;
  private readonly watch: Client;
  private held = Promise.withResolvers<undefined>();

  constructor(connectionString: string) {
    this.client = new Client({ connectionString });
    this.watch = new Client({ connectionString });
  }

  async open(): Promise<void> {
    await Promise.all([this.client.connect(), this.watch.connect()]);
    await this.client.query(`
      create function at_gate() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock_shared(${GATE}); return new; end $$;
      create trigger commit_gate before update of cursor on syncs for each row
        when (new.cursor is not null and old.pass_began_at is not null) execute function at_gate();
      create trigger end_gate before update on sync_runs for each row
        when (new.status = 'done') execute function at_gate();
      alter table syncs disable trigger commit_gate; alter table sync_runs disable trigger end_gate;`);
  }

  /** Called before the sync begins; resolves in the end of {@link reached}. */
  async arm(step: Step): Promise<void> {
    if ('asked' in step) {
      const { promise } = (this.held = Promise.withResolvers<undefined>());
      shop.fault = () => (shop.asked.length >= step.asked ? promise : undefined);
      return;
    }
    await this.client.query(`select pg_advisory_lock(${GATE})`);
    const [table, trigger] = step.before === 'commit' ? ['syncs', 'commit_gate'] : ['sync_runs', 'end_gate'];
    await this.client.query(`alter table ${table} enable trigger ${trigger}`);
  }

  /** Resolves when a sync has come there. */
  async reached(step: Step): Promise<void> {
    if ('asked' in step) return until(() => shop.asked.length >= step.asked);
    for (let n = 1; n <= step.n; n++) {
      // In one go: nobody else comes through the gate a second time in between.
      if (n > 1) await this.client.query(`select pg_advisory_unlock(${GATE}); select pg_advisory_lock(${GATE})`);
      await until(() => this.isWaitedAt());
    }
  }

  async letGo(): Promise<void> {
    this.held.resolve(undefined);
    shop.fault = () => undefined;
    await this.client.query('select pg_advisory_unlock_all()');
    await this.client.query('alter table syncs disable trigger commit_gate');
    await this.client.query('alter table sync_runs disable trigger end_gate');
  }

  async close(): Promise<void> {
    await Promise.all([this.client.end(), this.watch.end()]);
  }

  private async isWaitedAt(): Promise<boolean> {
    const { rowCount } = await this.watch.query(
      `select from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`,
    );
    return rowCount !== 0;
  }
}

describe('a sync whose process is killed', () => {
  let stage: SyncStage;
  let gate: Gate;
  let undisturbed: Awaited<ReturnType<typeof whole>>;
  let worker: ChildProcess;
  const dataDir = mkdtempSync(join(tmpdir(), 'quarterdeck-worker-'));

  beforeAll(async () => {
    // This process answers requests and reads nothing itself.
    stage = await SyncStage.open({ QD_ROLE: 'web' });
    gate = new Gate(stage.app.databaseUrl);
    await gate.open();
    [workspace, shop] = [await stage.app.workspace(), await stage.shop()];
    worker = startWorker();
    const connection = await stage.connect(workspace, shop, 'Undisturbed');
    await begin(connection);
    undisturbed = await whole(connection);
  }, 120_000);
  afterAll(async () => {
    worker.kill('SIGKILL');
    await gate.close();
    await stage.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** The built product, as an operator runs one more of it. */
  function startWorker(): ChildProcess {
    const { databaseUrl } = stage.app;
    const env = {
      ...stage.settings,
      QD_ROLE: 'worker',
      QD_DATABASE_URL: databaseUrl,
      QD_DATA_DIR: dataDir,
      QD_DEMO: 'off',
    };
    return spawn(process.execPath, [resolve(PROJECT_ROOT, 'backend/dist/main.js')], {
      env: { ...env, PATH: process.env.PATH },
      stdio: 'ignore',
    });
  }

  it('has something to compare with', () => {
    expect([undisturbed.orders.length, undisturbed.refunds.length]).toEqual([25, 7]);
    expect(shop.asked).toHaveLength(REQUESTS);
  });

  it.each(STEPS)(
    '%s leaves the rows of an undisturbed one, each once',
    async (name, step) => {
      const connection = await stage.connect(workspace, shop, name);
      await gate.arm(step);
      await begin(connection);
      await gate.reached(step);
      const died = once(worker, 'exit');
      worker.kill('SIGKILL');
      await died;
      await gate.letGo();
      worker = startWorker();
      expect(await whole(connection)).toEqual(undisturbed);
      expect(await addedBy(connection)).toEqual([25, 7]);
    },
    120_000,
  );
});

describe('a sync whose plugin is killed', () => {
  let stage: SyncStage;
  let gate: Gate;
  const children: ChildProcess[] = [];
  const note = (message: unknown) => void children.push((message as { process: ChildProcess }).process);

  beforeAll(async () => {
    stage = await SyncStage.open();
    gate = new Gate(stage.app.databaseUrl);
    await gate.open();
    [workspace, shop] = [await stage.app.workspace(), await stage.shop()];
    subscribe('child_process', note);
  });
  afterAll(async () => {
    unsubscribe('child_process', note);
    await gate.close();
    await stage.close();
  });

  // Not more of them within a minute: the plugin host would wait ever longer before it starts the plugin again.
  it.each(STEPS.filter((_, n) => [0, 3, 4, 7].includes(n)))(
    '%s leaves all rows, each once',
    async (name, step) => {
      const { someOrders, someRefunds } = stage.standIn;
      const connection = await stage.connect(workspace, shop, name);
      await gate.arm(step);
      await begin(connection);
      await gate.reached(step);
      for (const child of children) child.kill('SIGKILL');
      await gate.letGo();
      const { orders, refunds } = await whole(connection);
      expect(orders.map(({ key }) => key)).toEqual(someOrders(25).map(({ id }) => id));
      expect(refunds).toHaveLength(someRefunds(7).length);
      expect(await addedBy(connection)).toEqual([25, 7]);
    },
    60_000,
  );
});
