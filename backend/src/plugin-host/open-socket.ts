import type { Socket } from 'node:net';
import { encrypted } from '../platform/egress-dial.js';
import { EgressError, type EgressLimits } from '../platform/egress.js';
import { Credit } from './credit.js';
import { CREDIT_BYTES } from './messages.js';
import { KIND_OF } from './plugin-requests.js';
import { MessageType, type Wire } from './wire.js';

interface OtherEnd {
  readonly wire: Wire;
  readonly id: number;
  readonly limits: EgressLimits;
}

/** One TCP connection of a plugin: its bytes in both directions, neither side further ahead than the other lets it. */
export class OpenSocket {
  private readonly allowance = new Credit();
  private received = 0;
  /** Told the plugin how it ended: nothing more is said. */
  private over = false;

  constructor(
    private socket: Socket,
    private readonly host: string,
    private readonly to: OtherEnd,
    private readonly closed: () => void,
  ) {
    this.listen();
  }

  /** Called with what the plugin sends. It is told how much has gone out, and may not be further ahead than that. */
  write(bytes: Buffer): void {
    if (this.over) return;
    if (this.socket.writableLength + bytes.length > 2 * CREDIT_BYTES) {
      this.fail(new EgressError('too-large', 'The plugin sent more than the connection could take in.'));
      return;
    }
    this.socket.write(bytes, (error) => {
      if (!error && !this.over) this.to.wire.send(MessageType.CREDIT, this.to.id, uint32(bytes.length));
    });
  }

  /** Called when the plugin has taken something in. */
  credit(bytes: number): void {
    this.allowance.add(bytes);
    if (!this.allowance.isUsedUp) this.socket.resume();
  }

  /** Called when the plugin has nothing more to send. */
  end(): void {
    this.socket.end();
  }

  /** Called when the plugin or its call has ended. */
  destroy(): void {
    this.over = true;
    this.socket.destroy();
    this.closed();
  }

  /** From here on encrypted. What the server sends before that is no part of it and makes the handshake fail. */
  async secure({ verify, ca }: { verify: boolean; ca?: string | undefined }): Promise<void> {
    this.socket.pause();
    this.socket.removeAllListeners('data').removeAllListeners('end').removeAllListeners('close');
    const signal = AbortSignal.timeout(this.to.limits.ms);
    const secure = await encrypted(this.socket, { host: this.host, verify, ca }, signal);
    if (this.over) secure.destroy();
    this.socket = secure;
    this.listen();
  }

  private listen(): void {
    const { socket } = this;
    socket.on('data', (bytes: Buffer) => this.pass(bytes));
    socket.on('end', () => this.finish());
    socket.on('close', () => this.finish());
    socket.on('error', ({ message }) => {
      this.fail(new EgressError('unreachable', `The connection to ${this.host} was lost: ${message.slice(0, 200)}`));
    });
    socket.setTimeout(this.to.limits.ms, () => {
      const text = `Nothing went over the connection to ${this.host} for ${this.to.limits.ms / 1000} seconds.`;
      this.fail(new EgressError('too-slow', text));
    });
  }

  private pass(bytes: Buffer): void {
    if (this.over) return;
    this.received += bytes.length;
    if (this.received > this.to.limits.bytes) {
      const text = `${this.host} sent more than ${this.to.limits.bytes / 1024 / 1024} MiB: ask for fewer rows or columns.`;
      this.fail(new EgressError('too-large', text));
      return;
    }
    this.allowance.spend(bytes.length);
    this.to.wire.send(MessageType.CHUNK, this.to.id, bytes);
    if (this.allowance.isUsedUp) this.socket.pause();
  }

  private finish(): void {
    if (!this.over) this.to.wire.send(MessageType.END, this.to.id);
    this.destroy();
  }

  private fail(error: EgressError): void {
    if (!this.over) {
      this.to.wire.sendJson(MessageType.ERROR, this.to.id, { kind: KIND_OF[error.reason], message: error.message });
    }
    this.destroy();
  }
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
