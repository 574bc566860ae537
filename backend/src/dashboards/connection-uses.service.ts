import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConnectionUse } from '@quarterdeck/sdk/api/connections';
import { ConnectionsService } from '../connections/connections.service.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { DashboardsService } from './dashboards.service.js';

/** Tells connections which dashboards ask them: dashboards stand on a later deck, so they offer it. */
@Injectable()
export class ConnectionUses implements OnModuleInit {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
  ) {}

  onModuleInit(): void {
    this.connections.bindUses((actor) => this.find(actor));
  }

  private async find(actor: Actor): Promise<ReadonlyMap<string, readonly ConnectionUse[]>> {
    const rows = await this.database.within(actor, () =>
      this.database.sql<ConnectionUse & { source: string }>(
        `select id, document->>'title' as title, query->>'source' as source
           from dashboards,
                jsonb_array_elements(document->'panels') panel,
                jsonb_array_elements(panel->'queries') query
          where deleted_at is null
          union
         select id, document->>'title', coalesce(variable->'query'->>'source', variable->>'initial')
           from dashboards, jsonb_array_elements(coalesce(document->'variables', '[]')) variable
          where variable->>'kind' in ('query', 'connection') and deleted_at is null
          order by title, id`,
      ),
    );
    const hidden = await this.dashboards.hidden(actor);
    const uses = new Map<string, ConnectionUse[]>();
    for (const { source, id, title } of rows.filter((row) => !hidden.has(row.id)))
      uses.set(source, [...(uses.get(source) ?? []), { id, title }]);
    return uses;
  }
}
