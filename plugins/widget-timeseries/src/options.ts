import * as z from 'zod';

export const options = z.object({
  style: z.enum(['line', 'area', 'bars']).default('line').meta({ title: 'Drawn as' }),
  stacked: z.boolean().default(false).meta({ title: 'Stack the series', description: 'Only for parts of one whole.' }),
  unit: z.string().max(40).default('').meta({
    title: 'Unit',
    description: 'percent, ratio, bytes, ms, s, currency:EUR or any word. Left empty, the unit of the data is used.',
  }),
  decimals: z.int().min(0).max(6).optional().meta({ title: 'Decimals' }),
  min: z.number().optional().meta({ title: 'Lowest value of the axis' }),
  max: z.number().optional().meta({ title: 'Highest value of the axis' }),
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
    .meta({ title: 'Thresholds' }),
});
export type Options = z.output<typeof options>;
