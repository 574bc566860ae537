import fc from 'fast-check';
import { Duplex } from 'node:stream';
import { MessageSplitter, MessageType, packed, unpacked, Wire, type Message } from './wire.js';

const message = fc.record({
  type: fc.constantFrom(...Object.values(MessageType)),
  id: fc.nat(0xffffffff),
  payload: fc.uint8Array({ maxLength: 200 }),
});

/** What a wire writes for these messages. */
function written(messages: readonly { type: MessageType; id: number; payload: Uint8Array }[]): Buffer {
  const chunks: Buffer[] = [];
  const stream = new Duplex({ read: () => undefined, write: (chunk: Buffer, _, done) => (chunks.push(chunk), done()) });
  const wire = new Wire(
    stream,
    () => undefined,
    () => undefined,
  );
  for (const { type, id, payload } of messages) wire.send(type, id, payload);
  return Buffer.concat(chunks);
}

/** The bytes cut at these places, however they fall. */
function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return cuts.slice(1).map((end, at) => Buffer.from(bytes.subarray(cuts[at], end)));
}

describe('the wire', () => {
  it('gives every message whole and in order, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(message), fc.array(fc.nat(5000), { maxLength: 40 }), (messages, places) => {
        const splitter = new MessageSplitter();
        const received = cutAt(written(messages), places).flatMap((chunk) => splitter.push(chunk));
        expect(received.map(({ type, id, payload }) => ({ type, id, payload: Uint8Array.from(payload) }))).toEqual(
          messages,
        );
      }),
    );
  });

  it('refuses a length above the limit before the message has come', () => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(101, 0);
    expect(() => new MessageSplitter(100).push(head)).toThrow('A message of 101 bytes is not allowed.');
  });

  it('refuses a length too short for a message', () => {
    expect(() => new MessageSplitter().push(Buffer.from([4, 0, 0, 0, 1, 1, 1, 1]))).toThrow(RangeError);
  });

  it('closes the stream after a fault and reports it once', () => {
    const stream = new Duplex({ read: () => undefined, write: (_chunk, _, done) => done() });
    const faults: Error[] = [];
    const messages: Message[] = [];
    new Wire(
      stream,
      (one) => messages.push(one),
      (error) => faults.push(error),
    );
    stream.emit('data', Buffer.from([255, 255, 255, 255]));
    expect(stream.destroyed).toBe(true);
    expect([faults.length, messages.length]).toEqual([1, 0]);
  });

  it('carries JSON and bytes in one payload', () => {
    const { value, bytes } = unpacked(packed({ name: 'ö' }, Uint8Array.of(1, 2, 3)));
    expect([value, [...bytes]]).toEqual([{ name: 'ö' }, [1, 2, 3]]);
    expect(() => unpacked(Buffer.from([9, 0, 0, 0, 1]))).toThrow('cut off');
  });
});
