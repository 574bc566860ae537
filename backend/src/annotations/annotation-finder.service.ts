import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { MOST_FOUND, SearchService, type Found } from '../search/search.service.js';

interface Row {
  readonly id: string;
  readonly dashboardId: string | null;
  readonly metric: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly at: Date;
}

/** Annotations as they are found by their text and tags; those about a dashboard where it may be seen. */
@Injectable()
export class AnnotationFinder implements OnModuleInit {
  constructor(
    private readonly search: SearchService,
    private readonly dashboards: DashboardsService,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.search.register('annotation', (actor, words) => this.find(actor, words));
  }

  private async find(actor: Actor, words: readonly string[]): Promise<Found[]> {
    const hidden = await this.dashboards.hidden(actor);
    const rows = await this.database.within(actor, () =>
      this.database.sql<Row>(
        `select note.id, note.dashboard_id as "dashboardId", note.metric, note.text, note.from_at as at,
                dashboard.document->>'title' as title
           from annotations note left join dashboards dashboard on dashboard.id = note.dashboard_id
          where not exists (select from unnest($1::text[]) word
                             where strpos(lower(note.text || ' ' || array_to_string(note.tags, ' ')), word) = 0)
            and (note.dashboard_id is null or note.dashboard_id <> all($2::uuid[]))
          order by note.from_at desc limit $3`,
        [words, [...hidden], MOST_FOUND],
      ),
    );
    return rows.map(({ id, dashboardId, metric, title, text, at }) => ({
      id,
      title: text.slice(0, 200),
      context: title ?? metric ?? '',
      dashboardId,
      at: at.toISOString(),
    }));
  }
}
