import type { StreamBatch, StreamPosition } from '@quarterdeck/sdk';
import * as z from 'zod';
import type { Refund } from './schemas.js';
import { refunds, type Context } from './shop.js';

/** The number of the last refund that was read. */
export const RefundCursor = z.object({ after: z.int() });
type Cursor = z.output<typeof RefundCursor>;

/** Refunds are numbered and never change: each pass goes on where the one before ended. */
export async function* readRefunds(
  context: Context,
  { cursor, since }: StreamPosition<Cursor>,
): AsyncIterable<StreamBatch<Cursor>> {
  let after = cursor?.after ?? 0;
  let more = true;
  while (more) {
    const answer = await refunds(context, { after, limit: context.config.pageSize });
    ({ more } = answer);
    after = Math.max(after, ...answer.refunds.map(({ number }) => number));
    const wanted = answer.refunds.filter(({ at }) => Date.parse(at) >= since);
    yield { records: wanted.map(toRecord), cursor: { after } };
  }
}

const toRecord = ({ number, order_id, at, amount_cents }: Refund) => ({
  number,
  order_id,
  at,
  amount: amount_cents / 100,
});
