import { Injectable } from '@nestjs/common';
import type { MetricUse } from '@quarterdeck/sdk/api/metric-contents';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { DashboardsService } from './dashboards.service.js';

/** Which panels ask a metric: what a change of the metric changes. */
@Injectable()
export class MetricUses {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
  ) {}

  /** Those that ask it by name, alone or in a formula; a metric that a variable stands for is not known here. */
  async find(actor: Actor, metric: string): Promise<MetricUse[]> {
    const rows = await this.database.within(actor, () => this.database.sql<MetricUse>(USES_SQL, [metric]));
    const hidden = await this.dashboards.hidden(actor);
    return rows.filter(({ dashboardId }) => !hidden.has(dashboardId));
  }
}

const USES_SQL = `
  select distinct on (title, id, place) id as "dashboardId", document->>'title' as title, panel->>'id' as "panelId",
         panel->>'title' as panel, asked->>'aggregate' as aggregate
    from dashboards,
         jsonb_array_elements(document->'panels') with ordinality as panels(panel, place),
         jsonb_array_elements(panel->'queries') query,
         lateral (
           select query->'input' as asked
           union all
           select value from jsonb_each(
             case when jsonb_typeof(query->'input'->'queries') = 'object' then query->'input'->'queries' else '{}' end
           )
         ) as questions
   where deleted_at is null and query->>'source' = 'metrics' and asked->>'metric' = $1
   order by title, id, place limit 500`;
