import { Controller } from '@nestjs/common';
import { restatementRoutes, type RestatementsPage, type RestatementsQuestion } from '@quarterdeck/sdk/api/restatements';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor, Implements, QueryParams } from '../../platform/http/implements.js';
import { Restatements } from './restatements.service.js';

@Controller()
export class RestatementsController {
  constructor(private readonly restatements: Restatements) {}

  @Implements(restatementRoutes.list)
  list(@CurrentActor() actor: Actor, @QueryParams() question: RestatementsQuestion): Promise<RestatementsPage> {
    return this.restatements.list(actor, question);
  }
}
