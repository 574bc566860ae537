import { FRAMES_MEDIA_TYPE } from '@quarterdeck/sdk';
import compression from 'compression';
import type { RequestHandler } from 'express';
import { constants } from 'node:zlib';

/** A frame of 64 KB shrinks to a fifth in a quarter of a millisecond; higher qualities cost more than they save. */
const QUALITY = 2;
const SMALLEST_BYTES = 2048;

/** Compresses answers as they are written. Files of the front end stand compressed on disk already. */
export function compressed(): RequestHandler {
  return compression({
    threshold: SMALLEST_BYTES,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } },
    filter: (request, response) =>
      response.getHeader('content-type') === FRAMES_MEDIA_TYPE || compression.filter(request, response),
  });
}
