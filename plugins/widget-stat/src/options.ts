import * as z from 'zod';

export const options = z.object({
  reduce: z.enum(['last', 'mean', 'min', 'max', 'sum']).default('last').meta({ title: 'Shows the' }),
  label: z.string().max(80).default('').meta({ title: 'Name', description: 'Only for a single number.' }),
  unit: z.string().max(40).default('').meta({
    deprecated: true,
    title: 'Unit',
    description: 'percent, ratio, bytes, ms, s, currency:EUR or any word. Left empty, the unit of the data is used.',
  }),
  decimals: z.int().min(0).max(6).optional().meta({ deprecated: true, title: 'Decimals' }),
  compare: z
    .enum(['first', 'none'])
    .default('first')
    .meta({ title: 'Compared with', description: 'The first value of the range, or nothing.' }),
  direction: z
    .enum(['higher_is_better', 'lower_is_better', 'neutral'])
    .default('neutral')
    .meta({ title: 'Which way is good' }),
  sparkline: z.boolean().default(true).meta({ title: 'Draw its course' }),
});
export type Options = z.output<typeof options>;
