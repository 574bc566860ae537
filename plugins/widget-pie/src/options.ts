import * as z from 'zod';

export const options = z.object({
  style: z
    .enum(['ring', 'pie'])
    .default('ring')
    .meta({ title: 'Drawn as', description: 'A ring has its total inside.' }),
  reduce: z.enum(['auto', 'last', 'mean', 'min', 'max', 'sum']).default('auto').meta({
    title: 'Several values become one as their',
    description: 'Auto: the last of a series, the sum of rows with the same name.',
  }),
  slices: z.int().min(2).max(8).default(7).meta({
    title: 'At most so many slices',
    description: 'The smallest are put together as “Other”.',
  }),
  smallest: z.number().min(0).max(50).default(1).meta({
    title: 'Smallest slice, in percent',
    description: 'What is smaller belongs to “Other”.',
  }),
});
export type Options = z.output<typeof options>;
