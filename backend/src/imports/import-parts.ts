import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { PointColumns } from '../metrics/metrics.service.js';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);
const FAST = { level: 1 };

/** The points of one batch as bytes: what an undo takes back. Column by column, which packs to a fraction. */
export function packPoints({ series, times, values }: PointColumns): Promise<Buffer> {
  return deflate(Buffer.concat([series, times, values].map(bytesOf)), FAST);
}

export async function unpackPoints(packed: Buffer): Promise<PointColumns> {
  const bytes = Uint8Array.from(await inflate(packed)).buffer;
  const rows = bytes.byteLength / 20;
  return {
    series: new Int32Array(bytes.slice(0, rows * 4)),
    times: new Float64Array(bytes.slice(rows * 4, rows * 12)),
    values: new Float64Array(bytes.slice(rows * 12)),
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float64Array) =>
  Buffer.from(buffer, byteOffset, byteLength);
