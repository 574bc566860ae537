import type { Session } from '@quarterdeck/sdk/api/identity';
import type { Actor } from './actor.js';

/** Who stands at the door, signed in or not. */
export interface Visitor {
  readonly actor: Actor | undefined;
  /** The network address, for the throttle and for the list of sessions. */
  readonly address: string;
  /** What the browser says it is; empty where nothing was said. */
  readonly userAgent: string;
  /** Of the session that was sent, valid or not. */
  readonly token: string | undefined;
}

/** What the door answers, and which session the browser keeps from now on: null ends it, undefined leaves it as it is. */
export interface Admission {
  readonly session?: Session;
  readonly token?: string | null;
}
