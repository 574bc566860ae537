import { defineDataSource, frame } from '@quarterdeck/sdk';
import * as z from 'zod';
import { OrderCursor, readOrders, toRecord } from './order-stream.js';
import { readRefunds, RefundCursor } from './refund-stream.js';
import { config, secrets } from './schemas.js';
import { about, orders } from './shop.js';

const DAY_MS = 86_400_000;
const EURO = 'currency:EUR';

export default defineDataSource({
  config,
  secrets,
  needs: { http: [{ fromConfig: 'baseUrl' }] },
  auth: { type: 'bearer', secret: 'token' },
  async check(context) {
    const { name } = await about(context);
    return { message: `This is the shop "${name}".` };
  },
  queries: {
    recent: {
      title: 'Orders right now',
      shape: 'table',
      input: z.object({ limit: z.int().min(1).max(500).default(50).meta({ title: 'At most' }) }),
      async run(context, { input, range }) {
        const created_from = new Date(range.from).toISOString();
        const answer = await orders(context, { created_from, limit: input.limit });
        const rows = frame('orders', {
          created_at: 'time',
          id: 'string',
          status: 'string',
          country: 'string',
          total: { type: 'number', unit: EURO },
        });
        for (const order of answer.orders) {
          const at = Date.parse(order.created_at);
          if (at < range.to) rows.push({ ...toRecord(order), created_at: at });
        }
        return rows.build({ truncated: answer.next !== null });
      },
    },
  },
  streams: {
    orders: {
      title: 'Orders',
      description: 'Every order with its state, its country and what it came to.',
      key: 'id',
      time: 'created_at',
      cursor: OrderCursor,
      lookbackMs: 3 * DAY_MS,
      metrics: {
        'orders.revenue': { title: 'Revenue', aggregate: 'sum', field: 'total', unit: EURO, labels: ['country'] },
        'orders.count': { title: 'Orders', aggregate: 'count', labels: ['country', 'status'] },
      },
      read: readOrders,
    },
    refunds: {
      title: 'Refunds',
      description: 'What was paid back, and for which order.',
      key: 'number',
      time: 'at',
      cursor: RefundCursor,
      metrics: { 'refunds.amount': { title: 'Refunded', aggregate: 'sum', field: 'amount', unit: EURO } },
      read: readRefunds,
    },
  },
});
