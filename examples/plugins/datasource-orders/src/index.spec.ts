import type { PluginContext, StreamRecord } from '@quarterdeck/sdk';
import { describeDataSource } from '@quarterdeck/sdk/testing';
import {
  openShop,
  someOrders,
  someRefunds,
  TOKEN,
  type Fault,
  type Shop,
  type ShopOrder,
  type Wrong,
} from '../stand-in/shop.mjs';
import source from './index.js';
import { readOrders, toRecord } from './order-stream.js';
import { readRefunds } from './refund-stream.js';
import type { Config, Secrets } from './schemas.js';

const FIRST = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

describeDataSource(source, {
  config: { baseUrl: 'https://shop.example.com/v1' },
  service: (request) =>
    Response.json(
      request.url.endsWith('/about')
        ? { name: 'Stand-in' }
        : request.url.includes('/refunds')
          ? { refunds: someRefunds(3), more: false }
          : { orders: someOrders(6), next: null },
    ),
  questions: { recent: { limit: 10 } },
});

describe('its streams', () => {
  let shop: Shop;
  afterEach(() => shop.close());

  const open = async (fault: Fault = () => undefined) => {
    shop = await openShop({ orders: someOrders(25), refunds: someRefunds(7), fault });
  };
  const context = (pageSize: number): PluginContext<Config, Secrets> => ({
    config: { baseUrl: shop.url, pageSize },
    secrets: { token: { toString: () => TOKEN, reveal: () => TOKEN } },
    signal: new AbortController().signal,
    fetch: (address, init) => fetch(address, { ...init, headers: { authorization: `Bearer ${TOKEN}` } }),
    connect: () => Promise.reject(new Error('It has no need of one.')),
    log: () => undefined,
    variables: {},
    now: () => Date.now(),
  });
  const read = {
    orders: (page: string | null, since: number, pageSize: number) =>
      readOrders(context(pageSize), { cursor: page === null ? null : { page }, since }),
    refunds: (after: number | null, since: number, pageSize: number) =>
      readRefunds(context(pageSize), { cursor: after === null ? null : { after }, since }),
  };

  /** As the host reads a pass: it keeps each batch by its keys, and after a failure goes on behind the last one. */
  async function allOrders({ since = 0, pageSize = 10 } = {}) {
    const kept = new Map<unknown, StreamRecord>();
    const failures: unknown[] = [];
    let page: string | null = null;
    while (failures.length < 20) {
      try {
        for await (const { records, cursor } of read.orders(page, since, pageSize)) {
          for (const record of records) kept.set(record.id, record);
          ({ page } = cursor);
        }
        return { kept: sorted(kept), failures };
      } catch (error) {
        failures.push(error);
      }
    }
    throw new Error('It does not come to an end.');
  }

  it.each([1, 3, 10, 500])(
    'bring every order once with %i rows to a page, two in one millisecond too',
    async (pageSize) => {
      await open();
      const { kept, failures } = await allOrders({ pageSize });
      expect(kept).toEqual(sold(shop.orders));
      expect(failures).toEqual([]);
      const times = kept.map(({ created_at }) => created_at);
      expect(new Set(times).size).toBeLessThan(times.length);
    },
  );

  it('bring the same from a shop that misbehaves', async () => {
    const faults: Wrong[] = [
      { status: 500 },
      'shuffle',
      'cut',
      'repeat',
      { status: 429, retryAfter: 2 },
      { status: 503 },
    ];
    await open((n) => faults[n % 7]);
    const { kept, failures } = await allOrders({ pageSize: 4 });
    expect(kept).toEqual(sold(shop.orders));
    expect(failures).toContainEqual(expect.objectContaining({ kind: 'rate-limit', retryAfterMs: 2000 }));
    expect(failures).toContainEqual(
      expect.objectContaining({ kind: 'transient', message: 'The shop is in trouble (500).' }),
    );
  });

  it('end with an error in a shop whose pages go round in circles', async () => {
    await open(() => 'circle');
    await expect(allOrders()).rejects.toThrow('It does not come to an end.');
    expect(shop.asked.length).toBeLessThan(50);
  });

  it('bring only orders from a moment on, late ones and changed ones among them', async () => {
    await open();
    const since = FIRST + 2 * HOUR;
    await allOrders();
    const [late] = someOrders(1);
    shop.orders.push({ ...late!, id: 'late', created_at: new Date(since + 1).toISOString() });
    shop.orders[20] = { ...shop.orders[20]!, status: 'refunded' };
    const { kept } = await allOrders({ since });
    expect(kept).toEqual(sold(shop.orders.filter(({ created_at }) => Date.parse(created_at) >= since)));
    expect(kept).toContainEqual(expect.objectContaining({ id: 'late' }));
    expect(kept).toContainEqual(expect.objectContaining({ status: 'refunded' }));
  });

  it('bring refunds behind the last one, and none a second time', async () => {
    await open();
    const numbersFrom = async (after: number | null, since = 0) => {
      const numbers: unknown[] = [];
      for await (const { records } of read.refunds(after, since, 3)) numbers.push(...records.map((one) => one.number));
      return numbers;
    };
    expect(await numbersFrom(null)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await numbersFrom(5)).toEqual([6, 7]);
    expect(await numbersFrom(null, Date.parse(shop.refunds[3]!.at))).toEqual([4, 5, 6, 7]);
  });
});

const sorted = (records: ReadonlyMap<unknown, StreamRecord>) =>
  [...records.values()].sort((a, b) => String(a.id).localeCompare(String(b.id)));
const sold = (orders: readonly ShopOrder[]) => sorted(new Map(orders.map((order) => [order.id, toRecord(order)])));
