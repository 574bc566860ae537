import { PluginError, type HostSocket } from '@quarterdeck/sdk';
import type { Context } from './schemas.js';
import { EventEmitter } from './stand-ins/events.js';

/** SSLRequest, and what a server says to it: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const SSL_REQUEST = Uint8Array.of(0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f);
const YES = 'S'.charCodeAt(0);

/**
 * A connection of the host in the shape of a socket of Node, as the database client wants it. Encrypted, where that is
 * configured, before the client sees it: the password goes through nothing else.
 */
export class PgStream extends EventEmitter {
  writable = true;
  private socket: HostSocket | undefined;
  private writer: WritableStreamDefaultWriter<Uint8Array> | undefined;

  constructor(private readonly context: Context) {
    super();
  }

  connect(): void {
    this.open().catch((error: unknown) => this.fail(error));
  }

  write(bytes: Uint8Array, done?: (error?: unknown) => void): boolean {
    this.writer?.write(bytes).then(
      () => done?.(),
      (error: unknown) => done?.(error),
    );
    return true;
  }

  end(): void {
    this.destroy();
  }

  destroy(error?: Error): void {
    if (error) this.fail(error);
    this.finish();
  }

  setNoDelay(): void {
    // The host has done that.
  }

  private async open(): Promise<void> {
    const { context } = this;
    const { host, port, tls, ca } = context.config;
    const socket = await context.connect({ host, port });
    this.socket = socket;
    // Somebody may have lost patience meanwhile.
    if (!this.writable) return socket.close();
    if (tls !== 'disable') await encrypt(socket, { verify: tls === 'verify', ...(ca.trim() === '' ? {} : { ca }) });
    this.writer = socket.writable.getWriter();
    this.writer.closed.catch(() => undefined);
    this.emit('connect');
    await this.read(socket.readable.getReader());
  }

  private async read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { buffer, byteOffset, byteLength } = part.value;
      this.emit('data', Buffer.from(buffer, byteOffset, byteLength));
    }
    this.emit('end');
    this.finish();
  }

  private fail(error: unknown): void {
    if (this.writable) this.emit('error', error);
    this.finish();
  }

  private finish(): void {
    if (!this.writable) return;
    this.writable = false;
    // After what is being written now: a farewell is a courtesy, and the end of the call closes what is left.
    void (this.writer?.ready ?? Promise.resolve()).catch(() => undefined).then(() => this.socket?.close());
    this.emit('close');
  }
}

async function encrypt(socket: HostSocket, wishes: { verify: boolean; ca?: string }): Promise<void> {
  const writer = socket.writable.getWriter();
  await writer.write(SSL_REQUEST);
  writer.releaseLock();
  const reader = socket.readable.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  if (value?.length !== 1 || value[0] !== YES) {
    const message =
      'This server does not speak TLS: let its administrator turn it on, or choose "Disable" for encryption.';
    throw new PluginError('config', message, { field: 'tls' });
  }
  try {
    await socket.startTls(wishes);
  } catch (error) {
    throw new PluginError('config', wordsOf(error, wishes), { field: 'tls', cause: error });
  }
}

function wordsOf(error: unknown, { ca }: { ca?: string }): string {
  const { message } = error as Error;
  if (!/certificate|self.signed|altnames/i.test(message)) return message;
  const advice = ca
    ? 'Check the certificate authority and the host.'
    : 'Give the certificate authority of the server, or choose "Require" to encrypt without that proof.';
  return `${message} ${advice}`;
}
