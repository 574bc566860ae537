import { Instant } from '@quarterdeck/sdk/api/common';
import { MOST_RECORDS, type RefusedRecord } from '@quarterdeck/sdk/api/records';
import { refusalText, type RefusalCode } from '@quarterdeck/sdk/api/refusals';
import { invalid } from '../platform/errors.js';

/** A record that can be stored: `time` in epoch milliseconds, `body` as its JSON text. */
export interface StorableRecord {
  readonly key: string;
  readonly time: number;
  readonly body: string;
}

/** What a list of records comes to: the good ones, and what is wrong with the others. */
export interface ReadRecords {
  readonly records: readonly StorableRecord[];
  readonly refused: number;
  /** The first {@link MOST_ERRORS} of them. */
  readonly errors: readonly RefusedRecord[];
}

interface Fault {
  readonly code: RefusalCode;
  readonly path: string;
  readonly held?: unknown;
}

const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const LONGEST_KEY = 500;
const LARGEST_BODY = 64 * 1024;
const DEEPEST = 20;
/** So many faults of a request are named one by one. */
const MOST_ERRORS = 1000;
const SHOWN = 200;

/** Checks rows by hand, as points are: `{key, time, body}`. Throws `records.invalid` for what is no list at all. */
export function readRecords(rows: unknown): ReadRecords {
  if (!Array.isArray(rows)) throw refuse('Send an array of records, or one record a line.');
  if (rows.length > MOST_RECORDS) throw refuse(`At most ${MOST_RECORDS.toLocaleString('en')} records in one request.`);
  const records: StorableRecord[] = [];
  const errors: RefusedRecord[] = [];
  for (const [index, row] of rows.entries()) {
    const read = readRecord(row);
    if ('code' in read) {
      if (errors.length < MOST_ERRORS) errors.push(refused(index, read));
    } else records.push(read);
  }
  return { records, refused: rows.length - records.length, errors };
}

/** For a request that wants all of its records stored or none: throws `records.invalid`, which names those at fault. */
export function requireAll({ refused, errors, records }: ReadRecords): void {
  const [first] = errors;
  if (!first) return;
  const count = refused === 1 ? '' : `${String(refused)} of ${String(refused + records.length)} are at fault. `;
  const fields = errors.map(({ index, path, message }) => ({
    path: path === '' ? String(index) : `${String(index)}.${path}`,
    message,
  }));
  throw invalid('records.invalid', `No record was stored. ${count}Record ${String(first.index)}: ${first.message}`, {
    fields,
  });
}

function readRecord(row: unknown): StorableRecord | Fault {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return { code: 'record-unreadable', path: '', held: row };
  }
  const { key: sentKey, time: sentTime, body: sentBody } = row as Record<string, unknown>;
  const key = readKey(sentKey);
  if (typeof key !== 'string') return key;
  const time = readTime(sentTime);
  if (typeof time !== 'number') return time;
  const body = readBody(sentBody);
  return typeof body === 'string' ? { key, time, body } : body;
}

function readKey(key: unknown): string | Fault {
  if (key === undefined || key === null || key === '') return { code: 'key-missing', path: 'key' };
  if (typeof key === 'number' && Number.isSafeInteger(key)) return String(key);
  if (typeof key === 'string' && key.length <= LONGEST_KEY && isText(key)) return key;
  return { code: 'key-unreadable', path: 'key', held: key };
}

function readTime(time: unknown): number | Fault {
  if (time === undefined || time === null || time === '') return { code: 'time-missing', path: 'time' };
  const at = typeof time === 'string' && Instant.safeParse(time).success ? Date.parse(time) : time;
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) {
    return { code: 'time-unreadable', path: 'time', held: time };
  }
  return at >= EARLIEST && at < LATEST ? at : { code: 'time-out-of-range', path: 'time', held: time };
}

function readBody(body: unknown): string | Fault {
  if (body === undefined || body === null) return { code: 'body-missing', path: 'body' };
  if (typeof body !== 'object' || Array.isArray(body) || !isStorable(body, DEEPEST)) {
    return { code: 'body-unreadable', path: 'body', held: typeof body === 'object' ? undefined : body };
  }
  const text = JSON.stringify(body);
  return Buffer.byteLength(text) <= LARGEST_BODY ? text : { code: 'body-too-large', path: 'body' };
}

/** What JSON can say and the database cannot keep: a NUL, half a character, a number beyond all bounds. */
function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((part) => isStorable(part, depth - 1));
  return Object.entries(value).every(([name, part]) => isText(name) && isStorable(part, depth - 1));
}

const isText = (text: string) => !text.includes('\0') && text.isWellFormed();

function refused(index: number, { code, path, held }: Fault): RefusedRecord {
  const text = held === undefined ? '' : typeof held === 'string' ? held : JSON.stringify(held).slice(0, SHOWN);
  return { index, path, code, message: refusalText(code, path || 'it', text) };
}

const refuse = (message: string) =>
  invalid('records.invalid', `No record was stored. ${message}`, { fields: [{ path: '', message }] });
