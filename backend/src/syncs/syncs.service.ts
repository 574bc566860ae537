import { Injectable } from '@nestjs/common';
import type { ConnectionSyncs, Resync, SyncPlan, SyncRun } from '@quarterdeck/sdk/api/syncs';
import type { Connection } from '@quarterdeck/sdk/api/connections';
import { ConnectionsService } from '../connections/connections.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, notFound } from '../platform/errors.js';
import { SyncAnswers } from './sync-answers.service.js';
import { SyncRequests } from './sync-requests.service.js';
import { SyncSwitches } from './sync-switches.service.js';

/** What people ask of the copies that are kept of a connection's streams. Reading them is the work of `RunSyncsJob`. */
@Injectable()
export class SyncsService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly switches: SyncSwitches,
    private readonly requests: SyncRequests,
    private readonly answers: SyncAnswers,
    private readonly clock: Clock,
  ) {}

  /** Called by the page of a connection, again and again while something is being read. */
  get(actor: Actor, id: string): Promise<ConnectionSyncs> {
    return this.changing(actor, id, () => Promise.resolve());
  }

  /** How often, and whether at all. A pause ends what is being read; after it everything is due. */
  plan(actor: Actor, id: string, plan: SyncPlan): Promise<ConnectionSyncs> {
    return this.changing(actor, id, async () => {
      const before = await this.answers.plan(id);
      await this.switches.plan(actor, id, plan);
      if (plan.paused && !before.paused) await this.requests.stopAll(id);
    });
  }

  /** On: its records get a stream, and it is read at once. Off: what was read stays, and where reading goes on is remembered. */
  switch(actor: Actor, id: string, stream: string, active: boolean): Promise<ConnectionSyncs> {
    return this.changing(actor, id, async (connection) => {
      if (!active) {
        const sync = await this.switches.off(id, stream);
        if (sync !== undefined) await this.requests.stop(sync);
        return;
      }
      const sync = await this.switches.on(actor, connection, stream);
      await this.requests.run(actor, [sync]);
    });
  }

  /** All streams that are switched on, in a pause too. What runs already goes on. */
  run(actor: Actor, id: string): Promise<ConnectionSyncs> {
    return this.changing(actor, id, async () => {
      const active = await this.switches.active(id);
      if (active.length === 0) throw conflict('sync.none-active', 'No stream of this connection is switched on.');
      await this.requests.run(actor, active);
    });
  }

  runOne(actor: Actor, id: string, stream: string): Promise<ConnectionSyncs> {
    return this.changing(actor, id, async () => this.requests.run(actor, [await this.requireActive(id, stream)]));
  }

  /** Begins a new pass from there; what runs is ended. Records are replaced by their keys, and none is removed. */
  resync(actor: Actor, id: string, stream: string, { from }: Resync): Promise<ConnectionSyncs> {
    return this.changing(actor, id, async () => {
      const sync = await this.requireActive(id, stream);
      await this.requests.stop(sync);
      await this.switches.rewind(sync, from === null ? new Date(0) : new Date(from), this.clock.date());
      await this.requests.run(actor, [sync], { cause: 'resync', from });
    });
  }

  /** What is being read ends after its last batch; the next run goes on there. */
  stop(actor: Actor, id: string, stream: string): Promise<ConnectionSyncs> {
    return this.changing(actor, id, async () => this.requests.stop(await this.requireKnown(id, stream)));
  }

  async runs(actor: Actor, id: string, stream: string): Promise<SyncRun[]> {
    await this.connections.get(actor, id);
    return this.database.within(actor, async () => {
      const sync = await this.switches.find(id, stream);
      return sync ? this.answers.runs(sync.id) : [];
    });
  }

  /** Throws not-found for a connection of another workspace, before anything else. */
  private async changing(
    actor: Actor,
    id: string,
    change: (connection: Connection) => Promise<void>,
  ): Promise<ConnectionSyncs> {
    const connection = await this.connections.get(actor, id);
    return this.database.within(actor, async () => {
      await change(connection);
      return this.answers.of(connection);
    });
  }

  private async requireKnown(id: string, stream: string): Promise<number> {
    const sync = await this.switches.find(id, stream);
    if (!sync) throw notFound('sync', stream);
    return sync.id;
  }

  private async requireActive(id: string, stream: string): Promise<number> {
    const sync = await this.switches.hold(id, stream);
    if (!sync) throw notFound('sync', stream);
    if (!sync.active) throw conflict('sync.off', 'This stream is switched off: switch it on first.');
    return sync.id;
  }
}
