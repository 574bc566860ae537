import { PluginError, type HostSocket, type TlsWishes } from '@quarterdeck/sdk';
import { CREDIT_BYTES } from '../messages.js';
import { MessageType } from '../wire.js';

const PART = 64 * 1024;
/** So much may lie unread before the plugin is asked to read. */
const AHEAD = CREDIT_BYTES / 2;

/** One connection as the plugin has it: two streams, fed and emptied through the wire. */
export class RelayedSocket implements HostSocket {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
  private source: ReadableStreamDefaultController<Uint8Array> | undefined;
  private sink: WritableStreamDefaultController | undefined;
  private received = 0;
  /** So much of it was read, as the host knows. */
  private told = 0;
  private mayWrite = CREDIT_BYTES;
  private wake: (() => void) | undefined;
  private securing = false;
  private over = false;

  constructor(
    private readonly send: (type: MessageType, payload?: Uint8Array) => void,
    private readonly forget: () => void,
    private readonly secure: (wishes: TlsWishes) => Promise<void>,
  ) {
    this.readable = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.source = controller),
        pull: () => this.noteRead(),
        cancel: () => this.close(),
      },
      { highWaterMark: AHEAD, size: (bytes) => bytes.byteLength },
    );
    this.writable = new WritableStream<Uint8Array>({
      start: (controller) => void (this.sink = controller),
      write: (bytes) => this.write(bytes),
      close: () => this.send(MessageType.END),
      abort: () => this.close(),
    });
  }

  async startTls(wishes: TlsWishes = {}): Promise<void> {
    if (this.unread() > 0) throw this.fail(early());
    this.securing = true;
    try {
      await this.secure(wishes);
    } finally {
      this.securing = false;
    }
  }

  close(): void {
    if (this.over) return;
    this.send(MessageType.CANCEL);
    this.fail(new PluginError('transient', 'The connection was closed.'));
  }

  /** Called with what the host says about this connection. */
  receive(type: number, payload: Buffer, errorOf: () => PluginError): void {
    if (this.over) return;
    if (type === MessageType.CHUNK) this.push(payload);
    if (type === MessageType.CREDIT) this.credit(payload.readUInt32LE(0));
    if (type === MessageType.END) this.end();
    if (type === MessageType.ERROR) this.fail(errorOf());
  }

  private push(bytes: Uint8Array): void {
    // Sent before the encryption began, by whoever sits between: it must not pass for a part of it.
    if (this.securing) {
      this.send(MessageType.CANCEL);
      this.fail(early());
      return;
    }
    this.received += bytes.byteLength;
    // A copy: the bytes are a view of a message that may hold more than them.
    this.source?.enqueue(bytes.slice());
  }

  /** The host may send as much more as was read. */
  private noteRead(): void {
    const read = this.received - this.unread() - this.told;
    if (read === 0 || this.over) return;
    this.told += read;
    this.send(MessageType.CREDIT, uint32(read));
  }

  private unread(): number {
    return AHEAD - (this.source?.desiredSize ?? AHEAD);
  }

  private credit(bytes: number): void {
    this.mayWrite += bytes;
    this.wake?.();
  }

  private async write(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.byteLength; from += PART) {
      const part = bytes.subarray(from, from + PART);
      while (this.mayWrite < part.byteLength && !this.over) {
        await new Promise<void>((resolve) => void (this.wake = resolve));
      }
      if (this.over) throw new PluginError('transient', 'The connection has ended.');
      this.mayWrite -= part.byteLength;
      this.send(MessageType.CHUNK, part);
    }
  }

  private end(): void {
    this.over = true;
    this.source?.close();
    this.wake?.();
    this.forget();
  }

  private fail(error: PluginError): PluginError {
    this.over = true;
    this.source?.error(error);
    this.sink?.error(error);
    this.wake?.();
    this.forget();
    return error;
  }
}

const early = () =>
  new PluginError('transient', 'The server spoke before the encryption had begun: somebody may listen in.');

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
