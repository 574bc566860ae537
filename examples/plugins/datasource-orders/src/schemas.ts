import { secret } from '@quarterdeck/sdk';
import * as z from 'zod';

export const config = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .meta({ title: 'Address of the shop', description: 'Where its API begins, such as https://shop.example.com/v1.' }),
  pageSize: z.int().min(1).max(500).default(100).meta({
    title: 'Rows per request',
    description: 'Fewer are gentler to the shop, more are faster.',
    advanced: true,
  }),
});
export type Config = z.output<typeof config>;

export const secrets = z.object({ token: secret('Token', 'Made in the settings of the shop, under API.') });
export type Secrets = z.output<typeof secrets>;

/** As the shop sends them. Fields that it adds one day do no harm. */
export const Order = z.looseObject({
  id: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  status: z.string(),
  total_cents: z.int(),
  country: z.string(),
});
export type Order = z.output<typeof Order>;

export const Refund = z.looseObject({
  number: z.int(),
  order_id: z.string(),
  at: z.iso.datetime({ offset: true }),
  amount_cents: z.int(),
});
export type Refund = z.output<typeof Refund>;
