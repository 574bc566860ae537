import { PluginError, type StreamBatch, type StreamPosition } from '@quarterdeck/sdk';
import * as z from 'zod';
import type { Order } from './schemas.js';
import { orders, type Context } from './shop.js';

/** The shop's word for the next page. */
export const OrderCursor = z.object({ page: z.string() });
type Cursor = z.output<typeof OrderCursor>;

type Sold = Pick<Order, 'id' | 'created_at' | 'status' | 'total_cents' | 'country'>;

/** The shop lists orders by the time they were made. They change later and some come late, so each pass looks back. */
export async function* readOrders(
  context: Context,
  { cursor, since }: StreamPosition<Cursor>,
): AsyncIterable<StreamBatch<Cursor>> {
  const from = { created_from: new Date(since).toISOString(), limit: context.config.pageSize };
  let page = cursor?.page;
  for (;;) {
    const answer = await orders(context, page === undefined ? from : { ...from, page });
    // The last page leads nowhere; whoever asks for it again finds nothing new.
    const next = answer.next ?? page ?? '';
    yield { records: answer.orders.map(toRecord), cursor: { page: next } };
    if (answer.next === null) return;
    if (answer.next === page) throw new PluginError('transient', 'The shop goes round in circles with its pages.');
    page = answer.next;
  }
}

export const toRecord = ({ id, created_at, status, total_cents, country }: Sold) => ({
  ...{ id, created_at, status, country },
  total: total_cents / 100,
});
