import { secret, type PluginContext } from '@quarterdeck/sdk';
import * as z from 'zod';

export const config = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\s/@]+$/, 'A host is a name such as db.example.com, or an address.')
    .meta({ title: 'Host', description: 'The name or address of the server, such as db.example.com.' }),
  port: z.int().min(1).max(65_535).default(5432).meta({ title: 'Port' }),
  database: z.string().min(1).max(200).meta({ title: 'Database' }),
  user: z
    .string()
    .min(1)
    .max(200)
    .meta({ title: 'User', description: 'A role of its own that may read and nothing else.' }),
  tls: z.enum(['verify', 'require', 'disable']).default('verify').meta({
    title: 'Encryption',
    description:
      'Verify: encrypted, and the server shows that it is the one. Require: encrypted. Disable: only within a network that you trust.',
  }),
  ca: z
    .string()
    .max(100_000)
    .regex(/^\s*(-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*)?$/)
    .default('')
    .meta({
      title: 'Certificate authority',
      multiline: true,
      advanced: true,
      description:
        'In PEM, where the server has a certificate of its own making. Left empty, the well-known ones count.',
    }),
  timeoutSeconds: z.int().min(1).max(25).default(20).meta({
    title: 'Longest time for a question',
    description: 'In seconds. The database gives up after that.',
    advanced: true,
  }),
  maxRows: z.int().min(1).max(100_000).default(10_000).meta({
    title: 'Most rows of an answer',
    description: 'More rows are left out, and the panel says so.',
    advanced: true,
  }),
  maxParallel: z
    .int()
    .min(1)
    .max(20)
    .default(4)
    .meta({ title: 'Questions at once', description: 'More of them wait for their turn.', advanced: true }),
});
export type Config = z.output<typeof config>;

export const secrets = z.object({
  password: secret('Password', 'Of that user. It is used for this server alone.').optional(),
});
export type Secrets = z.output<typeof secrets>;

export const question = z.object({
  sql: z.string().min(1).max(100_000).meta({
    title: 'SQL',
    language: 'sql',
    options: 'schema',
    description: 'One statement that reads.',
  }),
  series: z.boolean().default(true).meta({
    title: 'One line per text',
    description:
      'Where rows have a time, a number and a text, each text becomes a line of its own. Single events stay rows.',
  }),
});
export type Question = z.output<typeof question>;

export type Context = PluginContext<Config, Secrets>;
export type Variables = Context['variables'];
