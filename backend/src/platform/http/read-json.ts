import { BadRequestException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { readBytes } from './read-bytes.js';

/** Of a route whose senders say anything about what they send, or nothing. */
const ANY_TYPE = '*/*';

/** Refuses a body of another media type, before a byte of it is read. */
export function requireType(request: IncomingMessage, wanted: string): void {
  if (wanted === ANY_TYPE) return;
  if (typeOf(request) !== wanted)
    throw new UnsupportedMediaTypeException(`Send the body with "Content-Type: ${wanted}".`);
}

/** Reads a JSON body of at most `limit` bytes; more is refused as soon as it is announced or has arrived. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  requireType(request, 'application/json');
  return parseJson((await readBytes(request, limit)).toString('utf8'));
}

const LINES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];

/**
 * As {@link readJson}; or a list with one element a line, by its media type. A line that is no JSON is an element of text: whoever
 * checks the elements says which one is at fault.
 */
export async function readJsonOrLines(request: IncomingMessage, limit: number): Promise<unknown> {
  if (!LINES.includes(typeOf(request))) return readJson(request, limit);
  const text = (await readBytes(request, limit)).toString('utf8');
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [elementOf(line)]));
}

function elementOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

const typeOf = (request: IncomingMessage) =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** Throws a sentence for who sent it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, SUSPECT.test(text) ? requireStorable : undefined);
  } catch (cause) {
    if (cause instanceof BadRequestException) throw cause;
    const why = cause instanceof Error ? cause.message : '';
    throw new BadRequestException(`The body is not valid JSON. ${why}`.trim(), { cause });
  }
}

/** NUL and halves of characters can only come escaped; bodies without such escapes, nearly all, are read at full speed. */
const SUSPECT = /\\u(?:0000|d[89a-f])/i;
const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();

/** JSON can say them and PostgreSQL cannot keep them. */
function requireStorable(key: string, value: unknown): unknown {
  if (isStorable(key) && (typeof value !== 'string' || isStorable(value))) return value;
  throw new BadRequestException('The body holds text with a NUL or with half a character, which cannot be stored.');
}
