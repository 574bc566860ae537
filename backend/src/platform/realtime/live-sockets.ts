import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import type { Actor } from '../actor.js';
import { AppError, unauthenticated } from '../errors.js';
import type { ActorResolvers } from '../http/actor-resolvers.js';
import { isOwnPage } from '../http/same-origin.js';

/** The one socket server. Every gateway names these: whichever starts first makes it. */
export const LIVE_SERVER = {
  path: '/api/live',
  serveClient: false,
  maxHttpBufferSize: 60_000,
  allowRequest: ({ headers }: IncomingMessage, decide: (error: null, allowed: boolean) => void) => {
    decide(null, isOwnPage(headers));
  },
};

export interface LiveSocket<Seen> {
  actor: Actor;
  readonly token: string | undefined;
  /** What the page looks at, as its gateway understands it. */
  seen: Seen | undefined;
}

/** Rights are looked at again this often while a page is open: a session that ended, a link that expired. */
const RECHECK_MS = 30_000;

/** Who is connected to one gateway: let in by the same tokens as every request, and shown out when their right has ended. */
export class LiveSockets<Seen> implements Iterable<[Socket, LiveSocket<Seen>]> {
  private readonly admitted = new Map<Socket, LiveSocket<Seen>>();
  /** A client may speak as soon as it is connected, while we still look up who it is. */
  private readonly arrivals = new WeakMap<Socket, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly resolvers: ActorResolvers,
    private readonly logger: Logger,
    /** Throws not-found where somebody may no longer see what she looks at. */
    private readonly requireSight: (guest: LiveSocket<Seen>) => Promise<void> = () => Promise.resolve(),
  ) {}

  [Symbol.iterator](): Iterator<[Socket, LiveSocket<Seen>]> {
    return this.admitted[Symbol.iterator]();
  }

  /** Called by `handleConnection`. */
  arrive(socket: Socket): Promise<void> {
    const arrival = this.admit(socket);
    this.arrivals.set(socket, arrival);
    return arrival;
  }

  /** Called by `handleDisconnect`. */
  leave(socket: Socket): void {
    this.admitted.delete(socket);
    if (this.admitted.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Whoever this is, once it is known; undefined when it was refused or has gone. */
  async who(socket: Socket): Promise<LiveSocket<Seen> | undefined> {
    await this.arrivals.get(socket);
    return this.admitted.get(socket);
  }

  /** Called when the right of some to look has ended. */
  close(which: (guest: LiveSocket<Seen>) => boolean): void {
    for (const [socket, guest] of this.admitted) if (which(guest)) end(socket);
  }

  /** Called when rights have changed in a workspace; by itself, for all of them, from time to time. */
  recheck(workspaceId?: string): Promise<void> {
    return this.recheckAll(({ actor }) => workspaceId === undefined || actor.workspaceId === workspaceId);
  }

  /** Called when what one person may do has changed. */
  recheckOf(actorId: string): Promise<void> {
    return this.recheckAll(({ actor }) => actor.id === actorId);
  }

  private async recheckAll(which: (guest: LiveSocket<Seen>) => boolean): Promise<void> {
    for (const [socket, guest] of this.admitted) {
      if (!which(guest)) continue;
      await this.recheckOne(socket, guest).catch((error: unknown) => {
        if (isRefusal(error)) end(socket);
      });
    }
  }

  private async admit(socket: Socket): Promise<void> {
    try {
      const sent = (socket.handshake.auth as { token?: unknown }).token;
      const token = typeof sent === 'string' ? sent : undefined;
      const actor = await this.authenticate(socket, token);
      if (!socket.connected) return;
      this.admitted.set(socket, { actor, token, seen: undefined });
      this.timer ??= setInterval(() => void this.recheck(), RECHECK_MS).unref();
    } catch (error) {
      if (isRefusal(error)) return end(socket);
      this.logger.warn({ err: error }, 'an open page could not be let in');
      socket.conn.close(); // it comes again by itself, as after any lost connection
    }
  }

  private async authenticate(socket: Socket, token: string | undefined): Promise<Actor> {
    const actor = token ? await this.resolvers.require(token) : await this.resolvers.resolve(socket.request);
    if (!actor) throw unauthenticated('session.missing', 'Sign in first.');
    return actor;
  }

  private async recheckOne(socket: Socket, guest: LiveSocket<Seen>): Promise<void> {
    const actor = await this.authenticate(socket, guest.token);
    // A session that goes on in another workspace sees nothing of this one any more.
    if (actor.workspaceId !== guest.actor.workspaceId) return end(socket);
    guest.actor = actor;
    await this.requireSight(guest);
  }
}

function end(socket: Socket): void {
  socket.emit('closed');
  socket.disconnect(true);
}

/** A right that has ended, unlike a database that is away for a moment. */
const isRefusal = (error: unknown) =>
  error instanceof AppError && (error.kind === 'unauthenticated' || error.kind === 'not-found');
