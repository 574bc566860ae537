import { PluginError } from '@quarterdeck/sdk';
import { CREDIT_BYTES, type Failure, type ResponseHead } from '../messages.js';
import { MessageType, packed, type Message, type Wire } from '../wire.js';

interface Pending {
  accept(head: ResponseHead): void;
  chunk(bytes: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
}

const WITHOUT_BODY = [204, 205, 304];

/** The requests of this plugin, made by the host. */
export class HostFetch {
  private readonly pending = new Map<number, Pending>();

  constructor(
    private readonly wire: Wire,
    private readonly nextId: () => number,
  ) {}

  /** `fetch` on behalf of one call, as the host lets it. Rejects with a PluginError, which a plugin may just pass on. */
  async fetch(call: number, signal: AbortSignal, ...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const request = new Request(input, init);
    const ended = AbortSignal.any([signal, request.signal]);
    ended.throwIfAborted();
    const body = new Uint8Array(await request.arrayBuffer());
    const head = {
      act: 'fetch',
      call,
      url: request.url,
      method: request.method,
      headers: Object.fromEntries(request.headers),
    };
    const id = this.nextId();
    return new Promise((resolve, reject) => {
      this.pending.set(id, this.exchange(id, ended, resolve, reject));
      this.wire.send(MessageType.CALL, id, packed(head, body));
    });
  }

  /** Called for every RESULT, CHUNK, END and ERROR of the host. */
  receive({ type, id, payload }: Message): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    if (type === MessageType.RESULT) pending.accept(JSON.parse(payload.toString()) as ResponseHead);
    if (type === MessageType.CHUNK) pending.chunk(payload);
    if (type === MessageType.END) pending.end();
    if (type === MessageType.ERROR) pending.fail(errorOf(JSON.parse(payload.toString()) as Failure));
  }

  private exchange(
    id: number,
    signal: AbortSignal,
    resolve: (response: Response) => void,
    reject: (error: unknown) => void,
  ): Pending {
    const { wire, pending } = this;
    const body = new Body(
      (taken) => wire.send(MessageType.CREDIT, id, uint32(taken)),
      () => cancel(),
    );
    const close = () => {
      pending.delete(id);
      signal.removeEventListener('abort', stop);
    };
    const cancel = () => {
      close();
      wire.send(MessageType.CANCEL, id);
    };
    const fail = (error: unknown) => {
      close();
      reject(error);
      body.fail(error);
    };
    const stop = () => {
      wire.send(MessageType.CANCEL, id);
      fail(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    return {
      accept: ({ status, headers }) =>
        resolve(
          new Response(WITHOUT_BODY.includes(status) ? null : body.stream, { status, headers: headers as never }),
        ),
      chunk: (bytes) => body.push(bytes),
      end: () => {
        close();
        body.end();
      },
      fail,
    };
  }
}

/** A response's body as it comes in; the host is told how much of it was read, and sends no more than it was told. */
class Body {
  readonly stream: ReadableStream<Uint8Array>;
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  private taken = 0;
  private over = false;

  constructor(credit: (bytes: number) => void, cancel: () => void) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller;
        },
        pull: () => {
          if (this.taken === 0) return;
          credit(this.taken);
          this.taken = 0;
        },
        cancel: () => {
          this.over = true;
          cancel();
        },
      },
      { highWaterMark: CREDIT_BYTES / 2, size: (bytes) => bytes.byteLength },
    );
  }

  push(bytes: Uint8Array): void {
    if (this.over) return;
    this.taken += bytes.byteLength;
    // A copy: the bytes are a view of a message that may hold more than them.
    this.controller?.enqueue(bytes.slice());
  }

  end(): void {
    if (!this.over) this.controller?.close();
    this.over = true;
  }

  fail(error: unknown): void {
    if (!this.over) this.controller?.error(error);
    this.over = true;
  }
}

const errorOf = ({ kind, message, ...extra }: Failure) => new PluginError(kind, message, extra);

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
