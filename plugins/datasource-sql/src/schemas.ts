import { secret } from '@quarterdeck/sdk';
import * as z from 'zod';

export const config = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .meta({ title: 'Address', description: 'Where the API begins, such as https://api.example.com/v1.' }),
  checkPath: z
    .string()
    .max(500)
    .default('')
    .meta({ title: 'Path for the health check', description: 'Left empty, the address itself is asked.' }),
  tokenHeader: z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9-]+$/)
    .default('Authorization')
    .meta({ title: 'Header for the token', description: 'In "Authorization" it is sent as a bearer token.' }),
});
export type Config = z.output<typeof config>;

export const secrets = z.object({ token: secret('Token', 'Sent to the address above and to nobody else.').optional() });
export type Secrets = z.output<typeof secrets>;

const Column = z.object({
  name: z.string().min(1).max(200).meta({ title: 'Name' }),
  path: z.string().max(500).meta({ title: 'Path in the row', description: 'Such as price.amount or [0].' }),
  type: z.enum(['time', 'number', 'string', 'boolean']).default('string').meta({ title: 'Type' }),
  unit: z.string().max(40).optional().meta({ title: 'Unit' }),
});
export type Column = z.output<typeof Column>;

export const rows = z.object({
  path: z
    .string()
    .max(500)
    .default('')
    .meta({ title: 'Path', description: 'Below the address, such as orders/daily.' }),
  params: z.record(z.string(), z.string().max(1000)).default({}).meta({
    title: 'Parameters',
    description:
      '{from} and {to} become the time range in ISO 8601, {from.ms} and {from.s} in milliseconds and seconds.',
  }),
  rowsPath: z.string().max(500).default('').meta({
    title: 'Where the rows are',
    description: 'Such as data.items. Left empty, the answer itself is the list.',
  }),
  columns: z.array(Column).min(1).max(100).meta({ title: 'Columns' }),
  epoch: z
    .enum(['ms', 's'])
    .default('ms')
    .meta({ title: 'Times that are numbers count', description: 'Milliseconds or seconds since 1970.' }),
  onlyRange: z.boolean().default(true).meta({ title: 'Leave out rows outside the time range' }),
});
export type RowsInput = z.output<typeof rows>;
