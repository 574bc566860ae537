import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { MOST_FOUND, SearchService, type Found } from '../search/search.service.js';

/** Metrics as they are found by their names. */
@Injectable()
export class MetricFinder implements OnModuleInit {
  constructor(
    private readonly search: SearchService,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.search.register('metric', (actor, words) => this.find(actor, words));
  }

  private find(actor: Actor, words: readonly string[]): Promise<Found[]> {
    return this.database.within(actor, () =>
      this.database.sql<Found>(
        `select name as id, name as title, unit as context from metrics
          where not exists (select from unnest($1::text[]) word where strpos(lower(name), word) = 0)
          order by strpos(lower(name), ($1::text[])[1]), name limit $2`,
        [words, MOST_FOUND],
      ),
    );
  }
}
