import { Injectable } from '@nestjs/common';
import type { Dashboard, PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import type { RevisionContent, RevisionFilter, RevisionPage, RevisionRestore } from '@quarterdeck/sdk/api/revisions';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { LessThan } from 'typeorm';
import { IdentityService } from '../../identity/identity.service.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors.js';
import { DashboardsService } from '../dashboards.service.js';
import { PanelAnswersService } from '../panel-answers.service.js';
import { RevisionEntity } from './revision.entity.js';
import { toContent, toRevisions } from './told-revision.js';

/** The history of dashboards. Who may read a dashboard may read its history; who may save it may restore. */
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
    await this.dashboards.require(actor, dashboardId);
    const { workspaceId } = actor;
    const version = before === undefined ? {} : { version: LessThan(before) };
    // One more than asked: what the last one is compared with, and whether there are older ones.
    const found = await this.database.within(actor, () =>
      this.database
        .repository(RevisionEntity)
        .find({ where: { workspaceId, dashboardId, ...version }, order: { version: 'DESC' }, take: limit + 1 }),
    );
    const names = await this.identity.namesOf(found.map(({ authorId }) => authorId));
    return { revisions: toRevisions(found, names).slice(0, limit), more: found.length > limit };
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
    await this.dashboards.require(actor, dashboardId);
    const { workspaceId } = actor;
    const found = await this.database.within(actor, () =>
      this.database.repository(RevisionEntity).findOneBy({ workspaceId, dashboardId, version }),
    );
    if (!found) throw notFound('revision', String(version));
    return found;
  }
}
