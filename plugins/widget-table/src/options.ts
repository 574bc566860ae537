import * as z from 'zod';

export const options = z.object({
  columns: z
    .array(
      z.object({
        name: z.string().min(1).max(200).meta({ title: 'Column' }),
        title: z.string().max(200).default('').meta({ title: 'Shown as' }),
        unit: z.string().max(40).default('').meta({ title: 'Unit' }),
        decimals: z.int().min(0).max(6).optional().meta({ title: 'Decimals' }),
      }),
    )
    .max(50)
    .default([])
    .meta({ title: 'Columns', description: 'In this order. Left empty, all are shown as they come.' }),
});
export type Options = z.output<typeof options>;
