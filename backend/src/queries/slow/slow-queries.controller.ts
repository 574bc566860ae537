import { Controller } from '@nestjs/common';
import { slowQueryRoutes, type SlowQueryPage, type SlowQueryQuestion } from '@quarterdeck/sdk/api/slow-queries';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor, Implements, QueryParams } from '../../platform/http/implements.js';
import { QueryJournal } from './query-journal.service.js';

@Controller()
export class SlowQueriesController {
  constructor(private readonly slow: QueryJournal) {}

  @Implements(slowQueryRoutes.list)
  list(@CurrentActor() actor: Actor, @QueryParams() question: SlowQueryQuestion): Promise<SlowQueryPage> {
    return this.slow.list(actor, question);
  }
}
