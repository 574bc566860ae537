import { Controller } from '@nestjs/common';
import { searchRoutes, type SearchHit, type SearchQuery } from '@quarterdeck/sdk/api/search';
import type { Actor } from '../platform/actor.js';
import { CurrentActor, Implements, QueryParams } from '../platform/http/implements.js';
import { SearchService } from './search.service.js';

@Controller()
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  @Implements(searchRoutes.search)
  search(@CurrentActor() actor: Actor, @QueryParams() question: SearchQuery): Promise<SearchHit[]> {
    return this.searching.search(actor, question);
  }
}
