import * as z from 'zod';
import { EgressError, type Egress } from '../platform/egress.js';
import type { Failure } from './messages.js';
import { OpenSocket } from './open-socket.js';
import { KIND_OF, type OpenCall } from './plugin-requests.js';
import { MessageType, unpacked, type Message, type Wire } from './wire.js';

const MOST_AT_ONCE = 64;
const MOST_OF_A_CALL = 4;

const ConnectHead = z.object({
  act: z.literal('connect'),
  call: z.number(),
  host: z.string().min(1).max(255),
  port: z.int().min(1).max(65_535),
});
const SecureHead = z.object({
  act: z.literal('secure'),
  socket: z.number(),
  verify: z.boolean(),
  ca: z.string().max(100_000).optional(),
});

/**
 * The TCP connections that a plugin's process asks for. A connection lives as long as the call it was opened in: also in
 * the moment between the end of the waiting and the end of the call, when a plugin tells its server to stop.
 */
export class PluginSockets {
  /** Undefined while one is being opened. */
  private readonly sockets = new Map<number, { readonly call: number; socket?: OpenSocket }>();

  constructor(
    private readonly egress: Egress,
    private readonly callWith: (id: number) => OpenCall | undefined,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Called for every CALL that is no request. Answers with a RESULT or an ERROR. */
  async answer(wire: Wire, { id, payload }: Message): Promise<void> {
    try {
      const { value } = unpacked(payload);
      const secure = SecureHead.safeParse(value);
      if (secure.success) await this.secure(secure.data);
      else await this.open(wire, id, ConnectHead.parse(value));
      wire.sendJson(MessageType.RESULT, id, {});
    } catch (error) {
      wire.sendJson(MessageType.ERROR, id, this.failureOf(error));
    }
  }

  /** Called for every CHUNK, END, CREDIT and CANCEL; an id that is none of ours is somebody else's. */
  receive({ type, id, payload }: Message): void {
    const socket = this.sockets.get(id)?.socket;
    if (type === MessageType.CHUNK) socket?.write(payload);
    if (type === MessageType.END) socket?.end();
    if (type === MessageType.CREDIT && payload.length >= 4) socket?.credit(payload.readUInt32LE(0));
    if (type === MessageType.CANCEL) this.close(id);
  }

  /** Called when a call has ended. */
  closeOf(call: number): void {
    for (const [id, open] of this.sockets) if (open.call === call) this.close(id);
  }

  /** Called when the process has ended. */
  closeAll(): void {
    for (const id of this.sockets.keys()) this.close(id);
  }

  private close(id: number): void {
    this.sockets.get(id)?.socket?.destroy();
    this.sockets.delete(id);
  }

  private async open(
    wire: Wire,
    id: number,
    { call: callId, host, port }: z.output<typeof ConnectHead>,
  ): Promise<void> {
    const call = this.callWith(callId);
    if (!call) throw new EgressError('forbidden', 'The call for which this connection was wanted has ended.');
    if (!call.grants.mayConnect({ host, port })) {
      throw new EgressError('forbidden', `${host}:${port} is not among the servers this plugin may connect to.`);
    }
    this.requireRoom(id, callId);
    const open: { readonly call: number; socket?: OpenSocket } = { call: callId };
    this.sockets.set(id, open);
    try {
      const raw = await this.egress.connect({ host, port }, AbortSignal.timeout(this.egress.limits.ms));
      open.socket = new OpenSocket(raw, host, { wire, id, limits: this.egress.limits }, () => this.sockets.delete(id));
    } catch (error) {
      this.sockets.delete(id);
      throw error;
    }
    // The call may have ended meanwhile.
    if (this.sockets.get(id) !== open) open.socket.destroy();
  }

  private requireRoom(id: number, call: number): void {
    const ofCall = [...this.sockets.values()].filter((open) => open.call === call).length;
    if (this.sockets.has(id) || ofCall >= MOST_OF_A_CALL || this.sockets.size >= MOST_AT_ONCE) {
      throw new RangeError('Too many connections at once.');
    }
  }

  private async secure({ socket: id, verify, ca }: z.output<typeof SecureHead>): Promise<void> {
    const socket = this.sockets.get(id)?.socket;
    if (!socket) throw new EgressError('unreachable', 'This connection has ended.');
    await socket.secure({ verify, ca });
  }

  private failureOf(error: unknown): Failure {
    if (error instanceof EgressError) return { kind: KIND_OF[error.reason], message: error.message };
    if (error instanceof z.ZodError || error instanceof RangeError || error instanceof SyntaxError) {
      return { kind: 'bug', message: 'The plugin asked for a connection that it cannot have.' };
    }
    this.report(error);
    return { kind: 'transient', message: 'The connection was given up.' };
  }
}
