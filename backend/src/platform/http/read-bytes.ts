import { PayloadTooLargeException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

/** A sender that drips must not hold a connection; the server itself sets no limit, because files may take hours. */
const LATEST_MS = 5 * 60_000;

/** Reads a body of at most `limit` bytes; more is refused as soon as it is announced or has arrived. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
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
  return Buffer.concat(chunks);
}

export const tooLarge = (limit: number) =>
  new PayloadTooLargeException(`The body is larger than ${(limit / 1024 / 1024).toString()} MiB. Send it in parts.`);
