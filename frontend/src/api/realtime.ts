import { DOCUMENT, ErrorHandler, inject, Injectable } from '@angular/core';
import {
  DashboardChanged,
  LiveNumbers,
  NotesChanged,
  NOTIFICATIONS_NAMESPACE,
  StalePanels,
  ThreadsChanged,
  WatchAnswer,
  type LiveScope,
  type WatchRequest,
} from '@quarterdeck/sdk/api/live';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { Socket } from 'socket.io-client';
import { Reach } from './reach';

/** What to watch: a dashboard as the signed-in person, or the dashboard behind a share link. */
export type WatchTarget = { readonly dashboardId: string } | { readonly token: string };

export interface WatchListener {
  /** The rooms in which the numbers of panels are told, by panel; of all others it hears when they are stale. */
  placed(rooms: Readonly<Record<string, string>>): void;
  /** What became of the frames in a room. Answers false where news before it are missing: then it is told again. */
  numbers(news: LiveNumbers, bytes: Uint8Array): boolean;
  /**
   * Panels with new data; `all` after the connection was lost, since nobody knows what was missed: apart from the numbers of
   * panels that are placed.
   */
  stale(panels: readonly string[] | 'all'): void;
  /** An annotation that it shows was written, changed or removed. */
  notes(): void;
  /** Something was said in a thread on it. Never through a share link. */
  threads(): void;
  /** Somebody saved the dashboard. */
  changed(version: number): void;
  /** The right to look has ended: the link was revoked or has expired, or the dashboard is gone. */
  closed(): void;
}

export interface Watch {
  stop(): void;
}

/** What the page looks at. */
export interface Look {
  /** Changes with all that the server has to be told of. */
  readonly key: string;
  readonly variables: VariableChoices;
  /** Over what it looks at which panels, as it stands when it is told; null where it asks for itself. */
  live(): LiveScope | null;
}

/** The watch of a dashboard, whose news hang on what is looked at. */
export interface DashboardWatch extends Watch {
  look(look: Look): void;
}

const PATH = '/api/live';
/** Comes back soon after a restart, and not all pages at once. */
const OPTIONS = { path: PATH, transports: ['websocket', 'polling'], reconnectionDelayMax: 3000 };
const ANSWER_MS = 5000;
const AGAIN_MS = 400;
const LONGEST_CHOICES = 4000;

/** The only file of the front end that knows socket.io, and what loads it. */
@Injectable({ providedIn: 'root' })
export class Realtime {
  private readonly reach = inject(Reach);
  private readonly errors = inject(ErrorHandler);
  private readonly lines = new Set<Line>();

  constructor() {
    // A connection from before the network was gone may look alive for a while.
    inject(DOCUMENT).defaultView?.addEventListener('online', () => {
      for (const line of this.lines) line.hangUp();
      for (const line of this.lines) line.call();
    });
  }

  /** Called by the store of an open dashboard, which stops the watch when it dies. Reconnects and watches again by itself. */
  watch(target: WatchTarget, listener: WatchListener): DashboardWatch {
    return this.opened((line) => new OpenWatch(target, listener, line));
  }

  /**
   * Called by the store of one's own notifications: `told` runs whenever they are to be read again, also after the
   * connection was lost. It travels on the connection of the watched dashboard, where there is one.
   */
  hear(told: () => void): Watch {
    return this.opened((line) => new OpenEar(told, line));
  }

  private opened<Opened extends OpenWatch | OpenEar>(make: (line: Line) => Opened): Opened {
    const line = new Line(this.reach, () => {
      this.lines.delete(line);
    });
    const open = make(line);
    this.lines.add(line);
    open.open().catch((error: unknown) => {
      // The chunk did not arrive: the page works, only without news, and says so.
      this.errors.handleError(error);
      this.reach.lose(line);
    });
    return open;
  }
}

/** One socket: tells whether it stands, and is dropped and called again on demand. */
class Line {
  private socket: Socket | undefined;
  private ended = false;

  constructor(
    private readonly reach: Reach,
    private readonly onEnd: () => void,
  ) {}

  get hasEnded(): boolean {
    return this.ended;
  }

  use(socket: Socket): void {
    this.socket = socket;
    const lost = () => {
      this.lost();
    };
    socket.on('disconnect', lost).on('connect_error', lost);
  }

  stands(): void {
    this.reach.find(this);
  }

  lost(): void {
    if (!this.ended) this.reach.lose(this);
  }

  hangUp(): void {
    this.socket?.disconnect();
  }

  call(): void {
    if (!this.ended) this.socket?.connect();
  }

  end(): void {
    this.ended = true;
    this.hangUp();
    this.reach.forget(this);
    this.onEnd();
  }
}

