import { Controller, UseInterceptors } from '@nestjs/common';
import { queryRoutes, type QueriesBody } from '@quarterdeck/sdk/api/queries';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { Actor } from '../platform/actor.js';
import { FramesInterceptor } from '../platform/http/frames.interceptor.js';
import { Body, ClientGone, CurrentActor, Implements } from '../platform/http/implements.js';
import { statedVariables } from './stated-variables.js';
import { QueriesService } from './queries.service.js';

@Controller()
export class QueriesController {
  constructor(private readonly queries: QueriesService) {}

  @Implements(queryRoutes.run)
  @UseInterceptors(FramesInterceptor)
  run(
    @CurrentActor() actor: Actor,
    @Body() { queries, variables, ...scope }: QueriesBody,
    @ClientGone() gone: AbortSignal,
  ): Promise<FramesAnswer[]> {
    return this.queries.preview(actor, { ...scope, variables: statedVariables(variables) }, queries, gone);
  }
}
