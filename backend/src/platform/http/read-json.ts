import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

/** A sender that drips must not hold a connection; the server itself sets no limit, because files may take hours. */
const LATEST_MS = 5 * 60_000;

/** Refuses a body of another media type, before a byte of it is read. */
export function requireType(request: IncomingMessage, wanted: string): void {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== wanted) throw new UnsupportedMediaTypeException(`Send the body with "Content-Type: ${wanted}".`);
}

/** Reads a JSON body of at most `limit` bytes; more is refused as soon as it is announced or has arrived. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  requireType(request, 'application/json');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  const late = setTimeout(() => request.destroy(), LATEST_MS);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(late);
  }
  return parsed(Buffer.concat(chunks).toString('utf8'));
}

function parsed(text: string): unknown {
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

const tooLarge = (limit: number) =>
  new PayloadTooLargeException(`The body is larger than ${(limit / 1024 / 1024).toString()} MiB. Send it in parts.`);