class OpenEar implements Watch {
  constructor(
    private readonly told: () => void,
    private readonly line: Line,
  ) {}

  async open(): Promise<void> {
    const { io } = await import('socket.io-client');
    if (this.line.hasEnded) return;
    const socket = io(NOTIFICATIONS_NAMESPACE, OPTIONS);
    this.line.use(socket);
    let connectedBefore = false;
    socket.on('connect', () => {
      this.line.stands();
      if (connectedBefore) this.told();
      connectedBefore = true;
    });
    socket.on('notifications', this.told);
    // The session has ended; the next request says so to the person.
    socket.on('closed', () => {
      this.stop();
    });
  }

  stop(): void {
    this.line.end();
  }
}

class OpenWatch implements DashboardWatch {
  private socket: Socket | undefined;
  private connectedBefore = false;
  private looks: Look = { key: '', variables: {}, live: () => null };
  private asked = 0;
  private held: [LiveNumbers, Uint8Array][] | null = null;

  constructor(
    private readonly target: WatchTarget,
    private readonly listener: WatchListener,
    private readonly line: Line,
  ) {}

  async open(): Promise<void> {
    const { io } = await import('socket.io-client');
    if (this.line.hasEnded) return;
    const auth = 'token' in this.target ? { token: this.target.token } : {};
    this.listen(io({ ...OPTIONS, auth }));
  }

  stop(): void {
    this.line.end();
  }

  look(look: Look): void {
    if (look.key === this.looks.key) return;
    this.looks = look;
    if (this.socket?.connected) void this.ask(this.socket);
  }

  private listen(socket: Socket): void {
    this.socket = socket;
    this.line.use(socket);
    socket.on('connect', () => {
      void this.ask(socket, this.connectedBefore);
      this.connectedBefore = true;
    });
    socket.on('numbers', (news: unknown, bytes: unknown) => {
      this.take(LiveNumbers.parse(news), new Uint8Array(bytes as ArrayBuffer));
    });
    socket.on('stale', (message: unknown) => {
      this.listener.stale(StalePanels.parse(message).panels);
    });
    socket.on('notes', (message: unknown) => {
      NotesChanged.parse(message);
      this.listener.notes();
    });
    socket.on('threads', (message: unknown) => {
      ThreadsChanged.parse(message);
      this.listener.threads();
    });
    socket.on('changed', (message: unknown) => {
      const { version } = DashboardChanged.parse(message);
      if (version > 0) this.listener.changed(version);
      else this.close();
    });
    socket.on('closed', () => {
      this.close();
    });
  }

  private close(): void {
    this.stop();
    this.listener.closed();
  }

  /** What is told before the server said of what it tells waits until then. */
  private take(news: LiveNumbers, bytes: Uint8Array): void {
    if (this.held) this.held.push([news, bytes]);
    else if (!this.listener.numbers(news, bytes) && this.socket) void this.ask(this.socket);
  }

  /** The server may still be looking up who we are when the first question arrives, hence the second try. */
  private async ask(socket: Socket, isAgain = false, tries = 5): Promise<void> {
    const asked = ++this.asked;
    this.held ??= [];
    const watched = await this.answerOf(socket);
    if (this.line.hasEnded || !socket.connected || asked !== this.asked) return;
    if (watched.version === 0) this.close();
    else if (watched.ok) this.watching(watched, isAgain);
    else if (tries > 1) setTimeout(() => void this.ask(socket, isAgain, tries - 1), AGAIN_MS);
    else this.line.lost();
  }

  private async answerOf(socket: Socket): Promise<WatchAnswer> {
    const asked = socket.timeout(ANSWER_MS).emitWithAck('watch', this.request());
    const answer: unknown = await asked.catch(() => undefined);
    return WatchAnswer.safeParse(answer).data ?? { ok: false };
  }

  private watching({ version, live = {} }: WatchAnswer, isAgain: boolean): void {
    this.line.stands();
    this.placed(live);
    if (isAgain) this.listener.stale('all');
    if (version !== undefined) this.listener.changed(version);
  }

  private placed(rooms: Readonly<Record<string, string>>): void {
    this.listener.placed(rooms);
    const held = this.held ?? [];
    this.held = null;
    for (const [news, bytes] of held) this.take(news, bytes);
  }

  private request(): WatchRequest {
    const about = 'dashboardId' in this.target ? { dashboardId: this.target.dashboardId } : {};
    const live = this.looks.live();
    const { variables } = this.looks;
    // So many are no names of metrics, and no message may be that long.
    if (JSON.stringify(variables).length > LONGEST_CHOICES) return about;
    return { ...about, variables, ...(live ? { live } : {}) };
  }
}
