import type { Duplex } from 'node:stream';

/**
 * What travels between the host and a plugin's process, in both directions: `u32 length | u8 type | u32 id | payload`,
 * little endian, the length counting all that follows it. An id belongs to the side that sent the CALL.
 */
export const MessageType = {
  /** Begins something: the host asks a question, the plugin asks for a request. */
  CALL: 1,
  /** Ends a call well; for a request its head, with CHUNKs and an END to follow. */
  RESULT: 2,
  ERROR: 3,
  CHUNK: 4,
  END: 5,
  /** So many bytes of CHUNKs were taken in; as many more may be sent. */
  CREDIT: 6,
  /** Nobody waits for the answer of a call any more. */
  CANCEL: 7,
  /** The plugin has been loaded. */
  READY: 8,
  LOG: 9,
  /** Plugin to host, with the id of the host's call: some records of the stream that it reads. */
  BATCH: 10,
  /** Host to plugin, with the id of the host's call: the batch is stored, the next one may come. */
  NEXT: 11,
} as const;
export type MessageType = (typeof MessageType)[keyof typeof MessageType];

export interface Message {
  readonly type: number;
  readonly id: number;
  readonly payload: Buffer;
}

export const LARGEST_MESSAGE = 64 * 1024 * 1024;
const HEAD = 4;
const BODY_HEAD = 5;

/** Cuts a stream of chunks into messages. Nothing is put together before its length was found to be allowed. */
export class MessageSplitter {
  private parts: Buffer[] = [];
  private size = 0;

  constructor(private readonly largest = LARGEST_MESSAGE) {}

  /** The messages that are whole with this chunk. Throws a RangeError for a length that is not allowed. */
  push(chunk: Buffer): Message[] {
    this.parts.push(chunk);
    this.size += chunk.length;
    const messages: Message[] = [];
    for (let length = this.nextLength(); length !== undefined; length = this.nextLength()) {
      const body = this.take(HEAD + length).subarray(HEAD);
      messages.push({ type: body.readUInt8(0), id: body.readUInt32LE(1), payload: body.subarray(BODY_HEAD) });
    }
    return messages;
  }

  private nextLength(): number | undefined {
    if (this.size < HEAD) return undefined;
    const length = this.peek(HEAD).readUInt32LE(0);
    if (length < BODY_HEAD || length > this.largest)
      throw new RangeError(`A message of ${length} bytes is not allowed.`);
    return this.size >= HEAD + length ? length : undefined;
  }

  /** Joins only as many parts as are needed, so that a large message is copied once and not with every chunk. */
  private peek(count: number): Buffer {
    const [first] = this.parts;
    if (first && first.length >= count) return first;
    let joined = 0;
    let used = 0;
    while (joined < count) joined += this.parts[used++]?.length ?? 0;
    const whole = Buffer.concat(this.parts.slice(0, used), joined);
    this.parts.splice(0, used, whole);
    return whole;
  }

  private take(count: number): Buffer {
    const whole = this.peek(count);
    const rest = whole.subarray(count);
    if (rest.length > 0) this.parts[0] = rest;
    else this.parts.shift();
    this.size -= count;
    return whole.subarray(0, count);
  }
}

/** One end of the pipe. */
export class Wire {
  constructor(
    private readonly stream: Duplex,
    onMessage: (message: Message) => void,
    onFault: (error: Error) => void,
  ) {
    const splitter = new MessageSplitter();
    stream.on('data', (chunk: Buffer) => {
      try {
        for (const message of splitter.push(chunk)) onMessage(message);
      } catch (error) {
        stream.destroy();
        onFault(error as Error);
      }
    });
    stream.on('error', onFault);
  }

  /** Goes nowhere once the other side is gone; throws a RangeError for more than a message can hold. */
  send(type: MessageType, id: number, payload: Uint8Array = new Uint8Array(0)): void {
    if (payload.byteLength + BODY_HEAD > LARGEST_MESSAGE) throw new RangeError('This is too large for one message.');
    if (this.stream.destroyed) return;
    const head = Buffer.allocUnsafe(HEAD + BODY_HEAD);
    head.writeUInt32LE(BODY_HEAD + payload.byteLength, 0);
    head.writeUInt8(type, HEAD);
    head.writeUInt32LE(id, HEAD + 1);
    this.stream.cork();
    this.stream.write(head);
    if (payload.byteLength > 0) this.stream.write(payload);
    this.stream.uncork();
  }

  sendJson(type: MessageType, id: number, value: unknown): void {
    this.send(type, id, Buffer.from(JSON.stringify(value)));
  }
}

/** JSON and bytes in one payload: `u32 length of the JSON | JSON | bytes`. */
export function packed(value: unknown, bytes: Uint8Array = new Uint8Array(0)): Buffer {
  const json = Buffer.from(JSON.stringify(value));
  const head = Buffer.allocUnsafe(4);
  head.writeUInt32LE(json.length, 0);
  return Buffer.concat([head, json, bytes]);
}

/** The reverse of {@link packed}; throws a RangeError or SyntaxError for what it did not make. */
export function unpacked(payload: Buffer): { value: unknown; bytes: Buffer } {
  const length = payload.readUInt32LE(0);
  if (4 + length > payload.length) throw new RangeError('A payload is cut off.');
  return { value: JSON.parse(payload.toString('utf8', 4, 4 + length)), bytes: payload.subarray(4 + length) };
}
