import * as z from 'zod';

export const options = z.object({
  mode: z.enum(['auto', 'week', 'series', 'buckets', 'categories']).default('auto').meta({
    title: 'Laid out by',
    description:
      'Week: hour and weekday. Series: time and series. Buckets: time and size of the values. Categories: the first two columns of words of a table.',
  }),
  reduce: z.enum(['mean', 'sum', 'min', 'max', 'last']).default('mean').meta({
    title: 'A cell is the',
    description: 'Of all values that fall into it. Buckets count them.',
  }),
  buckets: z.int().min(2).max(30).default(10).meta({ title: 'So many buckets' }),
});
export type Options = z.output<typeof options>;
