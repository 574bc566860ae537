import * as z from 'zod';
import { DELIMITERS, QUOTES } from '../csv/split.js';
import { TIME_FORMATS } from '../csv/times.js';
import { ById, Instant, MetricName } from './common.js';
import { route } from './route.js';
import { Timezone } from './time-range.js';

const Column = z.int().nonnegative().max(999);

/** What the columns of a CSV file mean. Every row gives one point per value column that holds a number. */
export const ImportMapping = z
  .object({
    delimiter: z.enum(DELIMITERS),
    /** Empty: the file quotes nothing. */
    quote: z.enum(QUOTES),
    /** Whether the first line names the columns. */
    header: z.boolean(),
    /** `1.234,56` rather than `1,234.56`. */
    decimalComma: z.boolean(),
    timeColumn: Column,
    timeFormat: z.enum(TIME_FORMATS),
    /** For times that carry no zone. An hour that comes twice is read as its first occurrence. */
    timezone: Timezone,
    values: z
      .array(z.object({ column: Column, metric: MetricName, unit: z.string().trim().max(40).default('') }))
      .min(1)
      .max(50),
    labels: z.array(z.object({ column: Column, name: z.string().trim().min(1).max(64) })).max(32),
  })
  .refine(
    ({ timeColumn, values, labels }) => {
      const columns = [timeColumn, ...[...values, ...labels].map(({ column }) => column)];
      return new Set(columns).size === columns.length;
    },
    { message: 'A column is the time, one value or one label.' },
  )
  .refine(({ values }) => new Set(values.map(({ metric }) => metric)).size === values.length, {
    path: ['values'],
    message: 'Two value columns have the same metric.',
  })
  .refine(({ labels }) => new Set(labels.map(({ name }) => name)).size === labels.length, {
    path: ['labels'],
    message: 'Two label columns have the same name.',
  });
export type ImportMapping = z.output<typeof ImportMapping>;

export const NewImport = z.object({
  fileName: z.string().trim().min(1).max(255),
  fileBytes: z.int().nonnegative(),
  mapping: ImportMapping,
});
export type NewImport = z.output<typeof NewImport>;

/** `waiting` for its content; `failed` may have stored points before it did. */
export const ImportStatus = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'undone']);

export const Import = z.object({
  id: z.uuid(),
  fileName: z.string(),
  fileBytes: z.int(),
  status: ImportStatus,
  readBytes: z.int(),
  /** Rows read, good and refused. */
  rows: z.int(),
  refused: z.int(),
  /** Points that were new. */
  added: z.int(),
  /** Points that gave a time that had a value another one. */
  replaced: z.int(),
  /** Points that were there already, with the same value. */
  unchanged: z.int(),
  metrics: z.array(z.string()),
  series: z.int(),
  /** First and last time of the points. */
  from: Instant.nullable(),
  to: Instant.nullable(),
  /** Why it failed, for people. */
  problem: z.string().nullable(),
  /** Whether all of it can be taken back: it only added points, and not too many to remember. */
  undoable: z.boolean(),
  seconds: z.number().nullable(),
  createdAt: Instant,
});
export type Import = z.output<typeof Import>;

/** A row that was not taken. `line` counts from 1, as editors do. */
export const RefusedRow = z.object({ line: z.int(), reason: z.string(), row: z.string() });
export type RefusedRow = z.output<typeof RefusedRow>;

export const importRoutes = {
  list: route({
    method: 'GET',
    path: 'imports',
    access: 'editor',
    summary: 'The latest 20 imports',
    answer: z.array(Import),
  }),
  create: route({
    method: 'POST',
    path: 'imports',
    access: 'editor',
    summary: 'Say what the columns of a CSV file mean; its content follows',
    body: NewImport,
    answer: Import,
    status: 201,
  }),
  content: route({
    method: 'PUT',
    path: 'imports/:id/content',
    access: 'editor',
    summary: 'Send the file, in UTF-8; answered when the import has ended. Good rows are stored, others kept aside',
    params: ById,
    body: z.file(),
    bodyType: 'text/csv',
    answer: Import,
  }),
  get: route({
    method: 'GET',
    path: 'imports/:id',
    access: 'editor',
    summary: 'How far an import is',
    params: ById,
    answer: Import,
  }),
  refused: route({
    method: 'GET',
    path: 'imports/:id/refused',
    access: 'editor',
    summary: 'The first 20 refused rows',
    params: ById,
    answer: z.array(RefusedRow),
  }),
  refusedFile: route({
    method: 'GET',
    path: 'imports/:id/refused/file',
    access: 'editor',
    summary: 'The refused rows, at most 10,000, as CSV',
    params: ById,
    answer: { mediaType: 'text/csv' },
  }),
  cancel: route({
    method: 'DELETE',
    path: 'imports/:id',
    access: 'editor',
    summary: 'Stop an import; points that are stored stay',
    params: ById,
  }),
  undo: route({
    method: 'POST',
    path: 'imports/:id/undo',
    access: 'editor',
    summary: 'Take back all points of an import that only added some',
    params: ById,
    answer: Import,
  }),
};
