import { Injectable } from '@nestjs/common';
import { forbidden } from '../platform/errors.js';
import type { Actor } from '../platform/actor.js';

type ScopeOf = (actor: Actor) => Promise<string>;

/**
 * Which dashboard somebody may watch live. Signed-in people name one; kinds of actors that are bound to one dashboard are
 * registered by their feature (share links: sharing).
 */
@Injectable()
export class WatchScopes {
  private readonly scopes = new Map<Actor['kind'], ScopeOf>();
  private readonly ended: ((actorId: string) => void)[] = [];

  /** Called once by a feature whose actors see one dashboard only. */
  register(kind: Actor['kind'], scope: ScopeOf): void {
    this.scopes.set(kind, scope);
  }

  /** Called by a feature when an actor's right to look has ended: its open pages are closed. */
  end(actorId: string): void {
    for (const callback of this.ended) callback(actorId);
  }

  onEnded(callback: (actorId: string) => void): void {
    this.ended.push(callback);
  }

  async dashboardFor(actor: Actor, asked: string | undefined): Promise<string> {
    const bound = this.scopes.get(actor.kind);
    if (bound) return bound(actor);
    if (actor.kind !== 'user' || asked === undefined)
      throw forbidden('watch.denied', 'This dashboard cannot be watched.');
    return asked;
  }
}
