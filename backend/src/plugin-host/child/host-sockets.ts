import { PluginError, type ConnectTarget, type HostSocket, type TlsWishes } from '@quarterdeck/sdk';
import type { ConnectHead, Failure, SecureHead } from '../messages.js';
import { MessageType, packed, type Message, type Wire } from '../wire.js';
import { RelayedSocket } from './relayed-socket.js';

interface Pending {
  resolve(): void;
  reject(error: unknown): void;
}

/** The TCP connections of this plugin, opened and held by the host. */
export class HostSockets {
  private readonly sockets = new Map<number, RelayedSocket>();
  private readonly pending = new Map<number, Pending>();

  constructor(
    private readonly wire: Wire,
    private readonly nextId: () => number,
  ) {}

  /** `connect` on behalf of one call, as the host lets it. */
  async connect(call: number, { host, port }: ConnectTarget): Promise<HostSocket> {
    const id = this.nextId();
    const socket = new RelayedSocket(
      (type, payload) => this.wire.send(type, id, payload),
      () => this.sockets.delete(id),
      (wishes) => this.secure(id, wishes),
    );
    this.sockets.set(id, socket);
    try {
      await this.ask(id, { act: 'connect', call, host, port });
    } catch (error) {
      this.sockets.delete(id);
      throw error;
    }
    return socket;
  }

  /** Called for every RESULT, CHUNK, END, CREDIT and ERROR of the host; an id that is none of ours is somebody else's. */
  receive({ type, id, payload }: Message): void {
    const pending = this.pending.get(id);
    if (pending && type === MessageType.RESULT) pending.resolve();
    else if (pending && type === MessageType.ERROR) pending.reject(errorOf(payload));
    else this.sockets.get(id)?.receive(type, payload, () => errorOf(payload));
  }

  private secure(socket: number, { verify = true, ca }: TlsWishes): Promise<void> {
    const head: SecureHead = { act: 'secure', socket, verify, ...(ca === undefined ? {} : { ca }) };
    return this.ask(this.nextId(), head);
  }

  private async ask(id: number, head: ConnectHead | SecureHead): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        this.pending.set(id, { resolve, reject });
        this.wire.send(MessageType.CALL, id, packed(head));
      });
    } finally {
      this.pending.delete(id);
    }
  }
}

function errorOf(payload: Buffer): PluginError {
  const { kind, message, ...extra } = JSON.parse(payload.toString()) as Failure;
  return new PluginError(kind, message, extra);
}
