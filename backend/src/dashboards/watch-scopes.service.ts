import { Injectable, type OnModuleInit } from '@nestjs/common';
import { forbidden } from '../platform/errors.js';
import type { Actor } from '../platform/actor.js';
import { Events } from '../platform/events.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { DashboardNews, DashboardRemoved, DashboardSaved, NotesNews, ThreadNews } from './dashboards.events.js';

/** What an annotation or a thread is about. */
export interface Anchor {
  readonly metric: string | null;
  readonly dashboardId: string | null;
}
type ScopeOf = (actor: Actor) => Promise<string>;

/**
 * Which dashboard somebody may watch live. Signed-in people name one; kinds of actors that are bound to one dashboard are
 * registered by their feature (share links: sharing). And what those who watch are told, in whichever process they are.
 */
@Injectable()
export class WatchScopes implements OnModuleInit {
  private readonly scopes = new Map<Actor['kind'], ScopeOf>();
  private readonly ended: ((actorId: string) => void)[] = [];

  constructor(
    private readonly events: Events,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.events.on(DashboardSaved, (saved) => this.broadcast.send(DashboardNews, saved));
    this.events.on(DashboardRemoved, (removed) => this.broadcast.send(DashboardNews, { ...removed, version: 0 }));
  }

  /** Called when annotations were written, changed or removed. */
  async tellNotes(workspaceId: string, anchors: readonly Anchor[]): Promise<void> {
    await this.broadcast.send(NotesNews, { workspaceId, ...shownWith(anchors) });
  }

  /** Called when threads were written, changed or removed. */
  async tellThreads(workspaceId: string, anchors: readonly Anchor[]): Promise<void> {
    await this.broadcast.send(ThreadNews, { workspaceId, ...shownWith(anchors) });
  }

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

const shownWith = (anchors: readonly Anchor[]) => ({
  metrics: anchors.flatMap(({ metric }) => metric ?? []),
  dashboards: anchors.flatMap(({ dashboardId }) => dashboardId ?? []),
});
