import { Controller, UseInterceptors } from '@nestjs/common';
import {
  dashboardRoutes,
  type Dashboard,
  type DashboardChange,
  type DashboardDocument,
  type DashboardSummary,
  type PanelsBody,
} from '@quarterdeck/sdk/api/dashboards';
import type { QueryOf } from '@quarterdeck/sdk/api/route';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { Actor } from '../platform/actor.js';
import { FramesInterceptor } from '../platform/http/frames.interceptor.js';
import { Body, ClientGone, CurrentActor, Implements, Params, QueryParams } from '../platform/http/implements.js';
import { DashboardsService } from './dashboards.service.js';

interface ById {
  id: string;
}

@Controller()
export class DashboardsController {
  constructor(private readonly dashboards: DashboardsService) {}

  @Implements(dashboardRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<DashboardSummary[]> {
    return this.dashboards.list(actor);
  }

  @Implements(dashboardRoutes.get)
  get(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<Dashboard> {
    return this.dashboards.require(actor, id);
  }

  @Implements(dashboardRoutes.create)
  create(
    @CurrentActor() actor: Actor,
    @Body() document: DashboardDocument,
    @QueryParams() { folder }: QueryOf<typeof dashboardRoutes.create>,
  ): Promise<Dashboard> {
    return this.dashboards.create(actor, document, folder);
  }

  @Implements(dashboardRoutes.save)
  save(@CurrentActor() actor: Actor, @Params() { id }: ById, @Body() change: DashboardChange): Promise<Dashboard> {
    return this.dashboards.save(actor, id, change);
  }

  @Implements(dashboardRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.dashboards.remove(actor, id);
  }

  @Implements(dashboardRoutes.panels)
  @UseInterceptors(FramesInterceptor)
  panels(
    @CurrentActor() actor: Actor,
    @Params() { id }: ById,
    @Body() body: PanelsBody,
    @ClientGone() gone: AbortSignal,
  ): Promise<FramesAnswer[]> {
    return this.dashboards.panels(actor, id, body, gone);
  }

  @Implements(dashboardRoutes.variables)
  variables(
    @CurrentActor() actor: Actor,
    @Params() { id }: ById,
    @Body() body: VariablesBody,
    @ClientGone() gone: AbortSignal,
  ): Promise<VariableState[]> {
    return this.dashboards.variables(actor, id, body, gone);
  }
}
