import { Injectable } from '@nestjs/common';
import type { WorkspaceRemoval } from '@quarterdeck/sdk/api/workspaces';
import { MoreThan } from 'typeorm';
import { WorkspaceClosed } from '../identity/identity.events.js';
import { IdentityService } from '../identity/identity.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, invalid, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { RemovalParts } from './removal-parts.service.js';
import { RemovalEntity } from './removal.entity.js';
import { WorkspaceRemoved } from './workspaces.events.js';

const DAY_MS = 86_400_000;

/** Deletes workspaces: what people can reach is gone at once, in one transaction; points follow in the background. */
@Injectable()
export class RemovalsService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly parts: RemovalParts,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly broadcast: Broadcast,
  ) {}

  /** Called by the page of workspaces, with the name typed by hand. */
  async remove(actor: Actor, workspaceId: string, typed: string): Promise<WorkspaceRemoval> {
    if (workspaceId !== actor.workspaceId) throw notFound('workspace', workspaceId);
    const { removal, members } = await this.database.asSystem(async () => {
      const name = await this.lock(workspaceId);
      if (typed !== name) throw wrongName(name);
      await this.requireElsewhere(actor);
      return { removal: await this.erase(actor, name), members: await this.evict(workspaceId) };
    });
    await this.identity.accessChanged(members);
    await this.broadcast.send(WorkspaceClosed, { workspaceId });
    return toRemoval(removal);
  }

  /** Called by the page of workspaces: one's own of the last day. */
  async list({ id }: Actor): Promise<WorkspaceRemoval[]> {
    const since = new Date(this.clock.now() - DAY_MS);
    const found = await this.database.asSystem(() =>
      this.database
        .repository(RemovalEntity)
        .find({ where: { requestedBy: id, requestedAt: MoreThan(since) }, order: { requestedAt: 'DESC' } }),
    );
    return found.map(toRemoval);
  }

  /** Called by the job until it answers false. What was removed is counted in the same breath. */
  async continue(id: string): Promise<boolean> {
    const removed = await this.parts.removeSome(id);
    await this.database.asSystem(() =>
      removed > 0
        ? this.database.sql('update workspace_removals set done = least(done + $2, total) where id = $1', [id, removed])
        : this.database.sql('update workspace_removals set done = total, finished_at = $2 where id = $1', [
            id,
            this.clock.date(),
          ]),
    );
    return removed > 0;
  }

  private async lock(workspaceId: string): Promise<string> {
    const [found] = await this.database.sql<{ name: string }>('select name from workspaces where id = $1 for update', [
      workspaceId,
    ]);
    if (!found) throw notFound('workspace', workspaceId);
    return found.name;
  }

  /** Who deletes the last place to be would stand outside of the server; also by deleting two places at once. */
  private async requireElsewhere({ id, workspaceId }: Actor): Promise<void> {
    const places = await this.database.sql<{ id: string }>(
      'select workspace_id as id from memberships where user_id = $1 order by workspace_id for update',
      [id],
    );
    if (places.every((place) => place.id === workspaceId)) throw conflict('workspace.only-one', ONLY_ONE);
  }

  private async erase({ id, workspaceId }: Actor, name: string): Promise<RemovalEntity> {
    const removals = this.database.repository(RemovalEntity);
    const requestedAt = this.clock.date();
    const removal = await removals.save({ name, requestedBy: id, requestedAt, total: 0, done: 0, finishedAt: null });
    removal.total = await this.parts.note(workspaceId, removal.id);
    await removals.update({ id: removal.id }, { total: removal.total });
    await this.events.announce(WorkspaceRemoved, { workspaceId, removalId: removal.id, name });
    return removal;
  }

  /** Sessions go on elsewhere before the rows go that they hang on. */
  private async evict(workspaceId: string): Promise<string[]> {
    const members = await this.database.sql<{ id: string }>(
      'delete from memberships where workspace_id = $1 returning user_id as id',
      [workspaceId],
    );
    const ids = members.map(({ id }) => id);
    await this.identity.leaveWorkspace(ids, workspaceId);
    await this.database.sql('delete from reports where workspace_id = $1', [workspaceId]);
    await this.database.sql('delete from workspaces where id = $1', [workspaceId]);
    return ids;
  }
}

const ONLY_ONE = 'This is the only workspace you belong to. Create another one first, then delete this one.';

function wrongName(name: string) {
  const message = `Type the name of the workspace as it is written: ${name}`;
  return invalid('workspace.wrong-name', message, { fields: [{ path: 'name', message }] });
}

const toRemoval = ({ id, name, requestedAt, total, done, finishedAt }: RemovalEntity): WorkspaceRemoval => ({
  ...{ id, name, total, done },
  requestedAt: requestedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});
