import { syncRoutes } from '@quarterdeck/sdk/api/syncs';
import type { TestWorkspace } from '../platform/testing/test-app.js';
import { SyncStage, until, type Connected, type Order, type Shop, type Wrong } from './testing/sync-stage.js';

const HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 0, 1);

let stage: SyncStage;
let workspace: TestWorkspace;
let shop: Shop;
let connection: Connected;
beforeAll(async () => {
  stage = await SyncStage.open();
});
afterAll(() => stage.close());
beforeEach(async () => {
  workspace = await stage.app.workspace();
  shop = await stage.shop();
  connection = await stage.connect(workspace, shop);
});

const bodyOf = ({ id, created_at, status, country, total_cents }: Order) => ({
  ...{ id, created_at, status, country },
  total: total_cents / 100,
});
/** What must lie in the database: every order once, at its moment, as the shop has it. */
const sold = (orders: readonly Order[]) =>
  [...orders]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((order) => ({ key: order.id, ts: new Date(order.created_at), body: bodyOf(order) }));

describe('a stream that is switched on', () => {
  it('is read at once, whole, into a stream of records of its own', async () => {
    const before = await connection.syncs();
    expect(before).toMatchObject({ everyMinutes: 60, paused: false });
    expect(before.streams.map(({ stream, active, records }) => [stream, active, records])).toEqual([
      ['orders', false, null],
      ['refunds', false, null],
    ]);
    await connection.switch('orders', true);
    const run = await connection.runOnce('orders', 'done');
    expect(run).toMatchObject({ cause: 'person', batches: 3, added: 25, changed: 0, same: 0, refused: 0, progress: 1 });
    expect(await connection.stored('orders')).toEqual(sold(shop.orders));
    const { records, rows, newestAt, nextAt } = await connection.sync('orders');
    expect({ records, rows, newestAt }).toEqual({
      records: 'shop.orders',
      rows: 25,
      newestAt: shop.orders[24]?.created_at,
    });
    expect(Date.parse(nextAt ?? '') - Date.now()).toBeGreaterThan(50 * 60_000);
    expect(await connection.sync('refunds')).toMatchObject({ active: false, rows: 0 });
  });

  it('is read the same from a shop that misbehaves', async () => {
    const faults: Wrong[] = [
      { status: 500 },
      'shuffle',
      'cut',
      'repeat',
      { status: 429, retryAfter: 0 },
      { status: 503 },
    ];
    shop.fault = (n) => faults[n % 7];
    connection = await stage.connect(workspace, shop, 'Shop in trouble', 4);
    await connection.switch('orders', true);
    await connection.runOnce('orders', 'done');
    expect(await connection.stored('orders')).toEqual(sold(shop.orders));
  });

  it('brings late rows and changed ones with the next pass, which looks back', async () => {
    await connection.switch('orders', true);
    await connection.runOnce('orders', 'done');
    const late = { ...shop.orders[3]!, id: 'late', created_at: new Date(FIRST + HOUR / 3).toISOString() };
    shop.orders.push(late);
    shop.orders[20] = { ...shop.orders[20]!, status: 'refunded' };
    const run = await connection.read('orders');
    expect(run).toMatchObject({ added: 1, changed: 1, same: 24 });
    expect(await connection.stored('orders')).toEqual(sold(shop.orders));
  });

  it('goes on behind its cursor where it has a feed of changes', async () => {
    await connection.switch('refunds', true);
    await connection.runOnce('refunds', 'done');
    shop.asked.length = 0;
    const run = await connection.read('refunds');
    expect(run).toMatchObject({ added: 0, changed: 0, same: 0 });
    expect(shop.asked.map(({ params }) => params.after)).toEqual(['7']);
  });

  it('keeps its records when it is switched off, and goes on when it is on again', async () => {
    await connection.switch('refunds', true);
    await connection.runOnce('refunds', 'done');
    await connection.switch('refunds', false);
    expect(await connection.sync('refunds')).toMatchObject({ active: false, nextAt: null, rows: 7 });
    const refused = await workspace.owner.request('POST', `/api/connections/${connection.id}/syncs/refunds/run`);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'sync.off' }]);
    shop.asked.length = 0;
    await connection.switch('refunds', true);
    await connection.runOnce('refunds', 'done');
    expect(shop.asked.map(({ params }) => params.after)).toEqual(['7']);
  });

  it('does not meet the stream of another connection of the same name', async () => {
    const twin = await stage.connect(workspace, shop, 'shop!');
    for (const one of [connection, twin]) {
      await one.switch('refunds', true);
      await one.runOnce('refunds', 'done');
    }
    expect((await twin.sync('refunds')).records).toBe('shop.refunds-2');
    expect(await twin.stored('refunds')).toEqual(await connection.stored('refunds'));
  });
});

