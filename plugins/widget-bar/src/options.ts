import * as z from 'zod';

export const options = z.object({
  over: z.enum(['auto', 'category', 'time']).default('auto').meta({
    title: 'A bar for each',
    description: 'Category: a row of a table, or a whole series. Auto looks at the data.',
  }),
  layout: z.enum(['grouped', 'stacked']).default('grouped').meta({
    title: 'Several values stand',
    description: 'Stack only parts of one whole.',
  }),
  direction: z.enum(['auto', 'vertical', 'horizontal']).default('auto').meta({
    title: 'Direction',
    description: 'Auto lays the bars down where their names need the room.',
  }),
  reduce: z.enum(['auto', 'last', 'mean', 'min', 'max', 'sum']).default('auto').meta({
    title: 'Several values become one as their',
    description: 'Auto: the last of a series, the mean of a stretch of time, the sum of rows with the same name.',
  }),
  sort: z.enum(['value', 'name', 'data']).default('value').meta({ title: 'Order', description: 'Not over time.' }),
  top: z.int().min(1).max(50).default(12).meta({ title: 'At most so many bars', description: 'Not over time.' }),
  other: z.boolean().default(true).meta({
    title: 'Add the rest up as “Other”',
    description: 'Only where a sum means something: not for percentages, times or means.',
  }),
  values: z.boolean().default(true).meta({ title: 'Write the values, where there is room' }),
  legend: z.enum(['auto', 'table', 'none']).default('auto').meta({ title: 'Legend' }),
});
export type Options = z.output<typeof options>;
