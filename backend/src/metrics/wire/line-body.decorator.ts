import {
  BadRequestException,
  createParamDecorator,
  UnsupportedMediaTypeException,
  type ExecutionContext,
} from '@nestjs/common';
import { LARGEST_UNPACKED_BODY, LARGEST_WIRE_BODY } from '@quarterdeck/sdk/api/wire';
import type { Response } from 'express';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { requestOf } from '../../platform/http/implements.js';
import { readBytes, tooLarge } from '../../platform/http/read-bytes.js';

/** A body of lines, unpacked. */
export interface LineMessage {
  readonly body: Buffer;
  /** `Prefer: handling=lenient` (RFC 7240): fields that hold texts are passed over in silence. */
  readonly lenient: boolean;
}

const unzip = promisify(gunzip);

/** Takes any media type, since clients send all kinds; packed with gzip, as Telegraf does, or not. */
export const LineBody = createParamDecorator(async (_: unknown, context: ExecutionContext): Promise<LineMessage> => {
  const request = requestOf(context);
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new UnsupportedMediaTypeException('Send the lines as they are, or with "Content-Encoding: gzip".');
  }
  const lenient = /\bhandling\s*=\s*"?lenient\b/i.test(String(request.headers.prefer ?? ''));
  if (lenient) context.switchToHttp().getResponse<Response>().setHeader('preference-applied', 'handling=lenient');
  const body = await readBytes(request, LARGEST_WIRE_BODY);
  return { lenient, body: encoding === 'gzip' ? await unpacked(body) : body };
});

async function unpacked(body: Buffer): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: LARGEST_UNPACKED_BODY });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(LARGEST_UNPACKED_BODY);
    throw new BadRequestException('No line was stored: the body is not packed with gzip.', { cause });
  }
}
