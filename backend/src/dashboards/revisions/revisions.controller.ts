import { Controller, UseInterceptors } from '@nestjs/common';
import type { Dashboard, PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import {
  revisionRoutes,
  type RevisionContent,
  type RevisionFilter,
  type RevisionPage,
  type RevisionRestore,
} from '@quarterdeck/sdk/api/revisions';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { Actor } from '../../platform/actor.js';
import { FramesInterceptor } from '../../platform/http/frames.interceptor.js';
import { Body, ClientGone, CurrentActor, Implements, Params, QueryParams } from '../../platform/http/implements.js';
import { RevisionsService } from './revisions.service.js';

interface ByVersion {
  id: string;
  version: number;
}

@Controller()
export class RevisionsController {
  constructor(private readonly revisions: RevisionsService) {}

  @Implements(revisionRoutes.list)
  list(
    @CurrentActor() actor: Actor,
    @Params() { id }: { id: string },
    @QueryParams() filter: RevisionFilter,
  ): Promise<RevisionPage> {
    return this.revisions.list(actor, id, filter);
  }

  @Implements(revisionRoutes.get)
  get(@CurrentActor() actor: Actor, @Params() { id, version }: ByVersion): Promise<RevisionContent> {
    return this.revisions.require(actor, id, version);
  }

  @Implements(revisionRoutes.panels)
  @UseInterceptors(FramesInterceptor)
  panels(
    @CurrentActor() actor: Actor,
    @Params() { id, version }: ByVersion,
    @Body() body: PanelsBody,
    @ClientGone() gone: AbortSignal,
  ): Promise<FramesAnswer[]> {
    return this.revisions.panels(actor, [id, version], body, gone);
  }

  @Implements(revisionRoutes.variables)
  variables(
    @CurrentActor() actor: Actor,
    @Params() { id, version }: ByVersion,
    @Body() body: VariablesBody,
    @ClientGone() gone: AbortSignal,
  ): Promise<VariableState[]> {
    return this.revisions.variables(actor, [id, version], body, gone);
  }

  @Implements(revisionRoutes.restore)
  restore(
    @CurrentActor() actor: Actor,
    @Params() { id, version }: ByVersion,
    @Body() body: RevisionRestore,
  ): Promise<Dashboard> {
    return this.revisions.restore(actor, id, version, body);
  }
}
