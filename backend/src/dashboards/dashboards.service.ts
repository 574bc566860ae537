import { Injectable } from '@nestjs/common';
import type {
  Dashboard,
  DashboardChange,
  DashboardDocument,
  DashboardSummary,
  PanelsBody,
} from '@quarterdeck/sdk/api/dashboards';
import type { QueryScope } from '@quarterdeck/sdk/api/queries';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { IsNull } from 'typeorm';
import { FoldersService, type Member } from '../folders/folders.service.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { conflict, notFound } from '../platform/errors.js';
import { DashboardRights, type Needed } from './dashboard-rights.service.js';
import { DashboardSaves } from './dashboard-saves.service.js';
import { DashboardEntity } from './dashboard.entity.js';
import { PanelAnswersService } from './panel-answers.service.js';
import { toDashboard } from './read-document.js';
import { requireSoundVariables } from './sound-variables.js';
import { WatchScopes, type Anchor } from './watch-scopes.service.js';

@Injectable()
export class DashboardsService {
  constructor(
    private readonly database: Database,
    private readonly answers: PanelAnswersService,
    private readonly folders: FoldersService,
    private readonly watching: WatchScopes,
    private readonly saves: DashboardSaves,
    private readonly rights: DashboardRights,
  ) {}

  /** Called by the list page: those that the actor may see. */
  async list(actor: Actor): Promise<DashboardSummary[]> {
    const rights = await this.folders.rightsOf(actor);
    const found = await this.database.within(actor, () =>
      this.database.repository(DashboardEntity).find({ where: { deletedAt: IsNull() }, order: { createdAt: 'ASC' } }),
    );
    return found.flatMap(({ id, document, folderId, updatedAt }) => {
      const right = rights.right(folderId);
      const { title, description, panels } = document;
      const facts = { id, title, description, panelCount: panels.length, updatedAt: updatedAt.toISOString() };
      return right === 'none' ? [] : { ...facts, folderId, right };
    });
  }

  /**
   * Called before anything is done with a dashboard, by every feature: `needed` is what the actor must be allowed to do with
   * it. One that she may not see does not exist for her. One in the trash is not found either, and insiders are told so.
   */
  async require(actor: Actor, id: string, needed: Needed = 'view'): Promise<Dashboard> {
    const { workspaceId } = actor;
    const found = await this.database.within(actor, () =>
      this.database.repository(DashboardEntity).findOneBy({ id, workspaceId }),
    );
    if (!found) throw notFound('dashboard', id);
    const right = await this.folders.rightIn(actor, found.folderId);
    const { folderId, deletedAt } = found;
    this.rights.requireRight(actor, id, { folderId, deletedAt, right }, needed);
    return toDashboard(found);
  }

  /** Called where more is shown to who may edit. Throws for one that the actor may not see. */
  rightTo(actor: Actor, id: string): Promise<Needed> {
    return this.rights.rightTo(actor, id);
  }

  /** Called where several are dealt with at once: throws for the first with which the actor may not do that. */
  requireAll(actor: Actor, ids: readonly string[], needed: Needed): Promise<void> {
    return this.rights.requireAll(actor, ids, needed);
  }

  /** Called by features that speak to members: those of these who may see the dashboard. */
  audience(workspaceId: string, id: string, members: readonly Member[]): Promise<string[]> {
    return this.rights.audience(workspaceId, id, members);
  }

  /** Called by features that keep things about dashboards: the ids of those that the actor may not see, or nobody. */
  async hidden(actor: Actor): Promise<ReadonlySet<string>> {
    const folders = (await this.folders.rightsOf(actor)).hidden();
    const rows = await this.database.within(actor, () =>
      this.database.sql<{ id: string }>(
        'select id from dashboards where folder_id = any($1) or deleted_at is not null',
        [folders],
      ),
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** A new dashboard lies at the top unless a folder is named. */
  async create(actor: Actor, document: DashboardDocument, folderId: string | null = null): Promise<Dashboard> {
    requireSoundVariables(document);
    await this.folders.requirePlace(actor, folderId);
    return this.saves.first(actor, document, folderId);
  }

  /**
   * Never overwrites what somebody else saved in between: then it throws `dashboard.changed`. `restoredFrom` is said by
   * the history alone.
   */
  async save(actor: Actor, id: string, change: DashboardChange, restoredFrom?: number): Promise<Dashboard> {
    requireSoundVariables(change.document);
    await this.require(actor, id, 'edit');
    const saved = await this.saves.next(actor, id, change, restoredFrom);
    if (!saved) throw await this.whyNotSaved(actor, id);
    return saved;
  }

  /** Called by whoever deletes a dashboard: it goes to the trash, and can be taken out of there for a while. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.require(actor, id, 'edit');
    await this.saves.discard(actor, id);
  }

  /** One answer per asked panel, in their order. An unknown panel id is refused before anything is asked. */
  async panels(actor: Actor, id: string, body: PanelsBody, signal: AbortSignal): Promise<FramesAnswer[]> {
    const { document } = await this.require(actor, id);
    return this.answers.find(actor, document, body, signal);
  }

  /** What the variables offer, and which of the asked values hold. */
  async variables(actor: Actor, id: string, body: VariablesBody, signal: AbortSignal): Promise<VariableState[]> {
    const { document } = await this.require(actor, id);
    return this.answers.states(actor, document, body, signal);
  }

  /** Called by annotations: the metrics that the panels show, with what is chosen of the variables. */
  async metrics(actor: Actor, id: string, scope: QueryScope, signal: AbortSignal): Promise<string[]> {
    const { document } = await this.require(actor, id);
    return this.answers.metrics(actor, document, scope, signal);
  }

  /** Called by annotations that are looked for by name: the metrics that the panels show with one choice or another. */
  async offeredMetrics(actor: Actor, id: string): Promise<string[]> {
    const { document } = await this.require(actor, id);
    return this.answers.offeredMetrics(actor, document);
  }

  /** Called once by a feature whose actors may watch one dashboard only: which one that is. */
  bindWatching(kind: Actor['kind'], dashboardOf: (actor: Actor) => Promise<string>): void {
    this.watching.register(kind, dashboardOf);
  }

  /** Called when an actor's right to look has ended: its open pages are told and closed. */
  endWatching(actorId: string): void {
    this.watching.end(actorId);
  }

  /** Called by annotations: open pages that show these metrics or are these dashboards read their notes again. */
  tellNotes(workspaceId: string, anchors: readonly Anchor[]): Promise<void> {
    return this.watching.tellNotes(workspaceId, anchors);
  }

  /** Called by discussions: open pages of members that show these anchors read their threads again. */
  tellThreads(workspaceId: string, anchors: readonly Anchor[]): Promise<void> {
    return this.watching.tellThreads(workspaceId, anchors);
  }

  private async whyNotSaved(actor: Actor, id: string): Promise<Error> {
    const now = await this.require(actor, id);
    return conflict(
      'dashboard.changed',
      `Somebody else saved version ${String(now.version)} of this dashboard in the meantime. Load it and make your change again.`,
    );
  }
}