describe('a shop that wants us to wait', () => {
  it('is not asked before its time, by any stream, and people read why', async () => {
    shop.fault = (n) => (n === 2 ? { status: 429, retryAfter: 2 } : undefined);
    await connection.switch('orders', true);
    await until(async () => (await connection.sync('orders')).run?.problem !== null);
    expect((await connection.sync('orders')).run).toMatchObject({ status: 'waiting' });
    expect((await connection.sync('orders')).run?.problem).toEqual({
      kind: 'rate-limit',
      message: 'The shop asks us to wait (429).',
    });
    await connection.switch('refunds', true);
    await connection.run('orders'); // impatience does not help
    await connection.runOnce('refunds', 'done');
    await connection.runOnce('orders', 'done');
    const [, refused, next] = shop.asked;
    expect(next!.at - refused!.at).toBeGreaterThanOrEqual(1990);
    // It goes on at the page that was refused.
    expect(shop.asked.filter(({ path }) => path === 'orders')[2]?.params).toEqual(refused!.params);
    expect(await connection.stored('orders')).toEqual(sold(shop.orders));
  });

  it('is given up where only a person can help, with the words of the plugin', async () => {
    shop.fault = () => ({ status: 401 });
    await connection.switch('orders', true);
    expect((await connection.runOnce('orders', 'failed')).problem).toMatchObject({
      kind: 'auth',
      message: expect.stringContaining('make a new one there'),
    });
    expect(shop.asked).toHaveLength(1);
  });
});

describe('a person', () => {
  /** The shop keeps the second page to itself until it is told otherwise. */
  function heldShop() {
    const held = Promise.withResolvers<undefined>();
    shop.fault = (n) => (n === 2 ? held.promise : undefined);
    return { let: () => held.resolve(undefined), asked: () => until(() => shop.asked.length >= 2) };
  }

  it('sees how far it is, and ends it; the next run goes on there', async () => {
    const held = heldShop();
    await connection.switch('orders', true);
    await held.asked();
    expect((await connection.sync('orders')).run).toMatchObject({ status: 'running', batches: 1, added: 10 });
    await connection.stop('orders');
    held.let();
    expect((await connection.sync('orders')).run).toMatchObject({ status: 'cancelled', added: 10 });
    await connection.run('orders');
    expect(await connection.runOnce('orders', 'done')).toMatchObject({ added: 15, same: 0 });
    expect(shop.asked[2]?.params).toEqual(shop.asked[1]?.params);
    expect(await connection.stored('orders')).toEqual(sold(shop.orders));
    expect((await connection.runs('orders')).map(({ status }) => status)).toEqual(['done', 'cancelled']);
  });

  it('pauses the connection and lets it go on', async () => {
    const held = heldShop();
    await connection.switch('orders', true);
    await held.asked();
    await connection.plan(5, true);
    held.let();
    expect(await connection.sync('orders')).toMatchObject({ active: true, run: { status: 'cancelled' } });
    await due(connection);
    await connection.switch('refunds', true); // what a person asks for is read all the same
    await connection.runOnce('refunds', 'done');
    expect((await connection.runs('orders')).map(({ status }) => status)).toEqual(['cancelled']);
    await connection.plan(5, false);
    expect(await connection.runOnce('orders', 'done')).toMatchObject({ cause: 'schedule', added: 15 });
  });

  it('has it read again from a date: what changed is replaced, what is gone at the source stays', async () => {
    await connection.switch('orders', true);
    await connection.runOnce('orders', 'done');
    const from = new Date(FIRST + 2 * HOUR).toISOString();
    const before = sold(shop.orders);
    shop.orders = shop.orders.map((order) => ({ ...order, status: 'archived' })).filter((_, n) => n !== 20);
    await connection.resync('orders', from);
    const run = await connection.runOnce('orders', 'done');
    expect(run).toMatchObject({ cause: 'resync', from, added: 0 });
    const again = shop.orders.filter(({ created_at }) => created_at >= from);
    expect(run.changed).toBe(again.length);
    const changed = new Map(sold(again).map((record) => [record.key, record]));
    expect(await connection.stored('orders')).toEqual(before.map((record) => changed.get(record.key) ?? record));
  });

  it('has it read again from a date while it is being read', async () => {
    const held = heldShop();
    await connection.switch('orders', true);
    await held.asked();
    await connection.resync('orders', null);
    held.let();
    expect(await connection.runOnce('orders', 'done')).toMatchObject({ cause: 'resync', added: 15, same: 10 });
    expect(await connection.stored('orders')).toEqual(sold(shop.orders));
  });

  it('finds the plan kept: what is due is read without her', async () => {
    await connection.switch('orders', true);
    await connection.runOnce('orders', 'done');
    await due(connection);
    await until(async () => (await connection.runs('orders')).length === 2);
    expect(await connection.runOnce('orders', 'done')).toMatchObject({ cause: 'schedule', same: 25 });
  });
});

