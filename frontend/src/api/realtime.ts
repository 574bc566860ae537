import { ErrorHandler, inject, Injectable, signal } from '@angular/core';
import {
  DashboardChanged,
  NotesChanged,
  NOTIFICATIONS_NAMESPACE,
  StalePanels,
  ThreadsChanged,
  type WatchRequest,
} from '@quarterdeck/sdk/api/live';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { Socket } from 'socket.io-client';

/** What to watch: a dashboard as the signed-in person, or the dashboard behind a share link. */
export type WatchTarget = { readonly dashboardId: string } | { readonly token: string };

export interface WatchListener {
  /** Panels with new data; `all` after the connection was lost, since nobody knows what was missed. */
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

/** The watch of a dashboard, whose news may hang on what is chosen of its variables. */
export interface DashboardWatch extends Watch {
  choose(variables: VariableChoices): void;
}

const PATH = '/api/live';
const TRANSPORTS = ['websocket', 'polling'];
const ANSWER_MS = 5000;
const AGAIN_MS = 400;
const LONGEST_CHOICES = 4000;
const isAccepted = (answer: unknown): boolean => (answer as { ok?: unknown } | undefined)?.ok === true;

/** The only file of the front end that knows socket.io, and what loads it. */
@Injectable({ providedIn: 'root' })
export class Realtime {
  private readonly state = signal<'idle' | 'connecting' | 'online' | 'offline'>('idle');
  private readonly errors = inject(ErrorHandler);
  /** Whether new data arrive by themselves; `idle` while nothing is watched. */
  readonly connection = this.state.asReadonly();

  /** Called by the store of an open dashboard, which stops the watch when it dies. Reconnects and watches again by itself. */
  watch(target: WatchTarget, listener: WatchListener): DashboardWatch {
    const watch = new OpenWatch(target, listener, (state) => {
      this.state.set(state);
    });
    this.state.set('connecting');
    watch.open().catch((error: unknown) => {
      // The chunk did not arrive: the page works, only without news, and the shell says so.
      this.errors.handleError(error);
      this.state.set('offline');
    });
    return watch;
  }

  /**
   * Called by the store of one's own notifications: `told` runs whenever they are to be read again, also after the
   * connection was lost. It travels on the connection of the watched dashboard, where there is one.
   */
  hear(told: () => void): Watch {
    const ear = new OpenEar(told);
    ear.open().catch((error: unknown) => {
      this.errors.handleError(error);
    });
    return ear;
  }
}

class OpenEar implements Watch {
  private socket: Socket | undefined;
  private stopped = false;

  constructor(private readonly told: () => void) {}

  async open(): Promise<void> {
    const { io } = await import('socket.io-client');
    if (this.stopped) return;
    this.socket = io(NOTIFICATIONS_NAMESPACE, { path: PATH, transports: TRANSPORTS });
    let connectedBefore = false;
    this.socket.on('connect', () => {
      if (connectedBefore) this.told();
      connectedBefore = true;
    });
    this.socket.on('notifications', this.told);
    // The session has ended; the next request says so to the person.
    this.socket.on('closed', () => {
      this.stop();
    });
  }

  stop(): void {
    this.stopped = true;
    this.socket?.disconnect();
  }
}

class OpenWatch implements DashboardWatch {
  private socket: Socket | undefined;
  private stopped = false;
  private connectedBefore = false;
  private chosen: VariableChoices = {};

  constructor(
    private readonly target: WatchTarget,
    private readonly listener: WatchListener,
    private readonly report: (state: 'idle' | 'online' | 'offline') => void,
  ) {}

  async open(): Promise<void> {
    const { io } = await import('socket.io-client');
    if (this.stopped) return;
    const auth = 'token' in this.target ? { token: this.target.token } : {};
    this.listen(io({ path: PATH, auth, transports: TRANSPORTS }));
  }

  stop(): void {
    this.stopped = true;
    this.socket?.disconnect();
    this.report('idle');
  }

  choose(variables: VariableChoices): void {
    if (JSON.stringify(variables) === JSON.stringify(this.chosen)) return;
    this.chosen = variables;
    if (this.socket?.connected) void this.ask(this.socket);
  }

  private listen(socket: Socket): void {
    this.socket = socket;
    socket.on('connect', () => {
      void this.ask(socket);
      if (this.connectedBefore) this.listener.stale('all');
      this.connectedBefore = true;
    });
    socket.on('disconnect', () => {
      if (!this.stopped) this.report('offline');
    });
    socket.on('connect_error', () => {
      this.report('offline');
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

  /** The server may still be looking up who we are when the first question arrives, hence the second try. */
  private async ask(socket: Socket, tries = 5): Promise<void> {
    const answer: unknown = await socket
      .timeout(ANSWER_MS)
      .emitWithAck('watch', this.request())
      .catch(() => undefined);
    if (this.stopped || !socket.connected) return;
    if (isAccepted(answer)) this.report('online');
    else if (tries > 1) setTimeout(() => void this.ask(socket, tries - 1), AGAIN_MS);
    else this.report('offline');
  }

  private request(): WatchRequest {
    const about = 'dashboardId' in this.target ? { dashboardId: this.target.dashboardId } : {};
    // So many are no names of metrics, and no message may be that long.
    return JSON.stringify(this.chosen).length > LONGEST_CHOICES ? about : { ...about, variables: this.chosen };
  }
}
