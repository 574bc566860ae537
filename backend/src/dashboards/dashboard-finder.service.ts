import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FoldersService } from '../folders/folders.service.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { MOST_FOUND, SearchService, type Found } from '../search/search.service.js';

interface Row {
  readonly id: string;
  readonly folderId: string | null;
  readonly title: string;
  readonly description: string;
}

/** Dashboards as they are found: by title, description, the titles of their panels and the metrics these show. */
@Injectable()
export class DashboardFinder implements OnModuleInit {
  constructor(
    private readonly search: SearchService,
    private readonly folders: FoldersService,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.search.register('dashboard', (actor, words) => this.find(actor, words));
  }

  private async find(actor: Actor, words: readonly string[]): Promise<Found[]> {
    const rights = await this.folders.rightsOf(actor);
    const rows = await this.database.within(actor, () =>
      this.database.sql<Row>(
        `select id, folder_id as "folderId", document->>'title' as title, document->>'description' as description
           from dashboards
          where not exists (select from unnest($1::text[]) word where strpos(search_text, word) = 0)
            and deleted_at is null
            and deleted_at is null and (folder_id is null or folder_id <> all($2::uuid[]))
          order by strpos(search_text, ($1::text[])[1]), updated_at desc limit $3`,
        [words, rights.hidden(), MOST_FOUND],
      ),
    );
    return rows.map(({ id, folderId, title, description }) => {
      const path = rights.path(folderId).map(({ name }) => name);
      return { id, title, context: path.length > 0 ? path.join(' / ') : description.slice(0, 200) };
    });
  }
}
