import * as z from 'zod';
import { Instant, MetricName } from './common.js';
import { RefusedPoint } from './metrics.js';
import { route } from './route.js';

/** As it is sent; so many records fit in one request. */
export const LARGEST_RECORDS_BODY = 16 * 1024 * 1024;
export const MOST_RECORDS = 20_000;

/** What a stream is called, in its workspace. The rule is that of metrics. */
export const StreamName = MetricName;

/**
 * A field of a record's body by its place: `amount`, or `customer.country` for what stands inside another field. Three
 * steps are as deep as the lists of fields look.
 */
export const FieldPath = z
  .string()
  .min(1, 'Name a field.')
  .max(200)
  .regex(/^[^\0]*$/);

/**
 * A row of a stream: a charge, an event, a survey answer. The key says which one it is: sending a key again replaces the
 * record, and where nothing differs nothing is changed. `time` is an ISO instant or epoch milliseconds.
 */
export const NewRecord = z.object({
  key: z.union([z.string().min(1).max(500), z.int()]),
  time: z.union([Instant, z.int()]),
  body: z.record(z.string(), z.unknown()),
});
export type NewRecord = z.output<typeof NewRecord>;

/** A JSON array; or, as `application/x-ndjson`, one record a line. */
export const RecordsBody = z.array(NewRecord).max(MOST_RECORDS);

export const RecordsParams = z.object({
  /** Whether the good records of a request with bad ones are stored. Else none is, and the answer is 422. */
  partial: z.stringbool().default(false),
  /** Whether the stream is made where there is none. Else the answer is 404. */
  create: z.stringbool().default(true),
});

/** A record that was not taken. `index` counts from 0; `path` is the field at fault, such as `time`. */
export const RefusedRecord = RefusedPoint;
export type RefusedRecord = z.output<typeof RefusedRecord>;

/** What a batch met. Sent again, all of it is `same`. Of several with one key in a batch only the last one counts. */
export const RecordsStored = z.object({ added: z.int(), changed: z.int(), same: z.int() });
export type RecordsStored = z.output<typeof RecordsStored>;

/** `refused` counts all that were not taken, `errors` names the first 1,000; both are none unless `partial` was asked. */
export const RecordsAccepted = RecordsStored.extend({ refused: z.int(), errors: z.array(RefusedRecord) });
export type RecordsAccepted = z.output<typeof RecordsAccepted>;

/** A field that was seen in recent records, with the kinds of values it held and in how many of these records. */
export const SeenField = z.object({ name: z.string(), types: z.array(z.string()), share: z.number() });
export type SeenField = z.output<typeof SeenField>;

export const Stream = z.object({
  name: z.string(),
  description: z.string(),
  /** The connection that it is synchronized from; null where records are sent. */
  connectionId: z.uuid().nullable(),
  rows: z.int(),
  /** The time of its latest record. */
  lastAt: Instant.nullable(),
  createdAt: Instant,
});
export type Stream = z.output<typeof Stream>;

/** By name; `next` is null on the last page. */
export const StreamPage = z.object({ streams: z.array(Stream), next: z.string().nullable() });
export type StreamPage = z.output<typeof StreamPage>;

export const StreamQuestion = z.object({
  /** The `next` of the page before. */
  cursor: StreamName.optional(),
  /** Part of the name. */
  search: z.string().max(200).optional(),
});
export type StreamQuestion = z.output<typeof StreamQuestion>;

export const StreamPatch = z.object({ description: z.string().trim().max(1000) });
export type StreamPatch = z.output<typeof StreamPatch>;

const ByStream = z.object({ stream: StreamName });

export const recordRoutes = {
  send: route({
    method: 'POST',
    path: 'records/:stream',
    access: 'records',
    summary: 'Send records as a JSON array or as NDJSON; idempotent per key, all of them or none',
    params: ByStream,
    query: RecordsParams,
    body: RecordsBody,
    lines: true,
    bodyLimit: LARGEST_RECORDS_BODY,
    answer: RecordsAccepted,
  }),
  remove: route({
    method: 'DELETE',
    path: 'records/:stream/:key',
    access: 'editor',
    summary: 'Delete one record by its key; metrics that are derived from it are made right',
    params: ByStream.extend({ key: z.string().min(1).max(500) }),
  }),
  streams: route({
    method: 'GET',
    path: 'streams',
    access: 'viewer',
    summary: 'List the streams of records by name, 50 at a time',
    query: StreamQuestion,
    answer: StreamPage,
  }),
  stream: route({
    method: 'GET',
    path: 'streams/:stream',
    access: 'viewer',
    summary: 'One stream of records',
    params: ByStream,
    answer: Stream,
  }),
  fields: route({
    method: 'GET',
    path: 'streams/:stream/fields',
    access: 'viewer',
    summary: 'The fields that were seen in the latest records of a stream',
    params: ByStream,
    answer: z.array(SeenField),
  }),
  describe: route({
    method: 'PATCH',
    path: 'streams/:stream',
    access: 'editor',
    summary: 'Change the description of a stream',
    params: ByStream,
    body: StreamPatch,
    answer: Stream,
  }),
  removeStream: route({
    method: 'DELETE',
    path: 'streams/:stream',
    access: 'editor',
    summary: 'Delete a stream with all of its records; refused while metrics are derived from it',
    params: ByStream,
  }),
};
