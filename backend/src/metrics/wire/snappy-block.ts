import { LARGEST_UNPACKED_BODY } from '@quarterdeck/sdk/api/wire';
import { uncompress } from 'snappyjs';
import { invalid } from '../../platform/errors.js';

/** A copy of 64 bytes takes three: who promises much more than this sends a few bytes that ask for a lot of memory. */
const MOST_TIMES = 32;

/** Unpacks a Snappy block: https://github.com/google/snappy/blob/main/format_description.txt. Not the framed format. */
export function unpackSnappy(body: Buffer): Buffer {
  try {
    return uncompress(body, Math.min(LARGEST_UNPACKED_BODY, body.length * MOST_TIMES));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw invalid('remote-write.not-snappy', `Nothing was stored: the body is no Snappy block. ${why}`, { cause });
  }
}
