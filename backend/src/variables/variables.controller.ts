import { Controller } from '@nestjs/common';
import { variableRoutes, type DraftVariablesBody, type VariableState } from '@quarterdeck/sdk/api/variables';
import type { Actor } from '../platform/actor.js';
import { Body, ClientGone, CurrentActor, Implements } from '../platform/http/implements.js';
import { VariablesService } from './variables.service.js';

@Controller()
export class VariablesController {
  constructor(private readonly variables: VariablesService) {}

  @Implements(variableRoutes.draft)
  draft(
    @CurrentActor() actor: Actor,
    @Body() body: DraftVariablesBody,
    @ClientGone() gone: AbortSignal,
  ): Promise<VariableState[]> {
    return this.variables.preview(actor, body, gone);
  }
}
