import { PluginError } from '@quarterdeck/sdk';
import type { StreamManifest } from '@quarterdeck/sdk/manifest';
import * as z from 'zod';
import { problemsOf } from './schemas.js';
import { unpacked } from './wire.js';

const MOST_RECORDS = 5_000;
const LARGEST_CURSOR = 32_768;

const Head = z.object({ cursor: z.record(z.string(), z.unknown()), progress: z.number().min(0).max(1).optional() });

/** A row as the plugin sent it, with its key and its moment taken out. Whether it can be stored, `records` says. */
export interface ReadRow {
  readonly key: unknown;
  readonly time: unknown;
  readonly body: unknown;
}

export interface ReadBatch {
  readonly rows: readonly ReadRow[];
  readonly cursor: Readonly<Record<string, unknown>>;
  readonly progress: number | null;
}

/** What came as a batch of a stream. Throws a PluginError of kind `bug` for what is no batch at all. */
export function batchOf(payload: Buffer, name: string, stream: StreamManifest): ReadBatch {
  const { head, records } = read(payload, name);
  const { cursor, progress = null } = head;
  const [problem] = problemsOf(stream.cursor, cursor);
  if (problem) throw bug(name, `its cursor is not as the plugin declares it (${problem.path}: ${problem.message})`);
  if (JSON.stringify(cursor).length > LARGEST_CURSOR) throw bug(name, 'its cursor is larger than 32 kB');
  return { rows: records.map((record) => rowOf(record, stream)), cursor, progress };
}

function read(payload: Buffer, name: string): { head: z.output<typeof Head>; records: readonly unknown[] } {
  try {
    const { value, bytes } = unpacked(payload);
    const records: unknown = JSON.parse(bytes.toString());
    if (!Array.isArray(records)) throw bug(name, 'its records are no list');
    if (records.length > MOST_RECORDS) throw bug(name, `a batch has more than ${MOST_RECORDS} records`);
    return { head: Head.parse(value), records: records as readonly unknown[] };
  } catch (error) {
    throw error instanceof PluginError ? error : bug(name, 'a batch cannot be read');
  }
}

function rowOf(record: unknown, { key, time }: StreamManifest): ReadRow {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return { key: undefined, time: undefined, body: record };
  }
  const body = record as Readonly<Record<string, unknown>>;
  return { key: keyOf(key.map((field) => body[field])), time: body[time], body };
}

/** Fields that name a record together are told apart as JSON: `["a","b"]` is neither `["a,b"]` nor `["ab"]`. */
function keyOf(parts: readonly unknown[]): unknown {
  if (parts.length === 1) return parts[0];
  const whole = parts.every((part) => (typeof part === 'string' && part !== '') || Number.isSafeInteger(part));
  return whole ? JSON.stringify(parts) : undefined;
}

const bug = (name: string, what: string) =>
  new PluginError('bug', `The stream "${name}" sends what it should not: ${what}.`);
