import type { Actor } from '../platform/actor.js';

/**
 * How long an answer is believed without asking the database again. A session or key that ends in one process is refused
 * there at once and in every other process after this time.
 */
export const BELIEVED_MS = 3000;
const MOST = 10_000;

interface Known {
  readonly actor: Actor;
  readonly until: number;
}

/** Who a token belongs to, remembered for a few seconds, so that a busy page or sender does not ask for it each time. */
export class ActorCache {
  private readonly known = new Map<string, Known>();

  find(tokenHash: Buffer, now: number): Actor | undefined {
    const key = keyOf(tokenHash);
    const found = this.known.get(key);
    if (found && found.until > now) return found.actor;
    this.known.delete(key);
    return undefined;
  }

  /** Never beyond the end of the token itself. */
  keep(tokenHash: Buffer, actor: Actor, now: number, expiresAt: Date | null): Actor {
    if (this.known.size >= MOST) this.known.clear();
    const until = Math.min(now + BELIEVED_MS, expiresAt?.getTime() ?? Infinity);
    this.known.set(keyOf(tokenHash), { actor, until });
    return actor;
  }

  /** Called when a session or key ends. */
  forget(actorId: string): void {
    for (const [key, { actor }] of this.known) if (actor.id === actorId) this.known.delete(key);
  }

  /** Called when a workspace is no more. */
  forgetWorkspace(workspaceId: string): void {
    for (const [key, { actor }] of this.known) if (actor.workspaceId === workspaceId) this.known.delete(key);
  }
}

const keyOf = (tokenHash: Buffer) => tokenHash.toString('base64');
