import * as z from 'zod';

export const options = z.object({
  reduce: z.enum(['last', 'mean', 'min', 'max', 'sum']).default('last').meta({ title: 'Shows the' }),
  label: z.string().max(80).default('').meta({ title: 'Name', description: 'Only for a single number.' }),
});
export type Options = z.output<typeof options>;
