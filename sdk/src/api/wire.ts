import * as z from 'zod';
import { route } from './route.js';

/** As it is sent, and what that may unpack to. */
export const LARGEST_WIRE_BODY = 16 * 1024 * 1024;
export const LARGEST_UNPACKED_BODY = 32 * 1024 * 1024;

/** What one step of a timestamp is, by every name that InfluxDB's two interfaces know: `ns` and `n`, `us`, `u` and `µ`. */
export const TimePrecision = z.enum(['ns', 'n', 'us', 'u', 'µ', 'ms', 's', 'm', 'h']);
export type TimePrecision = z.output<typeof TimePrecision>;

/** Where InfluxDB would put the points (`db`, `rp`, `bucket`, `org`) is not asked: a key belongs to one workspace. */
const LineParams = z.object({ precision: TimePrecision.default('ns') });

const lines = (path: string, version: string) =>
  route({
    method: 'POST',
    path,
    access: 'points',
    summary: `Send points as lines of InfluxDB's protocol, to the address that clients of its version ${version} call`,
    query: LineParams,
    body: z.file(),
    bodyType: '*/*',
    bodyLimit: LARGEST_WIRE_BODY,
  });

/** Points in the protocols that programs speak already; what each sends and is answered is in docs/features/metrics.md. */
export const wireRoutes = {
  remoteWrite: route({
    method: 'POST',
    path: 'prometheus/write',
    access: 'points',
    summary: 'Send samples by Prometheus remote write 1.0 or 2.0',
    body: z.file(),
    bodyType: 'application/x-protobuf',
    bodyLimit: LARGEST_WIRE_BODY,
  }),
  lines: lines('influx/write', '1'),
  linesToBucket: lines('influx/api/v2/write', '2 and 3'),
};
