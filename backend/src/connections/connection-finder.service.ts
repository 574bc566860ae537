import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hasRole, type Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { MOST_FOUND, SearchService, type Found } from '../search/search.service.js';

/** Connections as they are found by their names, for those who work with them. */
@Injectable()
export class ConnectionFinder implements OnModuleInit {
  constructor(
    private readonly search: SearchService,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.search.register('connection', (actor, words) => this.find(actor, words));
  }

  private async find(actor: Actor, words: readonly string[]): Promise<Found[]> {
    if (!hasRole(actor, 'editor')) return [];
    return this.database.within(actor, () =>
      this.database.sql<Found>(
        `select id, name as title, plugin as context from connections
          where not exists (select from unnest($1::text[]) word where strpos(lower(name), word) = 0)
          order by strpos(lower(name), ($1::text[])[1]), name limit $2`,
        [words, MOST_FOUND],
      ),
    );
  }
}