describe('syncs', () => {
  it('are for those who work with the connection, and for its workspace alone', async () => {
    const strangers = await stage.app.workspace('Theirs');
    await connection.switch('orders', true);
    await connection.runOnce('orders', 'done');
    const path = `/api/connections/${connection.id}/syncs`;
    const acts = [
      ['GET', path, undefined, 'editor'],
      ['PUT', path, { everyMinutes: 5, paused: false }, 'owner'],
      ['POST', `${path}/run`, undefined, 'editor'],
      ['PUT', `${path}/orders`, { active: true }, 'owner'],
      ['POST', `${path}/orders/run`, undefined, 'editor'],
      ['POST', `${path}/orders/resync`, { from: null }, 'owner'],
      ['POST', `${path}/orders/stop`, undefined, 'editor'],
      ['GET', `${path}/orders/runs`, undefined, 'editor'],
    ] as const;
    for (const [method, address, body, least] of acts) {
      const statusOf = async (who: 'viewer' | 'editor' | 'owner', of = workspace) =>
        (await of[who].request(method, address, body)).status;
      expect([address, await statusOf('viewer')]).toEqual([address, 403]);
      if (least === 'owner') expect([address, await statusOf('editor')]).toEqual([address, 403]);
      expect([address, await statusOf('owner', strangers)]).toEqual([address, 404]);
      expect([200, 202].map((good) => `${address} ${good}`)).toContain(`${address} ${await statusOf(least)}`);
    }
  });

  it('refuse streams that the plugin does not have, and plans that are none', async () => {
    const { owner } = workspace;
    const path = `/api/connections/${connection.id}/syncs`;
    expect((await owner.request('PUT', `${path}/visits`, { active: true })).status).toBe(404);
    expect((await owner.request('PUT', `${path}/Bad Name`, { active: true })).status).toBe(422);
    expect((await owner.request('PUT', path, { everyMinutes: 0, paused: false })).status).toBe(422);
    expect((await owner.request('POST', `${path}/orders/resync`, { from: 'yesterday' })).status).toBe(422);
    expect((await owner.request('POST', `${path}/run`)).status).toBe(409);
  });

  it('go with their connection, and the records stay', async () => {
    await connection.switch('refunds', true);
    await connection.runOnce('refunds', 'done');
    await workspace.owner.request('DELETE', `/api/connections/${connection.id}`);
    const { database } = stage.app;
    const [left] = await database.asSystem(() =>
      database.sql(
        `select (select count(*)::int from syncs where connection_id = $1) as syncs, rows::int from streams
          where workspace_id = $2 and name = 'shop.refunds'`,
        [connection.id, workspace.id],
      ),
    );
    expect(left).toEqual({ syncs: 0, rows: 7 });
    await expect(workspace.owner.call(syncRoutes.get, { params: { id: connection.id } })).rejects.toMatchObject({
      status: 404,
    });
  });
});

/** As if its time had come. */
const due = ({ id }: Connected) =>
  stage.app.database.asSystem(() =>
    stage.app.database.sql('update syncs set next_at = now() where connection_id = $1 and active', [id]),
  );
