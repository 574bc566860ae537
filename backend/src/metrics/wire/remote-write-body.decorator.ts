import { createParamDecorator, UnsupportedMediaTypeException, type ExecutionContext } from '@nestjs/common';
import { LARGEST_WIRE_BODY } from '@quarterdeck/sdk/api/wire';
import { requestOf } from '../../platform/http/implements.js';
import { readBytes } from '../../platform/http/read-bytes.js';
import type { RemoteWriteVersion } from './wire.service.js';

/** A message of remote write as it came: compressed. */
export interface RemoteWriteMessage {
  readonly version: RemoteWriteVersion;
  readonly body: Buffer;
}

const VERSIONS = new Map<string, RemoteWriteVersion>([
  ['prometheus.WriteRequest', 1],
  ['io.prometheus.write.v2.Request', 2],
]);

/** Refuses with 415 what it cannot read, before it reads: a sender may then try another version. */
export const RemoteWriteBody = createParamDecorator(
  async (_: unknown, context: ExecutionContext): Promise<RemoteWriteMessage> => {
    const request = requestOf(context);
    const version = versionOf(request.headers['content-type']);
    const encoding = request.headers['content-encoding'] ?? 'snappy';
    if (encoding.toLowerCase() !== 'snappy') {
      throw new UnsupportedMediaTypeException('Send the body as a Snappy block, with "Content-Encoding: snappy".');
    }
    return { version, body: await readBytes(request, LARGEST_WIRE_BODY) };
  },
);

/** Of `application/x-protobuf;proto=…`; without a name it is version 1. */
export function versionOf(contentType = ''): RemoteWriteVersion {
  const [, , name] = /;\s*proto=("?)([^";\s]*)\1/i.exec(contentType) ?? [];
  const version = name === undefined ? 1 : VERSIONS.get(name);
  if (version) return version;
  const known = [...VERSIONS.keys()].join(' or ');
  throw new UnsupportedMediaTypeException(`This server does not read the message ${name ?? ''}: send ${known}.`);
}
