import type { ConnectionSyncs, Sync, SyncRun } from '@quarterdeck/sdk/api/syncs';
import { syncRoutes } from '@quarterdeck/sdk/api/syncs';
import { connectionRoutes } from '@quarterdeck/sdk/api/connections';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../platform/config.js';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';

const EXAMPLE = resolve(PROJECT_ROOT, 'examples/plugins/datasource-orders');

/** The parts of the stand-in that specs use; see `stand-in/shop.d.mts`, which this room may not import. */
export interface Order {
  readonly id: string;
  readonly created_at: string;
  readonly status: string;
  readonly total_cents: number;
  readonly country: string;
}
export type Wrong =
  { readonly status: number; readonly retryAfter?: number } | 'cut' | 'repeat' | 'shuffle' | undefined;
export interface Shop {
  orders: Order[];
  fault: (n: number, path: string, params: Readonly<Record<string, string>>) => Wrong | Promise<Wrong>;
  readonly asked: { readonly path: string; readonly params: Readonly<Record<string, string>>; readonly at: number }[];
  readonly url: string;
  close(): Promise<void>;
}
interface StandIn {
  readonly TOKEN: string;
  someOrders(count: number): Order[];
  someRefunds(count: number): unknown[];
  openShop(options?: { orders?: Order[]; refunds?: unknown[] }): Promise<Shop>;
}

export interface StoredRecord {
  readonly key: string;
  readonly ts: Date;
  readonly body: unknown;
}

/** The product with the example plugin, and shops to connect to. */
export class SyncStage {
  private readonly shops: Shop[] = [];

  private constructor(
    readonly app: TestApp,
    readonly standIn: StandIn,
    readonly settings: Readonly<Record<string, string>>,
    private readonly place: string,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<SyncStage> {
    const place = await mkdtemp(join(tmpdir(), 'quarterdeck-syncs-'));
    const packer = resolve(PROJECT_ROOT, 'tools/build-plugin.mjs');
    const dist = join(place, 'datasource-orders', 'dist');
    await promisify(execFile)(process.execPath, [packer, EXAMPLE, dist]);
    const standIn = (await import(pathToFileURL(join(EXAMPLE, 'stand-in/shop.mjs')).href)) as StandIn;
    const own = {
      ...{
        QD_PLUGIN_DIRS: place,
        QD_EGRESS_ALLOW: '127.0.0.0/8',
        QD_SECRET_KEY: 'a key for specs that is long enough',
      },
      ...settings,
    };
    return new SyncStage(await testApp(own), standIn, own, place);
  }

  async close(): Promise<void> {
    await Promise.all(this.shops.map((shop) => shop.close()));
    await this.app.stop();
    await rm(this.place, { recursive: true });
  }

  async shop(orders = 25, refunds = 7): Promise<Shop> {
    const { openShop, someOrders, someRefunds } = this.standIn;
    const shop = await openShop({ orders: someOrders(orders), refunds: someRefunds(refunds) });
    this.shops.push(shop);
    return shop;
  }

  /** A connection to this shop, with no stream switched on. */
  async connect(workspace: TestWorkspace, shop: Shop, name = 'Shop', pageSize = 10): Promise<Connected> {
    const { id } = await workspace.owner.call(connectionRoutes.create, {
      body: {
        ...{ name, plugin: 'datasource-orders@1' },
        ...{ config: { baseUrl: shop.url, pageSize }, secrets: { token: this.standIn.TOKEN } },
      },
    });
    shop.asked.length = 0;
    return new Connected(this.app, workspace, id);
  }
}

/** A connection, and what people do with its streams. */
export class Connected {
  constructor(
    private readonly app: TestApp,
    readonly workspace: TestWorkspace,
    readonly id: string,
  ) {}

  syncs(): Promise<ConnectionSyncs> {
    return this.workspace.editor.call(syncRoutes.get, { params: { id: this.id } });
  }

  async sync(stream: string): Promise<Sync> {
    const found = (await this.syncs()).streams.find((sync) => sync.stream === stream);
    if (!found) throw new Error(`There is no stream ${stream}.`);
    return found;
  }

  switch(stream: string, active: boolean): Promise<ConnectionSyncs> {
    return this.workspace.owner.call(syncRoutes.switch, { params: { id: this.id, stream }, body: { active } });
  }

  run(stream: string): Promise<ConnectionSyncs> {
    return this.workspace.editor.call(syncRoutes.runOne, { params: { id: this.id, stream } });
  }

  resync(stream: string, from: string | null): Promise<ConnectionSyncs> {
    return this.workspace.owner.call(syncRoutes.resync, { params: { id: this.id, stream }, body: { from } });
  }

  stop(stream: string): Promise<ConnectionSyncs> {
    return this.workspace.editor.call(syncRoutes.stop, { params: { id: this.id, stream } });
  }

  plan(everyMinutes: number, paused: boolean): Promise<ConnectionSyncs> {
    return this.workspace.owner.call(syncRoutes.plan, { params: { id: this.id }, body: { everyMinutes, paused } });
  }

  runs(stream: string): Promise<SyncRun[]> {
    return this.workspace.editor.call(syncRoutes.runs, { params: { id: this.id, stream } });
  }

  /** The latest run of a stream, once it is so. */
  async runOnce(stream: string, status: SyncRun['status'], ...others: SyncRun['status'][]): Promise<SyncRun> {
    for (;;) {
      const { run } = await this.sync(stream);
      if (run && [status, ...others].includes(run.status)) return run;
      if (run?.status === 'failed') throw new Error(`The run has failed: ${run.problem?.message ?? ''}`);
      await setImmediate();
    }
  }

  /** Runs it and waits for its end. */
  async read(stream: string): Promise<SyncRun> {
    await this.run(stream);
    return this.runOnce(stream, 'done');
  }

  /** What lies in the database, by key. */
  async stored(stream: string): Promise<StoredRecord[]> {
    const { records } = await this.sync(stream);
    return this.app.database.asSystem(() =>
      this.app.database.sql<StoredRecord>(
        `select key, ts, body from record join streams on streams.id = stream_id
          where workspace_id = $1 and name = $2 order by key`,
        [this.workspace.id, records],
      ),
    );
  }
}

/** Looks again and again until it is so; the test's own time limit ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setImmediate();
}
