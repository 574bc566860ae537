import { Controller, UseInterceptors } from '@nestjs/common';
import type { Annotation, ShownParams } from '@quarterdeck/sdk/api/annotations';
import type { PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import {
  sharingRoutes,
  type CreatedShareLink,
  type NewShareLink,
  type SharedDashboard,
  type ShareLink,
} from '@quarterdeck/sdk/api/sharing';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { Actor } from '../platform/actor.js';
import { FramesInterceptor } from '../platform/http/frames.interceptor.js';
import { Body, ClientGone, CurrentActor, Implements, Params, QueryParams } from '../platform/http/implements.js';
import { SharedViewService } from './shared-view.service.js';
import { SharingService } from './sharing.service.js';

type ById = ParamsOf<typeof sharingRoutes.list>;

@Controller()
export class SharingController {
  constructor(
    private readonly sharing: SharingService,
    private readonly view: SharedViewService,
  ) {}

  @Implements(sharingRoutes.list)
  list(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<ShareLink[]> {
    return this.sharing.list(actor, id);
  }

  @Implements(sharingRoutes.create)
  create(@CurrentActor() actor: Actor, @Params() { id }: ById, @Body() link: NewShareLink): Promise<CreatedShareLink> {
    return this.sharing.create(actor, id, link);
  }

  @Implements(sharingRoutes.revoke)
  revoke(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.sharing.revoke(actor, id);
  }

  @Implements(sharingRoutes.shared)
  dashboard(@CurrentActor() actor: Actor): Promise<SharedDashboard> {
    return this.view.dashboard(actor);
  }

  @Implements(sharingRoutes.sharedPanels)
  @UseInterceptors(FramesInterceptor)
  panels(
    @CurrentActor() actor: Actor,
    @Body() body: PanelsBody,
    @ClientGone() gone: AbortSignal,
  ): Promise<FramesAnswer[]> {
    return this.view.panels(actor, body, gone);
  }

  @Implements(sharingRoutes.sharedVariables)
  variables(
    @CurrentActor() actor: Actor,
    @Body() body: VariablesBody,
    @ClientGone() gone: AbortSignal,
  ): Promise<VariableState[]> {
    return this.view.variables(actor, body, gone);
  }

  @Implements(sharingRoutes.sharedAnnotations)
  annotations(
    @CurrentActor() actor: Actor,
    @QueryParams() shown: ShownParams,
    @ClientGone() gone: AbortSignal,
  ): Promise<Annotation[]> {
    return this.view.notes(actor, shown, gone);
  }
}
