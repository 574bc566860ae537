import * as z from 'zod';

export const options = z.object({
  style: z.enum(['line', 'area', 'bars']).default('line').meta({ title: 'Drawn as' }),
  stacked: z.boolean().default(false).meta({ title: 'Stack the series', description: 'Only for parts of one whole.' }),
  unit: z.string().max(40).default('').meta({
    deprecated: true,
    title: 'Unit',
    description: 'percent, ratio, bytes, ms, s, currency:EUR or any word. Left empty, the unit of the data is used.',
  }),
  decimals: z.int().min(0).max(6).optional().meta({ deprecated: true, title: 'Decimals' }),
  min: z.number().optional().meta({ deprecated: true, title: 'Lowest value of the axis' }),
  max: z.number().optional().meta({ deprecated: true, title: 'Highest value of the axis' }),
  legend: z.enum(['auto', 'table', 'none']).default('auto').meta({ title: 'Legend' }),
  thresholds: z
    .array(
      z.object({
        value: z.number().meta({ title: 'Value' }),
        label: z.string().max(60).default('').meta({ title: 'Name' }),
        tone: z.enum(['good', 'warn', 'bad']).default('warn').meta({ title: 'Colour' }),
      }),
    )
    .max(10)
    .default([])
    .meta({ deprecated: true, title: 'Thresholds' }),
});
export type Options = z.output<typeof options>;
