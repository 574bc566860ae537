import { Injectable } from '@nestjs/common';
import type { Dashboard, PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import { changesBetween } from '@quarterdeck/sdk/api/document-changes';
import type { RevisionContent, RevisionFilter, RevisionPage, RevisionRestore } from '@quarterdeck/sdk/api/revisions';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { In, LessThan } from 'typeorm';
import { IdentityService } from '../../identity/identity.service.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { forbidden, notFound } from '../../platform/errors.js';
import { DashboardsService } from '../dashboards.service.js';
import { PanelAnswersService } from '../panel-answers.service.js';
import { readDocument } from '../read-document.js';
import { RevisionEntity } from './revision.entity.js';
import { toContent, toRevision, type RevisionFacts } from './told-revision.js';

/**
 * The history of dashboards. Who may see a dashboard may see who saved it, when and why. What a version held is for who may
 * edit: somebody may have taken out what viewers were not to see.
 */
@Injectable()
export class RevisionsService {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
    private readonly answers: PanelAnswersService,
    private readonly identity: IdentityService,
  ) {}

  /** Called by the history page and where two people met: the newest first, each with what it changed. */
  async list(actor: Actor, dashboardId: string, { before, limit }: RevisionFilter): Promise<RevisionPage> {
    const readable = await this.mayOpen(actor, dashboardId);
    const { workspaceId } = actor;
    const version = before === undefined ? {} : { version: LessThan(before) };
    // One more than asked: whether there are older ones.
    const found = await this.database.within(actor, () =>
      this.database.repository(RevisionEntity).find({
        select: FACTS,
        where: { workspaceId, dashboardId, ...version },
        order: { version: 'DESC' },
        take: limit + 1,
      }),
    );
    const shown = found.slice(0, limit);
    const names = await this.identity.namesOf(shown.map(({ authorId }) => authorId));
    const whole = readable ? await this.withChanges(actor, dashboardId, shown) : shown;
    return { revisions: whole.map((one) => toRevision(one, names, readable)), more: found.length > limit, readable };
  }

  /** Called by the history page. Throws for a version that the dashboard never had. */
  async require(actor: Actor, dashboardId: string, version: number): Promise<RevisionContent> {
    const found = await this.find(actor, dashboardId, version);
    return toContent(found, await this.identity.namesOf([found.authorId]));
  }

  /** Called by the history page: today's numbers in the panels of an old version. */
  async panels(
    actor: Actor,
    [dashboardId, version]: readonly [string, number],
    body: PanelsBody,
    signal: AbortSignal,
  ): Promise<FramesAnswer[]> {
    const { document } = await this.require(actor, dashboardId, version);
    return this.answers.find(actor, document, body, signal);
  }

  /** Called by the history page: what the variables of an old version offer today. */
  async variables(
    actor: Actor,
    [dashboardId, version]: readonly [string, number],
    body: VariablesBody,
    signal: AbortSignal,
  ): Promise<VariableState[]> {
    const { document } = await this.require(actor, dashboardId, version);
    return this.answers.states(actor, document, body, signal);
  }

  /** Called by the history page: the old version is saved again. Nothing in between is lost. */
  async restore(
    actor: Actor,
    dashboardId: string,
    version: number,
    { version: replaced }: RevisionRestore,
  ): Promise<Dashboard> {
    const { document } = await this.require(actor, dashboardId, version);
    return this.dashboards.save(actor, dashboardId, { version: replaced, document, note: '' }, version);
  }

  private async find(actor: Actor, dashboardId: string, version: number): Promise<RevisionEntity> {
    if (!(await this.mayOpen(actor, dashboardId))) throw closed();
    const { workspaceId } = actor;
    const found = await this.database.within(actor, () =>
      this.database.repository(RevisionEntity).findOneBy({ workspaceId, dashboardId, version }),
    );
    if (!found) throw notFound('revision', String(version));
    return found;
  }

  /** Throws for a dashboard that the actor may not see at all. */
  private async mayOpen(actor: Actor, dashboardId: string): Promise<boolean> {
    return (await this.dashboards.rightTo(actor, dashboardId)) === 'edit';
  }

  /** What was saved before changes were kept: found from the documents, which is why they are read here alone. */
  private async withChanges(actor: Actor, dashboardId: string, shown: RevisionFacts[]): Promise<RevisionFacts[]> {
    const unknown = shown.filter(({ changes, version }) => changes === null && version > 1);
    if (unknown.length === 0) return shown;
    const versions = unknown.flatMap(({ version }) => [version, version - 1]);
    const { workspaceId } = actor;
    const found = await this.database.within(actor, () =>
      this.database.repository(RevisionEntity).find({
        select: { version: true, document: true },
        where: { workspaceId, dashboardId, version: In(versions) },
      }),
    );
    const documents = new Map(found.map(({ version, document }) => [version, readDocument(document)]));
    return shown.map((one) => {
      const [before, after] = [documents.get(one.version - 1), documents.get(one.version)];
      return one.changes === null && before && after ? { ...one, changes: changesBetween(before, after) } : one;
    });
  }
}

/** What a list shows: all but the documents, which may be large. */
const FACTS = {
  ...{ version: true, changes: true, note: true, authorKind: true, authorId: true, restoredFrom: true, savedAt: true },
} as const;

const closed = () =>
  forbidden('revision.closed', 'What a version held is shown to those who may edit this dashboard. Ask one of them.');
